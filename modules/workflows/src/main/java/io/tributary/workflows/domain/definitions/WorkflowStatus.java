package io.tributary.workflows.domain.definitions;

/// Where a workflow stands.
public enum WorkflowStatus {
  /// never published
  DRAFT,
  /// its current version is started by its trigger
  PUBLISHED,
  /// published, but nothing starts it
  PAUSED,
  /// put away for good: nothing starts or changes it
  ARCHIVED
}
