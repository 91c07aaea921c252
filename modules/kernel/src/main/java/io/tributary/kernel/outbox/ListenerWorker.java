package io.tributary.kernel.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.WorkLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Works off the events of one listener, a batch and a transaction at a time.
final class ListenerWorker<E extends Event> {
  private static final Logger log = LoggerFactory.getLogger(ListenerWorker.class);
  private static final int MAX_DOUBLINGS = 30;

  private final OutboxListener<E> listener;
  private final OutboxStore store;
  private final Transactions transactions;
  private final JsonText json;
  private final OutboxProperties properties;
  private final WorkLoop loop;
  private final Counter handled;
  private final Counter failed;
  private final Counter buried;
  private final Timer batches;

  ListenerWorker(
      OutboxListener<E> listener,
      OutboxStore store,
      Transactions transactions,
      JsonText json,
      OutboxProperties properties,
      MeterRegistry meters) {
    this.listener = listener;
    this.store = store;
    this.transactions = transactions;
    this.json = json;
    this.properties = properties;
    this.loop = new WorkLoop("outbox " + listener.name(), properties.pollInterval(), this::step);
    this.handled = meters.counter("tributary.outbox.handled", "listener", listener.name());
    this.failed = meters.counter("tributary.outbox.failed", "listener", listener.name());
    this.buried = meters.counter("tributary.outbox.dead", "listener", listener.name());
    this.batches = meters.timer("tributary.outbox.batch", "listener", listener.name());
  }

  WorkLoop loop() {
    return loop;
  }

  private Mono<Boolean> step() {
    return handle(store.claim(listener.name(), properties.batchSize()))
        .map(count -> count == properties.batchSize());
  }

  /// Handles what `claim` locks, in one transaction with its end; splits a batch that fails.
  private Mono<Integer> handle(Flux<OutboxRow> claim) {
    return Mono.defer(
        () -> {
          var claimed = new AtomicReference<List<OutboxRow>>(List.of());
          var begin = System.nanoTime();
          var work =
              claim
                  .collectList()
                  .doOnNext(claimed::set)
                  .flatMap(rows -> rows.isEmpty() ? Mono.just(0) : deliver(rows));
          return transactions
              .asWorker(work)
              .doOnNext(count -> count(count, begin))
              .onErrorResume(failure -> afterFailure(claimed.get(), failure));
        });
  }

  private Mono<Integer> deliver(List<OutboxRow> rows) {
    return Mono.fromSupplier(
            () -> rows.stream().map(row -> json.read(row.payload(), listener.eventType())).toList())
        .flatMap(listener::on)
        .then(store.delete(rows))
        .thenReturn(rows.size());
  }

  private void count(int count, long begin) {
    if (count > 0) {
      handled.increment(count);
      batches.record(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private Mono<Integer> afterFailure(List<OutboxRow> rows, Throwable failure) {
    if (rows.isEmpty() || DatabaseFailures.isTransient(failure)) {
      return Mono.error(failure);
    }
    if (rows.size() == 1) {
      failed.increment();
      return transactions.asWorker(retryLater(rows.getFirst(), failure)).thenReturn(1);
    }
    var middle = rows.size() / 2;
    return handle(store.reclaim(rows.subList(0, middle)))
        .zipWhen(first -> handle(store.reclaim(rows.subList(middle, rows.size()))), Integer::sum)
        .thenReturn(rows.size());
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
