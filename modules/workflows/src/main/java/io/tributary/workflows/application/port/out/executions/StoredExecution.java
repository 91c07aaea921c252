package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An execution as the engine took it from the queue.
///
/// @param version the fence: what is written later must find it unchanged
/// @param interrupted whether somebody held a lease on it that ran out
/// @param byTurn whether its workspace was picked by turn, not by age
public record StoredExecution(
    UUID workspaceId,
    UUID id,
    UUID workflowId,
    int workflowVersion,
    ExecutionStatus status,
    @Nullable UUID leadId,
    ExecutionState state,
    int version,
    Instant createdAt,
    @Nullable Instant startedAt,
    boolean interrupted,
    boolean byTurn) {
  public ExecutionRef ref() {
    return new ExecutionRef(workspaceId, id);
  }

  /// As it stands after `written` was stored.
  public StoredExecution after(ExecutionWrite written) {
    return new StoredExecution(
        workspaceId,
        id,
        workflowId,
        workflowVersion,
        written.status(),
        leadId,
        written.state(),
        version + 1,
        createdAt,
        written.startedAt(),
        false,
        byTurn);
  }
}
