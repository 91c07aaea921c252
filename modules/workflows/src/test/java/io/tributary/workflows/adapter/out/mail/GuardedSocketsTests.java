package io.tributary.workflows.adapter.out.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tributary.workflows.application.port.out.connections.MailServers.MailServer;
import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import io.tributary.workflows.domain.connections.SmtpSecurity;
import io.tributary.workflows.domain.connections.SmtpSettings;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.FailureKind;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.scheduler.Schedulers;

class GuardedSocketsTests {
  /// As if a name had passed every check of its text.
  private static OutboundPolicy dialling(boolean allowed) {
    return new OutboundPolicy() {
      @Override
      public Optional<String> refusal(String url) {
        return Optional.empty();
      }

      @Override
      public Optional<String> refusalOfMailServer(String host, int port, boolean plain) {
        return Optional.empty();
      }

      @Override
      public boolean allows(InetAddress address) {
        return allowed;
      }
    };
  }

  private static EffectResult send(boolean allowed, int port, SmtpSecurity security) {
    var threads = Schedulers.boundedElastic();
    try (var connections = new SmtpConnections(Runnable::run)) {
      var mails =
          new WorkspaceMails(
              dialling(allowed),
              new Messages(Clock.systemUTC()),
              connections,
              Map.of("mail.smtp.connectiontimeout", "2000", "mail.smtp.writetimeout", "2000"),
              threads);
      var settings = new SmtpSettings("localhost", port, security, null, "crm@example.org");
      return mails
          .send(
              new MailServer(UUID.randomUUID(), 1, settings, null),
              new Mail(UUID.randomUUID(), new EffectKey("k"), List.of("a@example.org"), "s", "t"))
          .block();
    }
  }

  @ParameterizedTest
  @EnumSource(SmtpSecurity.class)
  void a_name_that_stands_for_a_private_address_is_refused_when_it_is_dialled(
      SmtpSecurity security) {
    var server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    server.start();
    try {
      var port = server.getSmtp().getPort();
      assertThat(send(false, port, security))
          .isInstanceOfSatisfying(
              EffectResult.Failed.class,
              failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.REFUSED_ADDRESS));
      if (security == SmtpSecurity.NONE) {
        assertThat(send(true, port, security)).isInstanceOf(EffectResult.Succeeded.class);
      }
      assertThat(server.getReceivedMessages()).hasSize(security == SmtpSecurity.NONE ? 1 : 0);
    } finally {
      server.stop();
    }
  }
}
