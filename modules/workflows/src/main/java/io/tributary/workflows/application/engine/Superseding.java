package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.engine.Processor.LogsFailed;
import io.tributary.workflows.application.engine.Progress.Key;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.application.port.out.executions.Supersessions;
import io.tributary.workflows.application.port.out.executions.Supersessions.Superseded;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.events.SubWorkflowEnded;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Ends executions because later ones take their place, with all that follows from an end.
@Component
final class Superseding {
  private final Supersessions supersessions;
  private final ExecutionStore executions;
  private final Outbox outbox;
  private final Progress progress;
  private final Recall recall;
  private final Vacancies vacancies;
  private final EngineMetrics metrics;
  private final IdGenerator ids;
  private final Clock clock;

  Superseding(
      Supersessions supersessions,
      ExecutionStore executions,
      Outbox outbox,
      Progress progress,
      Recall recall,
      Vacancies vacancies,
      EngineMetrics metrics,
      IdGenerator ids,
      Clock clock) {
    this.supersessions = supersessions;
    this.executions = executions;
    this.outbox = outbox;
    this.progress = progress;
    this.recall = recall;
    this.vacancies = vacancies;
    this.metrics = metrics;
    this.ids = ids;
    this.clock = clock;
  }

  /// Inside a worker's transaction that holds the executions' places in the queue. Those that have
  /// ended are passed over, and those that have begun if a debounce ends them.
  Mono<Void> end(List<ExecutionRef> refs, SupersededBy cause, boolean withLogs) {
    var now = clock.instant();
    return supersessions
        .end(refs, cause == SupersededBy.DEBOUNCE, now)
        .filter(ended -> !ended.isEmpty())
        .flatMap(
            ended ->
                outbox
                    .append(events(ended, now))
                    .then(Mono.defer(() -> withLogs ? log(ended, cause, now) : Mono.empty()))
                    .then(recall.afterCommit(ended.stream().map(Superseded::execution).toList()))
                    .then(vacancies(ended))
                    .then(AfterCommit.run(() -> count(ended, cause))));
  }

  private List<Event> events(List<Superseded> ended, Instant now) {
    var events = new ArrayList<Event>();
    for (var each : ended) {
      var workspace = each.execution().workspaceId();
      events.add(progress.cancelled(new Key(workspace, each.workflowId()), each.createdAt(), now));
      var parent = each.parent();
      if (parent != null) {
        events.add(
            new SubWorkflowEnded(
                ids.next(), workspace, now, each.execution().id(), parent.id(), parent.stepId()));
      }
    }
    return events;
  }

  private Mono<Void> log(List<Superseded> ended, SupersededBy cause, Instant now) {
    var message =
        switch (cause) {
          case CONCURRENCY -> "superseded: a later execution of the workflow took its place";
          case DEBOUNCE -> "superseded: a later start for its lead took its place";
        };
    return executions
        .writeLogs(
            ended.stream()
                .map(
                    each ->
                        new LogWrite(each.execution(), ids.next(), null, Level.INFO, message, now))
                .toList())
        .onErrorMap(LogsFailed::new);
  }

  private Mono<Void> vacancies(List<Superseded> ended) {
    return Flux.fromIterable(ended)
        .concatMap(
            each ->
                vacancies.afterCommit(each.execution().workspaceId(), Set.of(each.workflowId())))
        .then();
  }

  private void count(List<Superseded> ended, SupersededBy cause) {
    metrics.superseded(cause, ended.size());
    ended.forEach(each -> metrics.ended(ExecutionStatus.CANCELLED));
  }
}
