package io.tributary.workflows.application.port.out.executions;

import java.util.List;
import reactor.core.publisher.Mono;

/// Tells the engines of all nodes that executions were cancelled.
public interface RecallEffects {
  /// After the running transaction's commit: breaks off the effects that are under way, wherever
  /// they are. A recall that gets lost costs time only, since what comes of an effect is not
  /// written.
  Mono<Void> cancelledAfterCommit(List<ExecutionRef> executions);
}
