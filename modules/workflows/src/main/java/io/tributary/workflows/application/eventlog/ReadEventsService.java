package io.tributary.workflows.application.eventlog;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.eventlog.ReadEvents;
import io.tributary.workflows.application.port.out.eventlog.EventStore;
import io.tributary.workflows.domain.ReceivedEvent;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class ReadEventsService implements ReadEvents {
  private final EventStore events;
  private final Transactions transactions;
  private final Cursors cursors;

  ReadEventsService(EventStore events, Transactions transactions, Cursors cursors) {
    this.events = events;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<ReceivedEvent>> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "events " + workspace + " " + filter;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, events.list(workspace, filter, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }
}
