package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.engine.Progress.Key;
import io.tributary.workflows.application.port.in.executions.CancelExecution;
import io.tributary.workflows.application.port.out.executions.Cancellations;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class CancelByHand implements CancelExecution {
  private final Cancellations cancellations;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Progress progress;
  private final Recall recall;
  private final Vacancies vacancies;
  private final EngineMetrics metrics;
  private final Clock clock;

  CancelByHand(
      Cancellations cancellations,
      Transactions transactions,
      Outbox outbox,
      Progress progress,
      Recall recall,
      Vacancies vacancies,
      EngineMetrics metrics,
      Clock clock) {
    this.cancellations = cancellations;
    this.transactions = transactions;
    this.outbox = outbox;
    this.progress = progress;
    this.recall = recall;
    this.vacancies = vacancies;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Mono<Void> cancel(WorkspaceId workspace, UUID executionId) {
    return Mono.defer(
        () -> {
          var now = clock.instant();
          return transactions.inWorkspace(
              workspace,
              cancellations
                  .cancel(workspace, executionId, now)
                  .flatMap(
                      workflow ->
                          outbox
                              .append(
                                  progress.cancelled(
                                      new Key(workspace.value(), workflow),
                                      IdWindow.timeOf(executionId),
                                      now))
                              .then(
                                  recall.afterCommit(
                                      List.of(new ExecutionRef(workspace.value(), executionId))))
                              .then(vacancies.afterCommit(workspace.value(), Set.of(workflow)))
                              .thenReturn(true))
                  .doOnNext(done -> metrics.ended(ExecutionStatus.CANCELLED))
                  .switchIfEmpty(Mono.defer(() -> alreadyEnded(workspace, executionId)))
                  .then());
        });
  }

  private Mono<Boolean> alreadyEnded(WorkspaceId workspace, UUID executionId) {
    return cancellations
        .status(workspace, executionId)
        .switchIfEmpty(Mono.error(() -> new NotFound("execution")))
        .map(
            status -> {
              if (status != ExecutionStatus.CANCELLED) {
                throw new NotInState("the execution has ended already", status.name());
              }
              return true;
            });
  }
}
