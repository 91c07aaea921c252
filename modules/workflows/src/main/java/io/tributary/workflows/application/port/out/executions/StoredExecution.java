package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Parent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An execution as the engine took it from the queue, or as it is started.
///
/// @param triggerType what started it, such as `TRIGGER_MANUAL`
/// @param parent whom its end is told; null if nobody waits for it
/// @param depth how many executions stand above it
/// @param version the fence: what is written later must find it unchanged; 0 if it is new
/// @param paused whether it must not go on
/// @param claim how it was taken
/// @param readable whether state, marking and signals are what is stored; else that could not be
///     read, they are empty, and nothing may be written over it
public record StoredExecution(
    UUID workspaceId,
    UUID id,
    UUID workflowId,
    int workflowVersion,
    ExecutionStatus status,
    String triggerType,
    @Nullable UUID leadId,
    @Nullable String correlationId,
    @Nullable Parent parent,
    int depth,
    ExecutionState state,
    Marking marking,
    int version,
    Instant createdAt,
    @Nullable Instant startedAt,
    boolean paused,
    Claim claim,
    boolean readable) {
  /// One that is to begin and not stored yet.
  public static StoredExecution of(NewExecution started) {
    return new StoredExecution(
        started.workspaceId(),
        started.id(),
        started.workflowId(),
        started.workflowVersion(),
        ExecutionStatus.QUEUED,
        started.triggerType(),
        started.leadId(),
        started.correlationId(),
        started.parent(),
        started.depth(),
        started.state(),
        started.marking(),
        0,
        started.createdAt(),
        null,
        false,
        new Claim(Lease.NONE, false, List.of()),
        true);
  }

  public ExecutionRef ref() {
    return new ExecutionRef(workspaceId, id);
  }

  /// Whether what is written of it now is the first that is stored.
  public boolean isNew() {
    return version == 0;
  }

  /// @param lease whether its effects are under way
  /// @param byTurn whether its workspace was picked by turn, not by age
  /// @param signals what arrived for it, oldest first
  public record Claim(Lease lease, boolean byTurn, List<Signal> signals) {}

  public enum Lease {
    /// none is; those that it stands at have not begun
    NONE,
    /// on this node
    HELD,
    /// nobody knows: the node that had them is late
    EXPIRED
  }
}
