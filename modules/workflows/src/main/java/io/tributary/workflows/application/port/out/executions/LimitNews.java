package io.tributary.workflows.application.port.out.executions;

import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Tells those that wait for a slot that there may be more of them.
public interface LimitNews {
  /// Inside the transaction that changes limits, and after whatever else tells this node of the
  /// change: once it is committed, executions for which there is room by now go on.
  ///
  /// @param workflows whose limits may be others now, beside that of the workspace
  Mono<Void> changed(UUID workspaceId, Set<UUID> workflows);
}
