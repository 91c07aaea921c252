package io.tributary.workspaces.adapter.in.security;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Caller;
import io.tributary.workspaces.application.port.in.Authenticate.Identity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Who calls, as Spring Security carries it and the kernel reads it.
final class CallerAuthentication extends AbstractAuthenticationToken implements Caller {
  private final transient Identity identity;

  CallerAuthentication(Identity identity) {
    super(List.of());
    this.identity = identity;
    setAuthenticated(true);
  }

  @Override
  public @Nullable WorkspaceId workspace() {
    return identity.workspace();
  }

  @Override
  public Set<String> permissions() {
    return identity.permissions();
  }

  @Override
  public String actor() {
    return identity.actor();
  }

  @Override
  public String getName() {
    return identity.actor();
  }

  @Override
  public Object getPrincipal() {
    return identity;
  }

  @Override
  public Object getCredentials() {
    return "";
  }
}
