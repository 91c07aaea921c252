package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Ends executions from outside the engine, inside the workspace's transaction.
public interface Cancellations {
  /// Takes it from the queue and ends it, if it has not ended; a worker that holds it can no longer
  /// write. Empty if it has ended, or is not there.
  ///
  /// @return the id of its workflow
  Mono<UUID> cancel(WorkspaceId workspace, UUID executionId, Instant now);

  /// Empty if there is no such execution.
  Mono<ExecutionStatus> status(WorkspaceId workspace, UUID executionId);
}
