package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.engine.Progress.Key;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.ExecutionStore.Entry;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Marking;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Puts executions into the queue, from which the engine takes them. Inside a worker's transaction.
@Component
final class Starts {
  private final ExecutionStarts starts;
  private final ExecutionStore store;
  private final Writes writes;
  private final IdGenerator ids;
  private final Clock clock;
  private final Progress progress;
  private final Outbox outbox;
  private final Debounces debounces;
  private final Bell bell;

  Starts(
      ExecutionStarts starts,
      ExecutionStore store,
      Writes writes,
      IdGenerator ids,
      Clock clock,
      Progress progress,
      Outbox outbox,
      Debounces debounces,
      Bell bell) {
    this.starts = starts;
    this.store = store;
    this.writes = writes;
    this.ids = ids;
    this.clock = clock;
    this.progress = progress;
    this.outbox = outbox;
    this.debounces = debounces;
    this.bell = bell;
  }

  NewExecution execution(Start start, @Nullable String fingerprint) {
    return new NewExecution(
        start.workspaceId(),
        ids.next(),
        start.workflowId(),
        start.workflowVersion(),
        start.triggerType(),
        start.startKey(),
        fingerprint,
        start.leadId(),
        start.responseId(),
        start.options().correlationId(),
        start.options().priority().ordinal(),
        start.options().parent(),
        start.options().depth(),
        null,
        ExecutionState.of(start.response(), start.variables()),
        Marking.START,
        delay(start),
        clock.instant());
  }

  private static Duration delay(Start start) {
    var window = start.options().debounce();
    return window == null || start.leadId() == null ? Duration.ZERO : window;
  }

  /// @return those that were not started before
  Mono<List<NewExecution>> insert(List<NewExecution> executions) {
    return take(executions)
        .flatMap(taken -> taken.isEmpty() ? Mono.just(taken) : enqueue(taken).thenReturn(taken));
  }

  /// @return those that were not started before, whose keys nobody else can take now
  Mono<List<NewExecution>> take(List<NewExecution> executions) {
    return starts.take(executions);
  }

  /// Those with a delay take the places of others for their leads that still wait.
  ///
  /// @param taken at least one, whose keys are taken
  Mono<Void> enqueue(List<NewExecution> taken) {
    return store
        .insert(taken.stream().map(each -> new Entry(each, writes.waiting(each))).toList())
        .then(Mono.defer(() -> announce(taken)))
        .then(Mono.defer(() -> debounces.settle(taken)))
        .then(bell.ringAfterCommit());
  }

  private Mono<Void> announce(List<NewExecution> started) {
    var counts =
        started.stream()
            .collect(groupingBy(e -> new Key(e.workspaceId(), e.workflowId()), counting()));
    return outbox.append(progress.started(counts));
  }
}
