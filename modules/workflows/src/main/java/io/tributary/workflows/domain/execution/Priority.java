package io.tributary.workflows.domain.execution;

/// Which of a workspace's executions goes first. Workspaces do not come before others by it.
public enum Priority {
  HIGH,
  NORMAL,
  LOW
}
