package io.tributary.workflows.application.port.out.executions;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Gives back what keeps executions within the limits of their workflows and workspaces.
public interface ReturnSlots {
  /// Inside the worker's transaction that ends the executions; what becomes free is passed on after
  /// its commit.
  ///
  /// @param workflows of these executions
  Mono<Void> ended(UUID workspaceId, List<ExecutionRef> executions, Set<UUID> workflows);
}
