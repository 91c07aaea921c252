package io.tributary.workflows.application.connections;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.tributary.kernel.signals.ClusterSignals;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Keeps what was read of a workspace by key, that there is nothing too, until it changes on any
/// node; at most an hour.
final class Remembered<V> {
  private static final int MAX_KEPT = 10_000;
  private static final Duration KEPT = Duration.ofHours(1);

  private final String topic;
  private final ClusterSignals signals;
  private final BiFunction<UUID, String, Mono<V>> read;
  private final AsyncCache<Key, Optional<V>> cache =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).recordStats().buildAsync();

  /// @param topic of the signals, and the name of the metrics
  /// @param read outside any transaction
  Remembered(
      String topic,
      ClusterSignals signals,
      MeterRegistry meters,
      BiFunction<UUID, String, Mono<V>> read) {
    this.topic = topic;
    this.signals = signals;
    this.read = read;
    CaffeineCacheMetrics.monitor(meters, cache, topic);
    signals.subscribe(topic, this::heard, () -> cache.synchronous().invalidateAll());
  }

  /// Empty if there is none.
  Mono<V> find(UUID workspaceId, String key) {
    return Mono.fromFuture(
            // whoever waits may go away; others wait for the same answer
            () ->
                cache.get(new Key(workspaceId, key), (wanted, executor) -> read(wanted).toFuture()),
            true)
        .flatMap(Mono::justOrEmpty);
  }

  private Mono<Optional<V>> read(Key key) {
    return read.apply(key.workspaceId(), key.key())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty());
  }

  /// Inside the transaction that changes it: forgets it everywhere, once that has ended.
  Mono<Void> changed(UUID workspaceId, String key) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(
            transaction ->
                transaction.registerSynchronization(new Forget(new Key(workspaceId, key))))
        .then();
  }

  private void heard(String signal) {
    var parts = signal.split(" ", 2);
    try {
      cache
          .synchronous()
          .invalidate(new Key(UUID.fromString(parts[0]), parts.length == 1 ? "" : parts[1]));
    } catch (IllegalArgumentException unreadable) {
      cache.synchronous().invalidateAll();
    }
  }

  private record Key(UUID workspaceId, String key) {
    @Override
    public String toString() {
      return workspaceId + " " + key;
    }
  }

  /// Runs although the caller went away, unlike what hangs on the transaction's result.
  private final class Forget implements TransactionSynchronization {
    private final Key key;

    Forget(Key key) {
      this.key = key;
    }

    @Override
    public Mono<Void> afterCompletion(int status) {
      return Mono.fromRunnable(
          () -> {
            if (status != STATUS_ROLLED_BACK) {
              cache.synchronous().invalidate(key);
              signals.publish(topic, key.toString());
            }
          });
    }
  }
}
