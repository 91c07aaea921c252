package io.tributary.workflows.adapter.in.events;

import io.tributary.kernel.outbox.OutboxListener;
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
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Starts what is triggered by new leads.
@Component
final class CreatedLeads implements OutboxListener<LeadCreated> {
  private static final String TRIGGER = "TRIGGER_LEAD_CREATED";

  private final PublishedWorkflows workflows;
  private final StartExecutions executions;

  CreatedLeads(PublishedWorkflows workflows, StartExecutions executions) {
    this.workflows = workflows;
    this.executions = executions;
  }

  @Override
  public String name() {
    return "workflows.leads-created";
  }

  @Override
  public Class<LeadCreated> eventType() {
    return LeadCreated.class;
  }

  @Override
  public Mono<Void> on(List<LeadCreated> events) {
    var keys = events.stream().map(CreatedLeads::key).distinct().toList();
    return workflows
        .matching(keys)
        .map(Matches::byKey)
        .flatMap(matches -> executions.start(starts(events, matches)));
  }

  private static List<Start> starts(
      List<LeadCreated> events, Map<TriggerKey, List<Match>> matches) {
    var starts = new ArrayList<Start>();
    for (var event : events) {
      for (var match : matches.getOrDefault(key(event), List.of())) {
        starts.add(
            new Start(
                event.workspaceId(),
                match.workflowId(),
                match.version(),
                TRIGGER,
                "lead:" + event.leadId(),
                event.leadId(),
                null,
                null,
                Map.of(),
                Options.debounced(match.debounce())));
      }
    }
    return starts;
  }

  private static TriggerKey key(LeadCreated event) {
    return new TriggerKey(event.workspaceId(), TRIGGER, null);
  }
}
