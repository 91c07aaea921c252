package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Starts executions that begin with the state of others.
public interface RepeatExecutions {
  /// Joins the caller's worker transaction. What was started under the same key of the same
  /// workflow before is passed over.
  ///
  /// @return the ids of those that were started now
  Mono<Set<UUID>> start(List<NewExecution> executions);
}
