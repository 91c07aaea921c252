package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.ExecutionStore.Entry;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Runs a batch in memory and writes all of it: the core of the engine's transactions.
@Component
final class Processor {
  /// Changes that one path makes in one transaction; the rest follow in the next.
  private static final int MAX_ROUNDS = 20;

  private final Slots slots;
  private final Hydration hydration;
  private final Runner runner;
  private final Writes writes;
  private final ExecutionStore store;
  private final Endings endings;
  private final EngineProperties properties;
  private final Slice slice;
  private final NodeName node;

  Processor(
      Slots slots,
      Hydration hydration,
      Runner runner,
      Writes writes,
      ExecutionStore store,
      Endings endings,
      EngineProperties properties,
      NodeName node) {
    this.slots = slots;
    this.hydration = hydration;
    this.runner = runner;
    this.writes = writes;
    this.store = store;
    this.endings = endings;
    this.properties = properties;
    this.slice = new Slice(properties.sliceSteps(), true);
    this.node = node;
  }

  /// Inside a worker's transaction that holds the executions' places in the queue. Signals
  /// `LostFence` if one of them changed under it, and `LogsFailed` if only the log lines could not
  /// be written; either way the transaction must end.
  Mono<List<Outcome>> process(List<Work> works, boolean withLogs) {
    return slots
        .admit(works, withLogs)
        .flatMap(
            admitted ->
                admitted.isEmpty() ? Mono.just(List.<Outcome>of()) : goOn(admitted, withLogs));
  }

  private Mono<List<Outcome>> goOn(List<Work> works, boolean withLogs) {
    return run(works, slice)
        .flatMap(
            outcomes ->
                update(outcomes, withLogs)
                    .then(Mono.defer(() -> slots.giveBack(outcomes)))
                    .then(Mono.defer(() -> endings.announce(outcomes)))
                    .thenReturn(outcomes));
  }

  /// Lets executions that are not stored yet, and have no limit to keep within, begin and stores
  /// them where they came to. Inside a worker's transaction that has taken their keys. Whatever
  /// error it signals, nothing of it may be committed.
  Mono<List<Outcome>> begin(List<NewExecution> executions, Slice slice) {
    var works = executions.stream().map(StoredExecution::of).map(Work::claimed).toList();
    return run(works, slice)
        .flatMap(
            outcomes ->
                insert(executions, outcomes)
                    .then(Mono.defer(() -> endings.announce(outcomes)))
                    .thenReturn(outcomes));
  }

  private Mono<List<Outcome>> run(List<Work> works, Slice slice) {
    return hydration
        .begin(works, slice)
        .flatMap(runs -> change(runs, 0).thenReturn(runs))
        .map(runs -> runs.stream().map(writes::outcomeOf).toList());
  }

  /// Applies the changes at which runs stand, and lets them go on, until none stands at one.
  private Mono<Void> change(List<Run> runs, int round) {
    var byEffect = changing(runs);
    if (byEffect.isEmpty() || round == MAX_ROUNDS) {
      return Mono.empty();
    }
    return Flux.fromIterable(byEffect.entrySet())
        .concatMap(entry -> apply(entry.getKey(), entry.getValue()))
        .then(Mono.fromRunnable(() -> byRun(byEffect).forEach(runner::advance)))
        .then(Mono.defer(() -> change(runs, round + 1)));
  }

  private static Map<DatabaseEffect<?>, List<Pending>> changing(List<Run> runs) {
    var byEffect = new IdentityHashMap<DatabaseEffect<?>, List<Pending>>();
    for (var run : runs) {
      run.changing()
          .forEach(
              (token, change) ->
                  byEffect
                      .computeIfAbsent(change.effect(), any -> new ArrayList<>())
                      .add(new Pending(run, token, change.command())));
    }
    return byEffect;
  }

  private static List<Run> byRun(Map<DatabaseEffect<?>, List<Pending>> changes) {
    return changes.values().stream().flatMap(List::stream).map(Pending::run).distinct().toList();
  }

  @SuppressWarnings("unchecked") // a change holds the effect that takes its command
  private <C> Mono<Void> apply(DatabaseEffect<C> effect, List<Pending> pending) {
    return effect
        .apply(pending.stream().map(change -> (C) change.command()).toList())
        .doOnNext(
            results -> {
              for (int i = 0; i < pending.size(); i++) {
                var change = pending.get(i);
                if (change.run().isOpen()) {
                  runner.settle(change.run(), change.token(), results.get(i));
                }
              }
            })
        .then();
  }

  private Mono<Void> update(List<Outcome> outcomes, boolean withLogs) {
    var steps = stepsOf(outcomes);
    return store
        .write(node.id(), properties.lease(), outcomes.stream().map(Outcome::write).toList())
        .filter(written -> written == outcomes.size())
        .switchIfEmpty(Mono.error(LostFence::new))
        .then(steps.isEmpty() ? Mono.empty() : store.writeSteps(steps))
        .then(withLogs ? writeLogs(outcomes) : Mono.empty());
  }

  private Mono<Void> insert(List<NewExecution> executions, List<Outcome> outcomes) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < outcomes.size(); i++) {
      entries.add(new Entry(executions.get(i), outcomes.get(i).write()));
    }
    var steps = stepsOf(outcomes);
    return store
        .insert(entries)
        .then(steps.isEmpty() ? Mono.empty() : store.insertSteps(steps))
        .then(writeLogs(outcomes));
  }

  private static List<StepWrite> stepsOf(List<Outcome> outcomes) {
    var steps = new ArrayList<StepWrite>();
    outcomes.forEach(outcome -> steps.addAll(outcome.run().steps().values()));
    return steps;
  }

  private Mono<Void> writeLogs(List<Outcome> outcomes) {
    var lines = new ArrayList<LogWrite>();
    outcomes.forEach(outcome -> lines.addAll(outcome.run().logs()));
    return lines.isEmpty() ? Mono.empty() : store.writeLogs(lines).onErrorMap(LogsFailed::new);
  }

  private record Pending(Run run, int token, Object command) {}

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
