package io.tributary.kernel.outbox;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/// Hears of events. A bean of this type is subscribed by being there.
///
/// `on` runs inside a worker's transaction that also ends the events: its effect on the database
/// happens exactly once. Where it signals an error all of it is rolled back, and the batch is tried
/// again in smaller parts; an event that fails alone is retried with growing delays and kept as a
/// dead letter after its last attempt. So `on` must leave outer effects (mail, HTTP) to others, and
/// must not swallow errors of the database.
public interface OutboxListener<E extends Event> {
  /// Stable and unique, such as `leads.capture`: rows wait under this name.
  String name();

  /// Which it hears of, by their very types; at least one. Each batch is a transaction: to hear of
  /// several and do the same with them takes fewer.
  List<Class<? extends E>> eventTypes();

  /// How long it rests at least after a batch that left nothing behind. What few wait for is done
  /// in fewer and larger batches by a listener that rests longer.
  default Duration leastRest() {
    return Duration.ZERO;
  }

  /// Whether this node may begin a second batch beside one that runs, if more waits than that one
  /// took. Batches of several nodes overlap in any case.
  default boolean overlaps() {
    return false;
  }

  /// @param events at least one, in the order in which they became due; of many workspaces
  Mono<Void> on(List<E> events);
}
