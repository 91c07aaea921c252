package io.tributary.workflows.domain.execution;

/// Where one visit of a node stands.
public enum StepStatus {
  RUNNING,
  /// for a delay's end, or for the next attempt
  WAITING,
  COMPLETED,
  FAILED,
  /// given up, since its execution was cancelled
  SKIPPED
}
