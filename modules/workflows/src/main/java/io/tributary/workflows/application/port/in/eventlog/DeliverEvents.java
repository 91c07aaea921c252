package io.tributary.workflows.application.port.in.eventlog;

import io.tributary.workflows.events.EventReceived;
import java.util.List;
import reactor.core.publisher.Mono;

/// Tells executions of the events that they wait for.
public interface DeliverEvents {
  /// Inside a worker's transaction. Every execution that waits is told; where these are very many
  /// the rest is announced anew, so that no transaction grows without bounds.
  Mono<Void> deliver(List<EventReceived> events);
}
