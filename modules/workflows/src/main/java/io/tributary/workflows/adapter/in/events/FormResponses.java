package io.tributary.workflows.adapter.in.events;

import static java.util.stream.Collectors.toMap;

import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.ResponseRef;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.events.LeadCaptured;
import io.tributary.workflows.application.port.in.executions.StartExecutions;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Options;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.PublishedWorkflows.Match;
import io.tributary.workflows.application.port.out.PublishedWorkflows.TriggerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Starts what is triggered by responses of a form, once their leads are captured.
@Component
final class FormResponses implements OutboxListener<LeadCaptured> {
  private static final String TRIGGER = "TRIGGER_FORM_RESPONSE";

  private final PublishedWorkflows workflows;
  private final FormDirectory forms;
  private final StartExecutions executions;

  FormResponses(PublishedWorkflows workflows, FormDirectory forms, StartExecutions executions) {
    this.workflows = workflows;
    this.forms = forms;
    this.executions = executions;
  }

  @Override
  public String name() {
    return "workflows.form-responses";
  }

  @Override
  public Class<LeadCaptured> eventType() {
    return LeadCaptured.class;
  }

  @Override
  public Mono<Void> on(List<LeadCaptured> events) {
    var keys = events.stream().map(FormResponses::key).distinct().toList();
    return workflows
        .matching(keys)
        .filter(matches -> !matches.isEmpty())
        .map(Matches::byKey)
        .flatMap(matches -> start(events, matches));
  }

  private Mono<Void> start(List<LeadCaptured> events, Map<TriggerKey, List<Match>> matches) {
    var matched = events.stream().filter(event -> matches.containsKey(key(event))).toList();
    var refs =
        matched.stream()
            .map(event -> new ResponseRef(event.workspaceId(), event.responseId()))
            .distinct()
            .toList();
    return forms
        .responses(refs)
        .map(FormResponses::byId)
        .flatMap(responses -> executions.start(starts(matched, matches, responses)));
  }

  private static List<Start> starts(
      List<LeadCaptured> events,
      Map<TriggerKey, List<Match>> matches,
      Map<UUID, AcceptedResponse> responses) {
    var starts = new ArrayList<Start>();
    for (var event : events) {
      var response = responses.get(event.responseId());
      for (var match : matches.getOrDefault(key(event), List.of())) {
        starts.add(
            new Start(
                event.workspaceId(),
                match.workflowId(),
                match.version(),
                TRIGGER,
                "response:" + event.responseId(),
                event.leadId(),
                event.responseId(),
                response == null ? null : values(response),
                Map.of(),
                Options.debounced(match.debounce())));
      }
    }
    return starts;
  }

  private static Map<String, Object> values(AcceptedResponse response) {
    return Map.of(
        "id", response.responseId().toString(),
        "formId", response.formId().toString(),
        "formVersion", response.formVersion(),
        "data", response.data(),
        "hidden", response.hidden(),
        "metadata", response.metadata(),
        "submittedAt", response.submittedAt().toString());
  }

  private static Map<UUID, AcceptedResponse> byId(List<AcceptedResponse> responses) {
    return responses.stream()
        .collect(toMap(AcceptedResponse::responseId, Function.identity(), (one, same) -> one));
  }

  private static TriggerKey key(LeadCaptured event) {
    return new TriggerKey(event.workspaceId(), TRIGGER, event.formId());
  }
}
