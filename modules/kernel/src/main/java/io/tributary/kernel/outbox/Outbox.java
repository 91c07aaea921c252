package io.tributary.kernel.outbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Where a module announces what it did.
public interface Outbox {
  /// Stores the events for each of their listeners, in the caller's transaction and by one
  /// statement; listeners are woken after its commit. What is announced together costs little more
  /// than one event: for each workspace and listener it is a row of up to 200 events.
  ///
  /// Events that nobody listens to are not stored.
  ///
  /// Signals `IllegalStateException` outside a transaction.
  Mono<Void> append(List<? extends Event> events);

  default Mono<Void> append(Event event) {
    return append(List.of(event));
  }

  /// Lets a statement that is a transaction by itself announce the events of what it stores;
  /// listeners are woken when it has completed.
  ///
  /// @param events of one type, by the id of what they are about; 1 to 200
  /// @param statement completes only after its commit, as `FetchSpec.all()` does
  <T> Mono<T> announcing(
      Map<UUID, ? extends Event> events, Function<Announcement, Mono<T>> statement);
}
