package io.tributary.workflows.adapter.out.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.application.port.out.executions.MailboxStore;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModuleTest
class MailboxTests {
  @Autowired WebTestClient client;
  @Autowired MailboxStore store;
  @Autowired Transactions transactions;
  @Autowired IdGenerator ids;
  @Autowired Clock clock;
  @Autowired Mails unconfigured;

  private static Mail mail(UUID workspace, String key) {
    return new Mail(
        workspace,
        new EffectKey(key),
        "Grüße",
        List.of("ada@example.org"),
        List.of("bob@example.org"),
        List.of("eve@example.org"),
        null,
        "Hi " + key,
        "Grüße \uD83D\uDE00",
        null);
  }

  @Test
  void a_mail_is_shown_newest_first_and_a_repeated_attempt_adds_none() {
    var tenant = Tenant.create(client);
    var mailbox = new MailboxMails("crm@example.org", store, transactions, ids, clock);

    for (var key : List.of("one", "two", "two")) {
      assertThat(mailbox.send(mail(tenant.workspaceId(), key)).block())
          .isInstanceOf(EffectResult.Succeeded.class);
    }

    tenant
        .http()
        .get()
        .uri(tenant.path("/mailbox"))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(2)
        .jsonPath("$.items[0].subject")
        .isEqualTo("Hi two")
        .jsonPath("$.items[0].text")
        .isEqualTo("Grüße \uD83D\uDE00")
        .jsonPath("$.items[0].to[0]")
        .isEqualTo("ada@example.org")
        .jsonPath("$.items[0].cc[0]")
        .isEqualTo("bob@example.org")
        .jsonPath("$.items[0].bcc[0]")
        .isEqualTo("eve@example.org")
        .jsonPath("$.items[0].fromName")
        .isEqualTo("Grüße");
  }

  @Test
  void without_a_server_and_without_a_mailbox_sending_fails_for_good() {
    assertThat(unconfigured.send(mail(UUID.randomUUID(), "k")).block())
        .isInstanceOfSatisfying(
            EffectResult.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.NOT_CONFIGURED);
              assertThat(failed.failure().kind().retryable()).isFalse();
            });
  }
}
