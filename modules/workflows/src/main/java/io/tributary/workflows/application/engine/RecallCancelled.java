package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.RecallEffects;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class RecallCancelled implements RecallEffects {
  private final Recall recall;
  private final EngineMetrics metrics;

  RecallCancelled(Recall recall, EngineMetrics metrics) {
    this.recall = recall;
    this.metrics = metrics;
  }

  @Override
  public Mono<Void> cancelledAfterCommit(List<ExecutionRef> executions) {
    return recall
        .afterCommit(executions)
        .doOnSuccess(done -> executions.forEach(each -> metrics.ended(ExecutionStatus.CANCELLED)));
  }
}
