package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.partitioningBy;

import io.tributary.workflows.application.engine.Limits.Limit;
import io.tributary.workflows.application.engine.Limits.Version;
import io.tributary.workflows.application.port.in.executions.StartExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.Savepoints;
import io.tributary.workflows.domain.execution.Priority;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Lets executions begin in the transaction that starts them: what needs nothing but memory and the
/// database is stored where it came to, once, and what has ended by then never sees the queue.
///
/// What must wait for a slot or a time, goes behind others, or will be read otherwise than it was
/// given, is queued as it is. So is what a failure keeps from beginning here: the engine finds out
/// which of them it is about.
///
/// Places in the queue are written before leads and whatever else nodes change are locked, in the
/// order that the engine has too.
@Component
final class FirstRuns implements StartExecutions {
  private static final Logger log = LoggerFactory.getLogger(FirstRuns.class);

  /// Nodes that one execution comes to here at most, about.
  static final int MAX_STEPS = 50;

  /// Nodes that all executions of one transaction come to here at most, about.
  static final int MAX_STEPS_TOGETHER = 5_000;

  private final Starts starts;
  private final Limits limits;
  private final Processor processor;
  private final Savepoints savepoints;
  private final Bell bell;
  private final EngineMetrics metrics;
  private final EngineProperties properties;

  FirstRuns(
      Starts starts,
      Limits limits,
      Processor processor,
      Savepoints savepoints,
      Bell bell,
      EngineMetrics metrics,
      EngineProperties properties) {
    this.starts = starts;
    this.limits = limits;
    this.processor = processor;
    this.savepoints = savepoints;
    this.bell = bell;
    this.metrics = metrics;
    this.properties = properties;
  }

  @Override
  public Mono<Void> start(List<Start> wanted) {
    return wanted.isEmpty()
        ? Mono.empty()
        : begin(wanted.stream().map(start -> starts.execution(start, null)).toList()).then();
  }

  /// Inside a worker's transaction.
  ///
  /// @return those that were not started before
  Mono<List<NewExecution>> begin(List<NewExecution> executions) {
    return starts
        .take(executions)
        .flatMap(taken -> taken.isEmpty() ? Mono.just(taken) : store(taken).thenReturn(taken));
  }

  private Mono<Void> store(List<NewExecution> taken) {
    return limitsOf(taken).flatMap(limits -> store(taken, limits));
  }

  private Mono<Void> store(List<NewExecution> taken, Map<Version, Limit> limits) {
    var parts = taken.stream().collect(partitioningBy(each -> mayBegin(each, limits)));
    var free = parts.getOrDefault(true, List.of());
    var others = parts.getOrDefault(false, List.of());
    return (others.isEmpty() ? Mono.<Void>empty() : starts.enqueue(others))
        .then(Mono.defer(() -> free.isEmpty() ? Mono.empty() : run(free)));
  }

  /// Empty where no executions are worked off.
  private Mono<Map<Version, Limit>> limitsOf(List<NewExecution> taken) {
    return properties.enabled()
        ? limits.ofVersions(taken.stream().map(Version::of).distinct().toList())
        : Mono.just(Map.of());
  }

  private static boolean mayBegin(NewExecution execution, Map<Version, Limit> limits) {
    var limit = limits.get(Version.of(execution));
    return limit != null
        && limit.isNone()
        && execution.delay().isZero()
        && execution.priority() != Priority.LOW.ordinal()
        && !ExecutionJson.changes(execution.state().response())
        && !ExecutionJson.changes(execution.state().variables());
  }

  private Mono<Void> run(List<NewExecution> executions) {
    var steps = Math.clamp(MAX_STEPS_TOGETHER / executions.size(), 1, MAX_STEPS);
    var running = processor.begin(executions, new Slice(steps, false)).flatMap(this::afterCommit);
    return savepoints.attempt(running, failure -> enqueue(executions, failure));
  }

  private Mono<Void> enqueue(List<NewExecution> executions, Throwable failure) {
    log.warn(
        "{} executions could not begin where they were started, and are queued: {}",
        executions.size(),
        failure.toString());
    return starts.enqueue(executions);
  }

  private Mono<Void> afterCommit(List<Outcome> outcomes) {
    var rings = outcomes.stream().anyMatch(outcome -> !outcome.write().status().ended());
    return AfterCommit.run(() -> count(outcomes))
        .then(rings ? bell.ringAfterCommit() : Mono.empty());
  }

  private void count(List<Outcome> outcomes) {
    for (var outcome : outcomes) {
      if (outcome.write().status().ended()) {
        metrics.ended(outcome.write().status());
      }
    }
  }
}
