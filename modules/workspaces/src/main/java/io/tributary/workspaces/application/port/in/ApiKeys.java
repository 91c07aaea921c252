package io.tributary.workspaces.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workspaces.domain.ApiKey;
import io.tributary.workspaces.domain.ApiKeyDraft;
import io.tributary.workspaces.domain.ApiKeySecret;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Issues, lists and revokes a workspace's API keys.
public interface ApiKeys {
  /// Signals `NotFound` if there is no such workspace.
  Mono<Issued> issue(WorkspaceId workspace, ApiKeyDraft draft, String actor);

  /// Newest first, revoked ones included.
  Mono<Page<ApiKey>> list(WorkspaceId workspace, PageRequest page);

  /// From then on the key is refused: at once on this node, within a second on others. Revoking
  /// twice is no error.
  ///
  /// Signals `NotFound`.
  Mono<Void> revoke(WorkspaceId workspace, UUID id);

  /// @param secret is shown this once
  record Issued(ApiKey key, ApiKeySecret secret) {}
}
