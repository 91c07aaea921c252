package io.tributary.analytics.adapter.in.events;

import io.tributary.analytics.application.port.in.CountEvents;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.events.LeadCreated;
import io.tributary.workflows.events.ExecutionsProgressed;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class EventsListener implements OutboxListener<Event> {
  private final CountEvents countEvents;

  EventsListener(CountEvents countEvents) {
    this.countEvents = countEvents;
  }

  @Override
  public String name() {
    return "analytics.counts";
  }

  @Override
  public List<Class<? extends Event>> eventTypes() {
    return List.of(FormResponseAccepted.class, LeadCreated.class, ExecutionsProgressed.class);
  }

  /// A dashboard is looked at: a tenth of a second is nothing to who looks, and a transaction each
  /// hundredth much to who works.
  @Override
  public Duration leastRest() {
    return Duration.ofMillis(100);
  }

  @Override
  public Mono<Void> on(List<Event> events) {
    return countEvents.count(events);
  }
}
