package io.tributary.workspaces.application.port.in;

import io.tributary.kernel.WorkspaceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Finds out whose a bearer token is. Further kinds of tokens, such as OIDC's, join here.
public interface Authenticate {
  /// @return empty if the token is nobody's
  Mono<Identity> authenticate(String token);

  /// @param workspace null for the system's own key
  /// @param actor such as `system` or `api-key:0190…`
  record Identity(@Nullable WorkspaceId workspace, Set<String> permissions, String actor) {}
}
