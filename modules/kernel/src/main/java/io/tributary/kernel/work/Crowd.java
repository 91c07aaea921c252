package io.tributary.kernel.work;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Callers of this node who wait for an answer, when they are many. Work that nobody waits for lets
/// them go first.
@Component
public final class Crowd {
  private static final Duration LOOK = Duration.ofMillis(10);

  /// A second in all: work goes on, however long the crowd stays.
  private static final int MOST_LOOKS = 100;

  private final List<BooleanSupplier> queues = new CopyOnWriteArrayList<>();

  /// @param crowded whether so many wait there that others let them go first; cheap, asked from any
  ///     thread
  public void watch(BooleanSupplier crowded) {
    queues.add(crowded);
  }

  /// Completes when nobody has to be let go first, at once as a rule; after a second at the latest.
  public Mono<Void> pass() {
    return Mono.defer(
        () ->
            isThere()
                ? Mono.delay(LOOK).repeat(MOST_LOOKS - 1, this::isThere).then()
                : Mono.empty());
  }

  /// Whether in any of the queues many wait.
  public boolean isThere() {
    for (var queue : queues) {
      if (queue.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }
}
