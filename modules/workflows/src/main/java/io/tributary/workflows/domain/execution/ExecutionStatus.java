package io.tributary.workflows.domain.execution;

import java.util.EnumSet;
import java.util.Set;

/// Where an execution stands in its life.
public enum ExecutionStatus {
  /// started, and no node was visited yet
  QUEUED,
  /// a node's effect is under way, or the engine goes on at once
  RUNNING,
  /// until a point in time: a delay's end, or the next attempt
  WAITING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /// What it may become; itself only where work goes on in the same state. One that failed runs
  /// again when it is retried.
  public Set<ExecutionStatus> next() {
    return switch (this) {
      case QUEUED, RUNNING, WAITING -> EnumSet.complementOf(EnumSet.of(QUEUED));
      case FAILED -> EnumSet.of(RUNNING);
      case COMPLETED, CANCELLED -> EnumSet.noneOf(ExecutionStatus.class);
    };
  }

  public boolean mayBecome(ExecutionStatus other) {
    return next().contains(other);
  }

  public boolean ended() {
    return switch (this) {
      case QUEUED, RUNNING, WAITING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }
}
