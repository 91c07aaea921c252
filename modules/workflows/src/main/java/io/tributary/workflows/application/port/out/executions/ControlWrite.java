package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody makes of an execution that is held.
///
/// @param version the one that was read
/// @param state JSON; null to leave it as it is
/// @param marking JSON; null to leave it as it is
/// @param places nodes at which it stands; empty for none, null to leave them as they are
/// @param pausedAt null if it is not paused afterwards
/// @param endedAt null if it has not ended afterwards
/// @param priority with which it enters the queue
/// @param signals that are added to those that wait for the engine
public record ControlWrite(
    ExecutionRef ref,
    int version,
    ExecutionStatus status,
    int workflowVersion,
    @Nullable String state,
    @Nullable String marking,
    @Nullable List<String> places,
    @Nullable Instant pausedAt,
    @Nullable Instant endedAt,
    int priority,
    Move move,
    List<Signal> signals) {

  /// What becomes of its place in the queue. A lease stays what it is.
  public enum Move {
    STAYS,
    /// nothing brings it on until somebody lets it
    HELD,
    /// the engine looks at it now
    DUE,
    /// it had none, and is due now; how it ended is forgotten
    ENTERS,
    LEAVES
  }
}
