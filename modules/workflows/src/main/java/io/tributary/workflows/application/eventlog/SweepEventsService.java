package io.tributary.workflows.application.eventlog;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.workflows.application.port.in.eventlog.SweepEvents;
import io.tributary.workflows.application.port.out.eventlog.EventStore;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.StepRef;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.Swept;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class SweepEventsService implements SweepEvents {
  private static final String LOCK = "workflows.events";
  private static final Duration LOCK_AT_MOST = Duration.ofMinutes(30);
  // as long as the events, which are kept by whole months
  private static final Duration KEYS_KEPT = Duration.ofDays(61);
  private static final int ROWS = 2_000;

  private final SubscriptionStore subscriptions;
  private final EventStore events;
  private final Transactions transactions;
  private final ClusterLock lock;
  private final Clock clock;

  SweepEventsService(
      SubscriptionStore subscriptions,
      EventStore events,
      Transactions transactions,
      ClusterLock lock,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.events = events;
    this.transactions = transactions;
    this.lock = lock;
    this.clock = clock;
  }

  @Override
  public Mono<Long> sweepUnlessRunning() {
    return lock.tryRun(
        LOCK, LOCK_AT_MOST, Duration.ZERO, sweepSubscriptions().zipWith(sweepKeys(), Long::sum));
  }

  /// Part by part, a transaction each.
  private Mono<Long> sweepSubscriptions() {
    return part(null)
        .expand(swept -> swept.last() == null ? Mono.empty() : part(swept.last()))
        .map(Swept::deleted)
        .reduce(0L, Long::sum);
  }

  private Mono<Swept> part(@Nullable StepRef after) {
    return transactions.asWorker(subscriptions.sweep(after, ROWS));
  }

  private Mono<Long> sweepKeys() {
    return keys().expand(deleted -> deleted < ROWS ? Mono.empty() : keys()).reduce(0L, Long::sum);
  }

  private Mono<Long> keys() {
    return Mono.defer(
        () -> transactions.asWorker(events.forgetKeys(clock.instant().minus(KEYS_KEPT), ROWS)));
  }
}
