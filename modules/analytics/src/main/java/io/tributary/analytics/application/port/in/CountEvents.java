package io.tributary.analytics.application.port.in;

import io.tributary.kernel.outbox.Event;
import java.util.List;
import reactor.core.publisher.Mono;

/// Adds events to the counts of their UTC days, inside the caller's worker transaction: one
/// statement for each table, whatever the size of the batch.
public interface CountEvents {
  /// @param events accepted responses, created leads, progressed executions
  /// @throws IllegalArgumentException if one is of another type
  Mono<Void> count(List<Event> events);
}
