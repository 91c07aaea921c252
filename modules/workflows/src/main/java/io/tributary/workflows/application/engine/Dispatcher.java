package io.tributary.workflows.application.engine;

import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.GroupCommit;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.engine.Processor.LostFence;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionWatch;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/// Lets outer effects happen, and writes their outcomes in batches.
@Component
final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int LANES = 2;
  private static final int WRITE_RETRIES = 6;
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);

  private final Batches batches;
  private final ExecutionQueue queue;
  private final Transactions transactions;
  private final EngineMetrics metrics;
  private final EngineProperties properties;
  private final NodeName node;
  private final ExecutionWatch watch;
  private final Effects effects;
  private final GroupCommit<Arrival, Boolean> outcomes;
  private volatile boolean stopping;
  private volatile Runnable onRoom = () -> {};
  private volatile Sinks.Empty<Void> drained = Sinks.empty();

  Dispatcher(
      Batches batches,
      ExecutionQueue queue,
      Transactions transactions,
      EngineMetrics metrics,
      EngineProperties properties,
      NodeName node,
      Recall recall,
      ExecutionWatch watch) {
    this.batches = batches;
    this.queue = queue;
    this.transactions = transactions;
    this.metrics = metrics;
    this.properties = properties;
    this.node = node;
    this.watch = watch;
    this.effects =
        new Effects(properties.effectConcurrency(), properties.workspaceEffectConcurrency());
    this.outcomes =
        new GroupCommit<>(
            LANES, properties.batchSize(), properties.maxInFlight() * 2, this::writeOutcomes);
    recall.onRecall(this::breakOff);
  }

  void onRoom(Runnable wake) {
    onRoom = wake;
  }

  /// How many executions may be claimed. One that fans out widely takes no room from others: its
  /// workspace is passed over instead.
  int room() {
    var load = effects.load(properties.maxInFlightPerWorkspace());
    return Math.max(0, properties.maxInFlight() - load);
  }

  List<UUID> busyWorkspaces() {
    return effects.busy(properties.maxInFlightPerWorkspace());
  }

  /// After the commit: what was written is counted, what reaches out begins, and what nobody waits
  /// for any more is broken off.
  void committed(List<Outcome> written) {
    for (var outcome : written) {
      var run = outcome.run();
      var ref = run.stored().ref();
      watch.changed(ref.workspaceId(), ref.id());
      var verdict = run.verdict();
      if (verdict == null) {
        run.abandoned().forEach(stepId -> breakOff(ref, stepId));
      } else {
        breakOff(ref);
        metrics.ended(verdict.status());
        log.debug("execution {}: {}", ref.id(), verdict);
      }
      run.reaching()
          .forEach(
              (token, reach) -> effects.add(new Effect(ref, run.token(token).position(), reach)));
    }
    if (stopping) {
      releaseWaiting().subscribe(done -> {}, failure -> log.warn("leases kept: {}", failure + ""));
    } else {
      beginWaiting();
    }
  }

  private void breakOff(ExecutionRef ref) {
    effects
        .take(ref.workspaceId(), effect -> effect.execution().equals(ref))
        .forEach(Effect::breakOff);
  }

  private void breakOff(ExecutionRef ref, UUID stepId) {
    effects
        .take(
            ref.workspaceId(),
            effect -> effect.execution().equals(ref) && effect.stepId().equals(stepId))
        .forEach(Effect::breakOff);
  }

  private void beginWaiting() {
    if (!stopping) {
      effects.begin().forEach(this::run);
    }
  }

  /// Only executions of which nothing else is under way here are given back.
  private Mono<Long> releaseWaiting() {
    var dropped = new HashSet<>(effects.drop().stream().map(Effect::execution).toList());
    dropped.removeAll(effects.executions());
    return dropped.isEmpty()
        ? Mono.just(0L)
        : transactions.asWorker(queue.release(node.id(), List.copyOf(dropped)));
  }

  private void run(Effect effect) {
    effect.runsAs(
        effect
            .reach()
            .call()
            .onErrorResume(Dispatcher::unexpected)
            .flatMap(result -> submit(Arrival.of(effect, result)))
            .doFinally(end -> ended(effect))
            .subscribe(
                held -> {},
                failure ->
                    log.warn(
                        "execution {}: the outcome of an effect could not be written; it will be"
                            + " repeated when the lease ends: {}",
                        effect.execution().id(),
                        failure.toString())));
  }

  private void ended(Effect effect) {
    effects.done(effect);
    beginWaiting();
    onRoom.run();
    if (stopping && effects.size() == 0) {
      drained.tryEmitEmpty();
    }
  }

  private static Mono<EffectResult> unexpected(Throwable bug) {
    log.error("an effect failed unexpectedly", bug);
    return Mono.just(
        new EffectResult.Failed(new Failure(FailureKind.INTERNAL, bug.getClass().getSimpleName())));
  }

  /// The fence makes it safe to write again what may already be written.
  private Mono<Boolean> submit(Arrival arrival) {
    return outcomes
        .submit(arrival)
        .retryWhen(Retry.backoff(WRITE_RETRIES, FIRST_DELAY).filter(Dispatcher::mayDoBetter))
        .onErrorResume(
            failure -> arrival.fatal() == null && !mayDoBetter(failure),
            failure -> {
              log.error("execution {} cannot go on", arrival.execution().id(), failure);
              return submit(arrival.broken(failure));
            });
  }

  /// What is read while another one writes may be what it was before.
  private static boolean mayDoBetter(Throwable failure) {
    return failure instanceof LostFence || DatabaseFailures.isTransient(failure);
  }

  /// @return for each whether its lease still held
  private Mono<List<Boolean>> writeOutcomes(List<Arrival> arrivals) {
    var refs = arrivals.stream().map(Arrival::execution).distinct().toList();
    return batches
        .write(queue.hold(node.id(), refs).map(held -> works(held, arrivals)))
        .doOnNext(this::committed)
        .map(
            written -> {
              var accepted = Collections.newSetFromMap(new IdentityHashMap<Arrival, Boolean>());
              written.forEach(outcome -> accepted.addAll(outcome.run().accepted()));
              metrics.leaseLost(arrivals.size() - accepted.size());
              return arrivals.stream().map(accepted::contains).toList();
            });
  }

  private static List<Work> works(List<StoredExecution> held, List<Arrival> arrivals) {
    return held.stream()
        .map(
            execution -> {
              var its =
                  arrivals.stream().filter(a -> a.execution().equals(execution.ref())).toList();
              var fatal = its.stream().flatMap(a -> Stream.ofNullable(a.fatal())).findFirst();
              return new Work(execution, its, fatal.orElse(null));
            })
        .toList();
  }

  /// Prolongs the leases of all effects that run or wait; those of which somebody else has the
  /// execution by now are broken off.
  Mono<Boolean> heartbeat() {
    var refs = effects.executions();
    return refs.isEmpty()
        ? Mono.just(false)
        : transactions
            .asWorker(queue.extend(node.id(), properties.lease(), refs))
            .doOnNext(kept -> breakOffLost(refs, kept))
            .thenReturn(false);
  }

  private void breakOffLost(List<ExecutionRef> refs, List<ExecutionRef> kept) {
    var lost = new HashSet<>(refs);
    lost.removeAll(kept);
    lost.forEach(this::breakOff);
    if (!lost.isEmpty()) {
      metrics.leaseLost(lost.size());
    }
  }

  void start() {
    drained = Sinks.empty();
    stopping = false;
  }

  /// Begins no further effect, gives back those that have not begun, and waits for the others.
  Mono<Void> stop() {
    return Mono.defer(
        () -> {
          stopping = true;
          var release = releaseWaiting();
          if (effects.size() == 0) {
            drained.tryEmitEmpty();
          }
          return release.then(drained.asMono());
        });
  }
}
