package io.tributary.kernel.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// Asks a pooled connection whether it still answers, before it is used after a rest.
///
/// To ask costs a round trip, as much as most statements. One that was used less than a second ago
/// is not asked: that its socket is open is enough, as it is in the middle of a transaction.
final class RestedConnections {
  private static final long REST_NANOS = Duration.ofSeconds(1).toNanos();

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Map<Connection, Long> releasedAt = Collections.synchronizedMap(new WeakHashMap<>());

  /// @param patience how long a connection may take to answer
  RestedConnections(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /// For the pool's `preRelease`.
  Publisher<Void> released(Connection connection) {
    return Mono.fromRunnable(() -> releasedAt.put(connection, nanoTime.getAsLong()));
  }

  /// For the pool's `postAllocate`. Signals `R2dbcNonTransientResourceException` if it does not
  /// answer.
  Publisher<Void> allocated(Connection connection) {
    return Mono.defer(() -> hasRested(connection) ? ask(connection) : Mono.empty());
  }

  private boolean hasRested(Connection connection) {
    var released = releasedAt.get(connection);
    return released == null || nanoTime.getAsLong() - released > REST_NANOS;
  }

  private Mono<Void> ask(Connection connection) {
    return Mono.from(connection.validate(ValidationDepth.REMOTE))
        .timeout(patience, Mono.just(false))
        .filter(answered -> answered)
        .switchIfEmpty(
            Mono.error(
                () -> new R2dbcNonTransientResourceException("a connection does not answer")))
        .then();
  }
}
