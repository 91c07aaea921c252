package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.Parent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Ends executions because others take their place. Inside a worker's transaction.
public interface Supersessions {
  /// Locks the executions' places in the queue, one after the other in the order of their ids.
  Mono<Void> lock(List<ExecutionRef> executions);

  /// Cancels those that have not ended with the outcome `superseded`, takes them from the queue and
  /// gives back their slots. The transaction holds their places in the queue.
  ///
  /// @param unbegunOnly whether those that have begun are left alone
  Mono<List<Superseded>> end(List<ExecutionRef> executions, boolean unbegunOnly, Instant now);

  /// @param parent whom its end is told; null if nobody waits for it
  record Superseded(
      ExecutionRef execution, UUID workflowId, @Nullable Parent parent, Instant createdAt) {}
}
