package io.tributary.workflows.application.engine;

import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.workflows.application.engine.Processor.LostFence;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue.Claim;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Claims what is due, a batch and a transaction at a time.
///
/// What ends or waits is written in the transaction that claimed it, so it needs no lease. Only
/// what reaches out of the system is leased, until the effect's outcome is written.
@Component
final class Engine implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final Duration MEASURE_INTERVAL = Duration.ofSeconds(5);

  private final ExecutionQueue queue;
  private final Batches batches;
  private final Dispatcher dispatcher;
  private final Transactions transactions;
  private final EngineMetrics metrics;
  private final EngineProperties properties;
  private final NodeName node;
  private final AtomicReference<@Nullable UUID> lastTurn = new AtomicReference<>();
  private final WorkLoop claims;
  private final WorkLoop heartbeat;
  private final WorkLoop measure;
  private volatile boolean running;

  Engine(
      ExecutionQueue queue,
      Batches batches,
      Dispatcher dispatcher,
      Transactions transactions,
      EngineMetrics metrics,
      EngineProperties properties,
      NodeName node,
      Bell bell) {
    this.queue = queue;
    this.batches = batches;
    this.dispatcher = dispatcher;
    this.transactions = transactions;
    this.metrics = metrics;
    this.properties = properties;
    this.node = node;
    this.claims = new WorkLoop("engine", properties.pollInterval(), this::step);
    this.heartbeat =
        new WorkLoop("engine heartbeat", properties.lease().dividedBy(3), this::keepLeases);
    this.measure = new WorkLoop("engine metrics", MEASURE_INTERVAL, this::measure);
    bell.onRing(this::wake);
    dispatcher.onRoom(this::wake);
  }

  private void wake() {
    if (running) {
      claims.wake();
    }
  }

  private Mono<Boolean> step() {
    var limit = Math.min(properties.batchSize(), dispatcher.room());
    if (limit == 0) {
      return Mono.just(false);
    }
    var claim = new Claim(node.id(), lastTurn.get(), dispatcher.busyWorkspaces(), limit);
    return handle(queue.claim(claim))
        .doOnNext(this::remember)
        .flatMap(taken -> taken.isEmpty() ? sleepUntilDue() : Mono.just(true));
  }

  /// Brings on what `take` locks; splits a batch that fails, until what cannot be written stands
  /// alone and fails alone.
  private Mono<List<StoredExecution>> handle(Mono<List<StoredExecution>> take) {
    return Mono.defer(
        () -> {
          var taken = new AtomicReference<List<StoredExecution>>(List.of());
          return batches
              .write(take.doOnNext(taken::set).map(Engine::works))
              .doOnNext(dispatcher::committed)
              .map(written -> taken.get())
              .onErrorResume(failure -> afterFailure(taken.get(), failure));
        });
  }

  private Mono<List<StoredExecution>> afterFailure(List<StoredExecution> taken, Throwable failure) {
    if (taken.isEmpty() || DatabaseFailures.isTransient(failure)) {
      return Mono.error(failure);
    }
    if (taken.size() == 1 && failure instanceof LostFence) {
      // it was read while another one wrote: it is due still, and is read anew
      return Mono.just(taken);
    }
    if (taken.size() == 1) {
      log.error("execution {} cannot go on", taken.getFirst().id(), failure);
      return batches
          .write(
              queue
                  .reclaim(node.id(), refs(taken))
                  .map(
                      again ->
                          again.stream()
                              .map(e -> Work.claimed(e).broken(Arrival.unwritable(failure)))
                              .toList()))
          .doOnNext(dispatcher::committed)
          .thenReturn(taken);
    }
    var middle = taken.size() / 2;
    return handle(queue.reclaim(node.id(), refs(taken.subList(0, middle))))
        .then(handle(queue.reclaim(node.id(), refs(taken.subList(middle, taken.size())))))
        .thenReturn(taken);
  }

  private static List<ExecutionRef> refs(List<StoredExecution> executions) {
    return executions.stream().map(StoredExecution::ref).toList();
  }

  private static List<Work> works(List<StoredExecution> executions) {
    return executions.stream().map(Work::claimed).toList();
  }

  private void remember(List<StoredExecution> taken) {
    if (!taken.isEmpty()) {
      metrics.claimed(taken.size());
    }
    lastTurn.set(
        taken.stream()
            .filter(execution -> execution.claim().byTurn())
            .map(StoredExecution::workspaceId)
            .reduce((any, later) -> later)
            .orElse(null));
  }

  /// Comes back in time for what is due before the next poll.
  private Mono<Boolean> sleepUntilDue() {
    return transactions
        .asWorker(queue.nextDue())
        .doOnNext(
            due -> {
              if (due.compareTo(properties.pollInterval()) < 0) {
                Schedulers.parallel()
                    .schedule(this::wake, Math.max(1, due.toMillis()), TimeUnit.MILLISECONDS);
              }
            })
        .thenReturn(false);
  }

  /// Prolongs our own leases, and makes due what hangs on one that ran out, whosever it was.
  private Mono<Boolean> keepLeases() {
    return dispatcher
        .heartbeat()
        .then(transactions.asWorker(queue.expire()))
        .doOnNext(
            expired -> {
              if (expired > 0) {
                wake();
              }
            })
        .thenReturn(false);
  }

  private Mono<Boolean> measure() {
    return transactions.asWorker(queue.backlog()).doOnNext(metrics::queueIs).thenReturn(false);
  }

  @Override
  public void start() {
    if (properties.enabled()) {
      dispatcher.start();
      running = true;
      Flux.just(claims, heartbeat, measure).subscribe(WorkLoop::start);
    }
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    claims
        .stop()
        .then(dispatcher.stop())
        .timeout(properties.stopTimeout())
        .doOnError(
            late -> log.warn("engine: stopping although effects still run; they will be repeated"))
        .onErrorComplete()
        .then(Mono.when(heartbeat.stop(), measure.stop()).timeout(Duration.ofSeconds(2)))
        .onErrorComplete()
        .subscribe(done -> {}, failure -> callback.run(), callback);
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Later than the web server stops, earlier than the pools close.
  @Override
  public int getPhase() {
    return 0;
  }
}
