package io.tributary.leads.adapter.in.events;

import io.tributary.forms.events.FormPublished;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.application.port.in.LearnFormFields;
import io.tributary.leads.application.port.in.LearnFormFields.FormVersion;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// A published form's fields become lead fields.
@Component
class FormFieldsListener implements OutboxListener<FormPublished> {
  private final LearnFormFields learnFormFields;

  FormFieldsListener(LearnFormFields learnFormFields) {
    this.learnFormFields = learnFormFields;
  }

  @Override
  public String name() {
    return "leads.fields";
  }

  @Override
  public List<Class<? extends FormPublished>> eventTypes() {
    return List.of(FormPublished.class);
  }

  @Override
  public Mono<Void> on(List<FormPublished> events) {
    return learnFormFields.learn(
        events.stream()
            .map(event -> new FormVersion(event.workspaceId(), event.formId(), event.version()))
            .toList());
  }
}
