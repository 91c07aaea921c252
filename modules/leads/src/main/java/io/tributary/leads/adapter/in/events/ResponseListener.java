package io.tributary.leads.adapter.in.events;

import io.tributary.forms.ResponseRef;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.application.port.in.CaptureResponses;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Accepted responses become leads.
@Component
class ResponseListener implements OutboxListener<FormResponseAccepted> {
  private final CaptureResponses captureResponses;

  ResponseListener(CaptureResponses captureResponses) {
    this.captureResponses = captureResponses;
  }

  @Override
  public String name() {
    return "leads.capture";
  }

  @Override
  public List<Class<? extends FormResponseAccepted>> eventTypes() {
    return List.of(FormResponseAccepted.class);
  }

  @Override
  public Mono<Void> on(List<FormResponseAccepted> events) {
    return captureResponses.capture(
        events.stream()
            .map(event -> new ResponseRef(event.workspaceId(), event.responseId()))
            .toList());
  }
}
