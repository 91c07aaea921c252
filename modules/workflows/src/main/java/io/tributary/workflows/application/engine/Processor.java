package io.tributary.workflows.application.engine;

import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.engine.Verdict.Changing;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Runs a batch in memory and writes all of it: the core of the engine's transactions.
@Component
final class Processor {
  /// Changes that one execution makes in one transaction; the rest follow in the next.
  private static final int MAX_ROUNDS = 20;

  private final Hydration hydration;
  private final Runner runner;
  private final Writes writes;
  private final ExecutionStore store;
  private final Progress progress;
  private final Outbox outbox;
  private final EngineProperties properties;
  private final NodeName node;

  Processor(
      Hydration hydration,
      Runner runner,
      Writes writes,
      ExecutionStore store,
      Progress progress,
      Outbox outbox,
      EngineProperties properties,
      NodeName node) {
    this.hydration = hydration;
    this.runner = runner;
    this.writes = writes;
    this.store = store;
    this.progress = progress;
    this.outbox = outbox;
    this.properties = properties;
    this.node = node;
  }

  /// Inside a worker's transaction that holds the executions' places in the queue. Signals
  /// `LostFence` if one of them changed under it, and `LogsFailed` if only the log lines could not
  /// be written; either way the transaction must end.
  Mono<List<Outcome>> process(List<Work> works, boolean withLogs) {
    return hydration
        .begin(works)
        .flatMap(runs -> change(runs, 0).thenReturn(runs))
        .flatMap(runs -> write(runs, withLogs));
  }

  /// Applies the changes at which runs stand, and lets them go on, until none stands at one.
  private Mono<Void> change(List<Run> runs, int round) {
    var byEffect = changing(runs);
    if (byEffect.isEmpty() || round == MAX_ROUNDS) {
      return Mono.empty();
    }
    return Flux.fromIterable(byEffect.entrySet())
        .concatMap(entry -> apply(entry.getKey(), entry.getValue()))
        .then(Mono.defer(() -> change(runs, round + 1)));
  }

  private static Map<DatabaseEffect<?>, List<Run>> changing(List<Run> runs) {
    var byEffect = new IdentityHashMap<DatabaseEffect<?>, List<Run>>();
    for (var run : runs) {
      if (run.verdict() instanceof Changing(var change)) {
        byEffect.computeIfAbsent(change.effect(), any -> new java.util.ArrayList<>()).add(run);
      }
    }
    return byEffect;
  }

  @SuppressWarnings("unchecked") // a change holds the effect that takes its command
  private <C> Mono<Void> apply(DatabaseEffect<C> effect, List<Run> runs) {
    var commands =
        runs.stream()
            .<C>mapMulti(
                (run, sink) -> {
                  if (run.verdict() instanceof Changing(var change)) {
                    sink.accept((C) change.command());
                  }
                })
            .toList();
    return effect
        .apply(commands)
        .doOnNext(
            results -> {
              for (int i = 0; i < runs.size(); i++) {
                runner.settle(runs.get(i), results.get(i));
              }
            })
        .then();
  }

  private Mono<List<Outcome>> write(List<Run> runs, boolean withLogs) {
    return Mono.defer(
        () -> {
          var outcomes = runs.stream().map(writes::outcomeOf).toList();
          var steps = runs.stream().flatMap(run -> run.steps().values().stream()).toList();
          var logs = runs.stream().flatMap(run -> run.logs().stream()).toList();
          return store
              .write(node.id(), properties.lease(), outcomes.stream().map(Outcome::write).toList())
              .filter(written -> written == outcomes.size())
              .switchIfEmpty(Mono.error(LostFence::new))
              .then(steps.isEmpty() ? Mono.empty() : store.writeSteps(steps))
              .then(
                  withLogs && !logs.isEmpty()
                      ? store.writeLogs(logs).onErrorMap(LogsFailed::new)
                      : Mono.empty())
              .then(outbox.append(progress.of(outcomes)))
              .thenReturn(outcomes);
        });
  }

  /// Somebody else wrote since the execution was read.
  static final class LostFence extends RuntimeException {
    private static final long serialVersionUID = 1;

    LostFence() {
      super("an execution changed meanwhile", null, false, false);
    }
  }

  static final class LogsFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    LogsFailed(Throwable cause) {
      super(cause);
    }
  }
}
