package io.tributary.kernel.outbox;

import java.util.List;
import reactor.core.publisher.Mono;

/// Where a module announces what it did.
public interface Outbox {
  /// Stores a row for each event and listener, in the caller's transaction and by one statement;
  /// listeners are woken after its commit. Events that nobody listens to are not stored.
  ///
  /// Signals `IllegalStateException` outside a transaction.
  Mono<Void> append(List<? extends Event> events);

  default Mono<Void> append(Event event) {
    return append(List.of(event));
  }
}
