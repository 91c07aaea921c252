package io.tributary.workspaces.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workspaces.domain.ApiKeySecret;
import io.tributary.workspaces.domain.Workspace;
import io.tributary.workspaces.domain.WorkspaceDraft;
import reactor.core.publisher.Mono;

/// Makes workspaces and finds them.
public interface Workspaces {
  /// Stores the workspace with a first API key that may do everything in it.
  Mono<Created> create(WorkspaceDraft draft);

  /// Signals `NotFound`.
  Mono<Workspace> get(WorkspaceId workspace);

  /// All of the system, newest first.
  Mono<Page<Workspace>> list(PageRequest page);

  /// @param firstKey is shown this once
  record Created(Workspace workspace, ApiKeySecret firstKey) {}
}
