package io.tributary.workflows.adapter.in.events;

import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.workflows.application.port.in.eventlog.DeliverEvents;
import io.tributary.workflows.events.EventReceived;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Brings posted events to the executions that wait for them.
@Component
final class ReceivedEvents implements OutboxListener<EventReceived> {
  private final DeliverEvents events;

  ReceivedEvents(DeliverEvents events) {
    this.events = events;
  }

  @Override
  public String name() {
    return "workflows.received-events";
  }

  @Override
  public List<Class<? extends EventReceived>> eventTypes() {
    return List.of(EventReceived.class);
  }

  @Override
  public Mono<Void> on(List<EventReceived> received) {
    return events.deliver(received);
  }
}
