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
  public Mono<Void> count(List<Event> events) {
    return Mono.defer(
        () -> {
          var counts = new Counts(new Tally(), new Tally(), new Tally());
          events.forEach(counts::add);
          return store
              .addToForms(counts.forms)
              .then(store.addToWorkflows(counts.workflows))
              .then(store.addToWorkspaces(counts.workspaces))
              .then(counts.workflows.isEmpty() ? Mono.empty() : summaryChanges.markAfterCommit());
        });
  }

  private record Counts(Tally forms, Tally workflows, Tally workspaces) {
    void add(Event event) {
      switch (event) {
        case FormResponseAccepted accepted -> add(accepted);
        case LeadCreated created ->
            workspaces.add(created.workspaceId(), dayOf(created), Counters.ONE_LEAD);
        case ExecutionsProgressed progressed -> add(progressed);
        default -> throw new IllegalArgumentException(event + " is not counted");
      }
    }

    private void add(FormResponseAccepted event) {
      forms.add(event.workspaceId(), event.formId(), dayOf(event), Counters.ONE_RESPONSE);
      workspaces.add(event.workspaceId(), dayOf(event), Counters.ONE_RESPONSE);
    }

    private void add(ExecutionsProgressed event) {
      var counters = countersOf(event);
      workflows.add(event.workspaceId(), event.workflowId(), event.day(), counters);
      workspaces.add(event.workspaceId(), event.day(), counters);
    }
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
