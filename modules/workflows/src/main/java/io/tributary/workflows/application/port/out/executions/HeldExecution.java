package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Parent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An execution that nobody else can change until the transaction ends.
///
/// @param priority 0 goes before 1 and 1 before 2
/// @param parent whom its end is told; null if nobody waits for it
/// @param version raised by every write
/// @param pausedAt null if it is not paused
/// @param queued whether it has a place in the queue; one that is live always has
public record HeldExecution(
    UUID workspaceId,
    UUID id,
    UUID workflowId,
    int workflowVersion,
    ExecutionStatus status,
    @Nullable UUID leadId,
    @Nullable UUID responseId,
    @Nullable String correlationId,
    int priority,
    @Nullable Parent parent,
    int depth,
    ExecutionState state,
    Marking marking,
    int version,
    Instant createdAt,
    @Nullable Instant pausedAt,
    boolean queued) {
  public boolean paused() {
    return pausedAt != null;
  }

  public ExecutionRef ref() {
    return new ExecutionRef(workspaceId, id);
  }
}
