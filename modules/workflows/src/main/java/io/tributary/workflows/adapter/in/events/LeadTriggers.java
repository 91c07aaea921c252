package io.tributary.workflows.adapter.in.events;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.ResponseRef;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.events.LeadCaptured;
import io.tributary.leads.events.LeadCreated;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Starts what is triggered by new leads, and by responses of a form once their leads are captured.
@Component
final class LeadTriggers implements OutboxListener<Event> {
  private static final String LEAD_CREATED = "TRIGGER_LEAD_CREATED";
  private static final String FORM_RESPONSE = "TRIGGER_FORM_RESPONSE";

  private final PublishedWorkflows workflows;
  private final FormDirectory forms;
  private final StartExecutions executions;

  LeadTriggers(PublishedWorkflows workflows, FormDirectory forms, StartExecutions executions) {
    this.workflows = workflows;
    this.forms = forms;
    this.executions = executions;
  }

  @Override
  public String name() {
    return "workflows.lead-triggers";
  }

  @Override
  public List<Class<? extends Event>> eventTypes() {
    return List.of(LeadCreated.class, LeadCaptured.class);
  }

  /// Much of what is started runs in the same transaction, and executions of a lead are in no
  /// order.
  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public Mono<Void> on(List<Event> events) {
    return Mono.defer(
        () -> {
          var keys = events.stream().map(LeadTriggers::key).distinct().toList();
          return workflows
              .matching(keys)
              .filter(matches -> !matches.isEmpty())
              .map(matches -> matches.stream().collect(groupingBy(Match::key)))
              .flatMap(matches -> start(events, matches));
        });
  }

  private Mono<Void> start(List<Event> events, Map<TriggerKey, List<Match>> matches) {
    var matched = events.stream().filter(event -> matches.containsKey(key(event))).toList();
    return responsesOf(matched)
        .flatMap(responses -> executions.start(starts(matched, matches, responses)));
  }

  private Mono<Map<UUID, AcceptedResponse>> responsesOf(List<Event> events) {
    var refs =
        events.stream()
            .filter(LeadCaptured.class::isInstance)
            .map(LeadCaptured.class::cast)
            .map(event -> new ResponseRef(event.workspaceId(), event.responseId()))
            .distinct()
            .toList();
    return refs.isEmpty() ? Mono.just(Map.of()) : forms.responses(refs).map(LeadTriggers::byId);
  }

  private static List<Start> starts(
      List<Event> events,
      Map<TriggerKey, List<Match>> matches,
      Map<UUID, AcceptedResponse> responses) {
    var starts = new ArrayList<Start>();
    for (var event : events) {
      for (var match : matches.getOrDefault(key(event), List.of())) {
        starts.add(start(event, match, responses));
      }
    }
    return starts;
  }

  private static Start start(Event event, Match match, Map<UUID, AcceptedResponse> responses) {
    return switch (event) {
      case LeadCreated created ->
          new Start(
              created.workspaceId(),
              match.workflowId(),
              match.version(),
              LEAD_CREATED,
              "lead:" + created.leadId(),
              created.leadId(),
              null,
              null,
              Map.of(),
              Options.debounced(match.debounce()));
      case LeadCaptured captured ->
          new Start(
              captured.workspaceId(),
              match.workflowId(),
              match.version(),
              FORM_RESPONSE,
              "response:" + captured.responseId(),
              captured.leadId(),
              captured.responseId(),
              values(responses.get(captured.responseId())),
              Map.of(),
              Options.debounced(match.debounce()));
      default -> throw unknown(event);
    };
  }

  private static @Nullable Map<String, Object> values(@Nullable AcceptedResponse response) {
    return response == null
        ? null
        : Map.of(
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

  private static TriggerKey key(Event event) {
    return switch (event) {
      case LeadCreated created -> new TriggerKey(created.workspaceId(), LEAD_CREATED, null);
      case LeadCaptured captured ->
          new TriggerKey(captured.workspaceId(), FORM_RESPONSE, captured.formId());
      default -> throw unknown(event);
    };
  }

  private static IllegalArgumentException unknown(Event event) {
    return new IllegalArgumentException(event + " triggers nothing");
  }
}
