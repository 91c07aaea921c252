package io.tributary.workflows.application.port.out.executions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Starts executions. Inside a worker's transaction.
public interface ExecutionStarts {
  /// Starts what was not started under its key before, by one statement.
  ///
  /// @return those that were started now
  Mono<List<NewExecution>> insert(List<NewExecution> executions);

  /// Empty if nothing was started under that key.
  Mono<Started> find(UUID workspaceId, UUID workflowId, String startKey);

  /// @param startKey unique within the workflow
  /// @param fingerprint of what was asked; null where nobody asks twice
  /// @param state JSON
  record NewExecution(
      UUID workspaceId,
      UUID id,
      UUID workflowId,
      int workflowVersion,
      String triggerType,
      String startKey,
      @Nullable String fingerprint,
      @Nullable UUID leadId,
      @Nullable UUID responseId,
      String state,
      Instant createdAt) {}

  record Started(UUID executionId, @Nullable String fingerprint) {}
}
