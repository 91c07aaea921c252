package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.engine.Progress.Key;
import io.tributary.workflows.application.port.in.executions.StartExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.domain.execution.ExecutionState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class Starts implements StartExecutions {
  /// What is stored for an execution that has not begun.
  private static final String START = "{\"nextToken\":0}";

  private final ExecutionStarts starts;
  private final IdGenerator ids;
  private final Clock clock;
  private final ExecutionJson json;
  private final Progress progress;
  private final Outbox outbox;
  private final Debounces debounces;
  private final Bell bell;

  Starts(
      ExecutionStarts starts,
      IdGenerator ids,
      Clock clock,
      ExecutionJson json,
      Progress progress,
      Outbox outbox,
      Debounces debounces,
      Bell bell) {
    this.starts = starts;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
    this.progress = progress;
    this.outbox = outbox;
    this.debounces = debounces;
    this.bell = bell;
  }

  @Override
  public Mono<Void> start(List<Start> wanted) {
    return startAndTell(wanted).then();
  }

  @Override
  public Mono<Map<String, UUID>> startAndTell(List<Start> wanted) {
    return wanted.isEmpty()
        ? Mono.just(Map.of())
        : insert(wanted.stream().map(start -> execution(start, null)).toList())
            .map(
                started ->
                    started.stream().collect(toMap(NewExecution::startKey, NewExecution::id)));
  }

  NewExecution execution(Start start, @org.jspecify.annotations.Nullable String fingerprint) {
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
        json.write(ExecutionState.of(start.response(), start.variables())),
        START,
        delay(start),
        clock.instant());
  }

  private static Duration delay(Start start) {
    var window = start.options().debounce();
    return window == null || start.leadId() == null ? Duration.ZERO : window;
  }

  /// Those with a delay take the places of others for their leads that still wait.
  ///
  /// @return those that were not started before
  Mono<List<NewExecution>> insert(List<NewExecution> executions) {
    return starts
        .insert(executions)
        .flatMap(
            started ->
                started.isEmpty()
                    ? Mono.just(started)
                    : announce(started)
                        .then(Mono.defer(() -> debounces.settle(started)))
                        .then(bell.ringAfterCommit())
                        .thenReturn(started));
  }

  private Mono<Void> announce(List<NewExecution> started) {
    var counts =
        started.stream()
            .collect(groupingBy(e -> new Key(e.workspaceId(), e.workflowId()), counting()));
    return outbox.append(progress.started(counts));
  }
}
