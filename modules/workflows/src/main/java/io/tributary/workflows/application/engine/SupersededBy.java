package io.tributary.workflows.application.engine;

/// Why an execution gave way to a later one.
enum SupersededBy {
  /// there was room for so many only
  CONCURRENCY,
  /// another start for its lead came while it waited
  DEBOUNCE
}
