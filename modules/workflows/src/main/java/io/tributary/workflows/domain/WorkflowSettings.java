package io.tributary.workflows.domain;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a version says of its executions as a whole: `settings` of the definition.
///
/// @param concurrency how many may be under way; null for any number
/// @param debounce a start waits so long, and gives way to another one for the same lead; null for
///     not at all
/// @param onFailure the workflow that is started when an execution fails; null for none
/// @param timeLimit from its start; an execution that takes longer fails; null for none
public record WorkflowSettings(
    @Nullable Concurrency concurrency,
    @Nullable Duration debounce,
    @Nullable UUID onFailure,
    @Nullable Duration timeLimit) {
  public static final WorkflowSettings NONE = new WorkflowSettings(null, null, null, null);

  /// @param limit executions that have begun and have not ended, 1 to 10,000
  public record Concurrency(int limit, Policy policy) {}

  /// What becomes of an execution that would be one too many.
  public enum Policy {
    /// it begins when another one ends, oldest first
    QUEUE,
    /// it is cancelled with the outcome `skipped`
    SKIP,
    /// it begins, and the oldest of the others is cancelled with the outcome `superseded`
    CANCEL_PREVIOUS
  }
}
