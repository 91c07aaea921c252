package io.tributary.workflows.application.port.out;

import io.tributary.kernel.WorkspaceId;
import reactor.core.publisher.Mono;

/// Tells every node what to forget.
public interface PublicationNews {
  /// Inside a transaction: once it is committed, no node starts executions by what was published
  /// in that workspace before; this node at once, the others within moments.
  Mono<Void> changed(WorkspaceId workspace);
}
