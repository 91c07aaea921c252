package io.tributary.kernel.transactions;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/// Refuses early what would only wait: the pool itself has no limit on waiters.
final class Bulkhead {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final int limit;
  private final AtomicInteger inside = new AtomicInteger();

  Bulkhead(int limit) {
    this.limit = limit;
  }

  /// Subscribes to `work` if there is room, and gives the room back when it ends by itself.
  <T> Mono<T> enter(Supplier<Mono<T>> work) {
    if (inside.incrementAndGet() > limit) {
      inside.decrementAndGet();
      return Mono.error(new Overloaded(RETRY_AFTER));
    }
    return work.get().doFinally(end -> inside.decrementAndGet());
  }

  int inside() {
    return inside.get();
  }
}
