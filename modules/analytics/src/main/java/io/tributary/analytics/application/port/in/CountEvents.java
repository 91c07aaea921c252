package io.tributary.analytics.application.port.in;

import io.tributary.forms.events.FormResponseAccepted;
import io.tributary.leads.events.LeadCreated;
import io.tributary.workflows.events.ExecutionsProgressed;
import java.util.List;
import reactor.core.publisher.Mono;

/// Adds events to the counts of their UTC days, inside the caller's worker transaction: one
/// statement for each table, whatever the size of the batch.
public interface CountEvents {
  Mono<Void> responses(List<FormResponseAccepted> events);

  Mono<Void> leads(List<LeadCreated> events);

  Mono<Void> executions(List<ExecutionsProgressed> events);
}
