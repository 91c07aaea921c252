package io.tributary.workflows.adapter.out.mail;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.executions.MailboxStore;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Keeps mails in a table, for a demo without an SMTP server.
final class MailboxMails implements Mails {
  private final String from;
  private final MailboxStore store;
  private final Transactions transactions;
  private final IdGenerator ids;
  private final Clock clock;

  MailboxMails(
      String from, MailboxStore store, Transactions transactions, IdGenerator ids, Clock clock) {
    this.from = from;
    this.store = store;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<EffectResult> send(Mail mail) {
    return Mono.defer(
            () -> transactions.asWorker(store.insert(ids.next(), from, mail, clock.instant())))
        .thenReturn((EffectResult) new EffectResult.Succeeded(Map.of("to", mail.to()), null, 1))
        .onErrorResume(
            failure ->
                Mono.just(
                    new EffectResult.Failed(
                        new Failure(
                            FailureKind.MAIL_TEMPORARY,
                            "the mailbox could not take it: "
                                + failure.getClass().getSimpleName()))));
  }
}
