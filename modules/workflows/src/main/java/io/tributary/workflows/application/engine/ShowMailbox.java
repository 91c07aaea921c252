package io.tributary.workflows.application.engine;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.executions.ReadMailbox;
import io.tributary.workflows.application.port.out.executions.MailboxStore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class ShowMailbox implements ReadMailbox {
  private final MailboxStore store;
  private final Transactions transactions;
  private final Cursors cursors;

  ShowMailbox(MailboxStore store, Transactions transactions, Cursors cursors) {
    this.store = store;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<StoredMail>> list(WorkspaceId workspace, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "mailbox " + workspace;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, store.list(workspace, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }
}
