package io.tributary.analytics.adapter.in.events;

import io.tributary.analytics.application.port.in.CountEvents;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.events.LeadCreated;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class LeadsListener implements OutboxListener<LeadCreated> {
  private final CountEvents count;

  LeadsListener(CountEvents count) {
    this.count = count;
  }

  @Override
  public String name() {
    return "analytics.leads";
  }

  @Override
  public Class<LeadCreated> eventType() {
    return LeadCreated.class;
  }

  @Override
  public Mono<Void> on(List<LeadCreated> events) {
    return count.leads(events);
  }
}
