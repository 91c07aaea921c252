package io.tributary.kernel.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.outbox.OutboxStore.Claim;
import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.Crowd;
import io.tributary.kernel.work.WorkLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Works off the events of one listener, a batch and a transaction at a time; two at a time while
/// one is not enough, if the listener may. Lets a crowd of callers go first.
final class ListenerWorker<E extends Event> {
  private static final Logger log = LoggerFactory.getLogger(ListenerWorker.class);
  private static final int MAX_DOUBLINGS = 30;

  /// The helper is woken when more waits than a batch and what its claim has locked in vain.
  private static final Duration HELPER_IDLE = Duration.ofMinutes(1);

  private final OutboxListener<E> listener;
  private final Map<String, Class<? extends E>> types;
  private final OutboxStore store;
  private final Transactions transactions;
  private final IdGenerator ids;
  private final JsonText json;
  private final RecentEvents recent;
  private final OutboxProperties properties;
  private final Crowd crowd;
  private final WorkLoop loop;
  private final @Nullable WorkLoop helper;
  private final Counter handled;
  private final Counter failed;
  private final Counter buried;
  private final Timer batches;

  ListenerWorker(
      OutboxListener<E> listener,
      OutboxStore store,
      Transactions transactions,
      IdGenerator ids,
      JsonText json,
      RecentEvents recent,
      OutboxProperties properties,
      MeterRegistry meters,
      Crowd crowd) {
    this.listener = listener;
    this.types = ListenerRegistry.typesOf(listener);
    this.store = store;
    this.transactions = transactions;
    this.ids = ids;
    this.json = json;
    this.recent = recent;
    this.properties = properties;
    this.crowd = crowd;
    var window = window();
    this.loop =
        new WorkLoop(
            "outbox " + listener.name(),
            properties.pollInterval(),
            listener.leastRest(),
            () -> step(window, this::callHelper));
    this.helper = listener.overlaps() ? helper(window()) : null;
    this.handled = meters.counter("tributary.outbox.handled", "listener", listener.name());
    this.failed = meters.counter("tributary.outbox.failed", "listener", listener.name());
    this.buried = meters.counter("tributary.outbox.dead", "listener", listener.name());
    this.batches = meters.timer("tributary.outbox.batch", "listener", listener.name());
  }

  private ClaimWindow window() {
    return new ClaimWindow(properties.batchSize(), properties.pollInterval(), System::nanoTime);
  }

  private WorkLoop helper(ClaimWindow window) {
    return new WorkLoop(
        "outbox " + listener.name() + " (helper)", HELPER_IDLE, () -> step(window, () -> {}));
  }

  void start() {
    loop.start();
    if (helper != null) {
      helper.start();
    }
  }

  void wake() {
    loop.wake();
  }

  private void callHelper() {
    if (helper != null) {
      helper.wake();
    }
  }

  /// Begins no further batch.
  ///
  /// @return completes when those that run have ended
  Mono<Void> stop() {
    return helper == null ? loop.stop() : Mono.when(loop.stop(), helper.stop());
  }

  /// @param onMore runs if there is more to claim beside this batch
  private Mono<Boolean> step(ClaimWindow window, Runnable onMore) {
    return crowd.pass().then(claimAndHandle(window, onMore));
  }

  private Mono<Boolean> claimAndHandle(ClaimWindow window, Runnable onMore) {
    return Mono.defer(
        () -> {
          var look = window.next();
          var more = new AtomicBoolean();
          return handle(
                  store
                      .claim(listener.name(), look)
                      .doOnNext(
                          claim -> {
                            more.set(window.moreAfter(look, claim));
                            if (more.get()) {
                              onMore.run();
                            }
                          })
                      .map(Claim::rows))
              .then(Mono.fromSupplier(more::get));
        });
  }

  /// Handles what `claim` takes, in one transaction with its end; splits a batch that fails.
  private Mono<Void> handle(Mono<List<OutboxRow>> claim) {
    return Mono.defer(
        () -> {
          var claimed = new AtomicReference<List<OutboxRow>>(List.of());
          var begin = System.nanoTime();
          return transactions
              .asWorker(claim.doOnNext(claimed::set).flatMap(this::deliver))
              .doOnNext(count -> count(count, begin))
              .then()
              .onErrorResume(failure -> afterFailure(claimed.get(), failure));
        });
  }

  /// @return how many events there were
  private Mono<Integer> deliver(List<OutboxRow> rows) {
    if (rows.isEmpty()) {
      return Mono.just(0);
    }
    return Mono.fromSupplier(() -> rows.stream().flatMap(this::read).toList())
        .flatMap(events -> listener.on(events).thenReturn(events.size()));
  }

  private Stream<E> read(OutboxRow row) {
    var type = types.get(row.eventType());
    if (type == null) {
      throw new IllegalStateException(listener.name() + " does not hear of " + row.eventType());
    }
    var known = recent.take(row);
    return known == null
        ? row.events().stream().map(event -> json.read(event, type))
        : known.stream().map(type::cast);
  }

  private void count(int count, long begin) {
    if (count > 0) {
      handled.increment(count);
      batches.record(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private Mono<Void> afterFailure(List<OutboxRow> rows, Throwable failure) {
    if (rows.isEmpty() || DatabaseFailures.isTransient(failure)) {
      return Mono.error(failure);
    }
    if (rows.size() > 1) {
      var middle = rows.size() / 2;
      return handle(store.reclaim(rows.subList(0, middle)))
          .then(handle(store.reclaim(rows.subList(middle, rows.size()))));
    }
    var row = rows.getFirst();
    if (row.events().size() > 1) {
      return split(row);
    }
    failed.increment();
    return transactions.asWorker(retryLater(row, failure)).then();
  }

  private Mono<Void> split(OutboxRow row) {
    return Mono.defer(
        () -> {
          var halves = row.halves(ids.next());
          return transactions
              .asWorker(store.split(row, halves))
              .thenMany(Flux.fromIterable(halves))
              .concatMap(half -> handle(store.reclaim(List.of(half))))
              .then();
        });
  }

  private Mono<Long> retryLater(OutboxRow row, Throwable failure) {
    var attempts = row.attempts() + 1;
    if (attempts >= properties.maxAttempts()) {
      log.error(
          "outbox {}: gave up on {} after {} attempts",
          listener.name(),
          row.id(),
          attempts,
          failure);
      buried.increment();
      return store.bury(row, failure.toString());
    }
    log.warn("outbox {}: attempt {} on {} failed", listener.name(), attempts, row.id(), failure);
    return store.postpone(row, delayAfter(attempts), failure.toString());
  }

  /// Between half and all of a delay that doubles with each attempt, so that what failed together
  /// does not come back together.
  private Duration delayAfter(int attempts) {
    var doubled =
        properties.firstDelay().toMillis() * (1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    var ceiling = Math.max(2, Math.min(doubled, properties.maxDelay().toMillis()));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
  }
}
