package io.tributary.workspaces.adapter.in.security;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Caller;
import io.tributary.workspaces.application.port.in.Authenticate.Identity;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The exchange's principal, as the kernel reads it.
record AuthenticatedCaller(Identity identity) implements Principal, Caller {
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
}
