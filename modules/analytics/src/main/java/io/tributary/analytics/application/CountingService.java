package io.tributary.analytics.application;

import io.tributary.analytics.application.port.in.CountEvents;
import io.tributary.analytics.application.port.in.Counters;
import io.tributary.analytics.application.port.out.DailyStatsStore;
import io.tributary.analytics.application.port.out.Tally;
import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.kernel.outbox.Event;
import io.tributary.leads.events.LeadCreated;
import io.tributary.workflows.events.ExecutionsProgressed;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// The workspace's row, which everything of a workspace adds to, comes last: it is locked the
/// shortest, and all batches lock in the same order.
@Service
class CountingService implements CountEvents {
  private final DailyStatsStore store;
  private final SummaryChanges summaryChanges;

  CountingService(DailyStatsStore store, SummaryChanges summaryChanges) {
    this.store = store;
    this.summaryChanges = summaryChanges;
  }

  @Override
  public Mono<Void> responses(List<FormResponseAccepted> events) {
    var forms = new Tally();
    var workspaces = new Tally();
    for (var event : events) {
      forms.add(event.workspaceId(), event.formId(), dayOf(event), Counters.ONE_RESPONSE);
      workspaces.add(event.workspaceId(), dayOf(event), Counters.ONE_RESPONSE);
    }
    return store.addToForms(forms).then(store.addToWorkspaces(workspaces));
  }

  @Override
  public Mono<Void> leads(List<LeadCreated> events) {
    var workspaces = new Tally();
    for (var event : events) {
      workspaces.add(event.workspaceId(), dayOf(event), Counters.ONE_LEAD);
    }
    return store.addToWorkspaces(workspaces);
  }

  @Override
  public Mono<Void> executions(List<ExecutionsProgressed> events) {
    var workflows = new Tally();
    var workspaces = new Tally();
    for (var event : events) {
      var counters = countersOf(event);
      workflows.add(event.workspaceId(), event.workflowId(), event.day(), counters);
      workspaces.add(event.workspaceId(), event.day(), counters);
    }
    return store
        .addToWorkflows(workflows)
        .then(store.addToWorkspaces(workspaces))
        .then(summaryChanges.markAfterCommit());
  }

  private static Counters countersOf(ExecutionsProgressed event) {
    return new Counters(
        0,
        0,
        event.started(),
        event.completed(),
        event.failed(),
        event.cancelled(),
        event.mailsSent(),
        event.durationMillis());
  }

  private static LocalDate dayOf(Event event) {
    return LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC);
  }
}
