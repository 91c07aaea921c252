package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Parent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What was started, and under which keys. Inside a worker's transaction.
public interface ExecutionStarts {
  /// Takes the keys of the executions, by one statement, or none if no execution has one. Whoever
  /// wants one of them meanwhile waits for the end of the transaction.
  ///
  /// @return those that were not started under their keys before, in the given order
  Mono<List<NewExecution>> take(List<NewExecution> executions);

  /// Empty if nothing was started under that key.
  Mono<Started> find(UUID workspaceId, UUID workflowId, String startKey);

  /// What was started under which of the keys, by one statement that reads one index entry for
  /// each.
  Mono<Map<String, Started>> find(UUID workspaceId, UUID workflowId, List<String> startKeys);

  /// An execution that is not stored yet.
  ///
  /// @param startKey unique within the workflow; null if nobody can ask for the same start again
  /// @param fingerprint of what was asked; null where nobody asks twice
  /// @param priority 0 goes before 1 and 1 before 2
  /// @param parent whom its end is told; null if nobody waits for it
  /// @param depth how many executions stand above it
  /// @param rerunOf the execution that this one repeats; null if it repeats none
  /// @param delay until the engine takes it
  record NewExecution(
      UUID workspaceId,
      UUID id,
      UUID workflowId,
      int workflowVersion,
      String triggerType,
      @Nullable String startKey,
      @Nullable String fingerprint,
      @Nullable UUID leadId,
      @Nullable UUID responseId,
      @Nullable String correlationId,
      int priority,
      @Nullable Parent parent,
      int depth,
      @Nullable UUID rerunOf,
      ExecutionState state,
      Marking marking,
      Duration delay,
      Instant createdAt) {
    public ExecutionRef ref() {
      return new ExecutionRef(workspaceId, id);
    }
  }

  record Started(UUID executionId, @Nullable String fingerprint) {}
}
