package io.tributary.analytics.adapter.in.events;

import io.tributary.analytics.application.port.in.CountEvents;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.outbox.OutboxListener;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ResponsesListener implements OutboxListener<FormResponseAccepted> {
  private final CountEvents count;

  ResponsesListener(CountEvents count) {
    this.count = count;
  }

  @Override
  public String name() {
    return "analytics.responses";
  }

  @Override
  public Class<FormResponseAccepted> eventType() {
    return FormResponseAccepted.class;
  }

  @Override
  public Mono<Void> on(List<FormResponseAccepted> events) {
    return count.responses(events);
  }
}
