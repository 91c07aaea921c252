package io.tributary.workflows.application.port.out.executions;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Which start for a lead waits for others to take its place. Inside a worker's transaction.
public interface DebounceStore {
  /// Notes each as the one that waits, by one statement, and says whose place it takes: that of one
  /// whose window is open. The windows end at the latest ten windows after the first of them came.
  ///
  /// @param starts at most one for each lead of a workflow
  Mono<List<Noted>> note(List<Debounced> starts);

  /// Lets executions wait until their windows end.
  Mono<Void> delay(List<Noted> starts);

  /// Forgets windows that ended an hour ago or earlier.
  ///
  /// @return how many these were
  Mono<Long> sweep(int rows);

  record Debounced(ExecutionRef execution, UUID workflowId, UUID leadId, Duration window) {}

  /// @param former whose place it takes; null if nobody's
  /// @param due how long it waits
  /// @param shortened whether that is less than its window
  record Noted(ExecutionRef execution, @Nullable UUID former, Duration due, boolean shortened) {}
}
