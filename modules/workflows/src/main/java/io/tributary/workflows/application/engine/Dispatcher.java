package io.tributary.workflows.application.engine;

import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.GroupCommit;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.engine.Verdict.Ended;
import io.tributary.workflows.application.engine.Verdict.Reaching;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionWatch;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
  private final GroupCommit<Work, Boolean> outcomes;
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
  }

  void onRoom(Runnable wake) {
    onRoom = wake;
  }

  /// How many executions may be claimed.
  int room() {
    return Math.max(0, properties.maxInFlight() - effects.size());
  }

  List<UUID> busyWorkspaces() {
    return effects.busy(properties.maxInFlightPerWorkspace());
  }

  /// After the commit: what was written is counted, and what reaches out begins.
  void committed(List<Outcome> written) {
    for (var outcome : written) {
      var run = outcome.run();
      watch.changed(run.stored().workspaceId(), run.stored().id());
      if (run.verdict() instanceof Ended(var status, var name, var failure)) {
        metrics.ended(status);
        log.debug("execution {}: {} {} {}", run.stored().id(), status, name, failure);
      } else if (run.verdict() instanceof Reaching(var reach)) {
        effects.add(new Effect(run.stored().after(outcome.write()), reach));
      }
    }
    if (stopping) {
      releaseWaiting().subscribe(done -> {}, failure -> log.warn("leases kept: {}", failure + ""));
    } else {
      beginWaiting();
    }
  }

  private void beginWaiting() {
    if (!stopping) {
      effects.begin().forEach(this::run);
    }
  }

  private Mono<Long> releaseWaiting() {
    var dropped = effects.drop().stream().map(effect -> effect.execution().ref()).toList();
    return dropped.isEmpty()
        ? Mono.just(0L)
        : transactions.asWorker(queue.release(node.id(), dropped));
  }

  private void run(Effect effect) {
    effect
        .reach()
        .call()
        .onErrorResume(Dispatcher::unexpected)
        .flatMap(result -> submit(Work.after(effect.execution(), result)))
        .doFinally(end -> ended(effect))
        .subscribe(
            held -> {},
            failure ->
                log.warn(
                    "execution {}: the outcome of an effect could not be written; it will be"
                        + " repeated when the lease ends: {}",
                    effect.execution().id(),
                    failure.toString()));
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
  private Mono<Boolean> submit(Work work) {
    return outcomes
        .submit(work)
        .retryWhen(Retry.backoff(WRITE_RETRIES, FIRST_DELAY).filter(DatabaseFailures::isTransient))
        .onErrorResume(
            failure -> work.fatal() == null && !DatabaseFailures.isTransient(failure),
            failure -> {
              log.error("execution {} cannot go on", work.execution().id(), failure);
              return submit(work.broken(failure));
            });
  }

  /// @return for each whether its lease still held
  private Mono<List<Boolean>> writeOutcomes(List<Work> works) {
    return batches
        .write(
            queue
                .hold(node.id(), works.stream().map(Work::execution).toList())
                .map(held -> stillHeld(works, new HashSet<>(held))))
        .doOnNext(this::committed)
        .map(
            written -> {
              var refs = new HashSet<ExecutionRef>();
              written.forEach(outcome -> refs.add(outcome.write().ref()));
              metrics.leaseLost(works.size() - refs.size());
              return works.stream().map(work -> refs.contains(work.execution().ref())).toList();
            });
  }

  private static List<Work> stillHeld(List<Work> works, Set<ExecutionRef> held) {
    return works.stream().filter(work -> held.contains(work.execution().ref())).toList();
  }

  /// Prolongs the leases of all effects that run or wait.
  Mono<Boolean> heartbeat() {
    var refs = effects.executions();
    return refs.isEmpty()
        ? Mono.just(false)
        : transactions
            .asWorker(queue.extend(node.id(), properties.lease(), refs))
            .thenReturn(false);
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
