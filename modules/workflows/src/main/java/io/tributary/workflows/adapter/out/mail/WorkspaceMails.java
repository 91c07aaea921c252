package io.tributary.workflows.adapter.out.mail;

import io.tributary.workflows.application.port.out.connections.MailServers.MailServer;
import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import io.tributary.workflows.domain.connections.SmtpSecurity;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.Properties;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Hands mails to the SMTP servers of workspaces. Connections are kept for a moment, since logging
/// in costs more than sending.
final class WorkspaceMails {
  private static final String PREFIX = "mail.smtp.";

  private final OutboundPolicy policy;
  private final Messages messages;
  private final SmtpConnections connections;
  private final Scheduler threads;
  private final Map<String, String> limits;

  /// @param limits of time, by the names that JavaMail gives them
  /// @param threads may wait: JavaMail blocks
  WorkspaceMails(
      OutboundPolicy policy,
      Messages messages,
      SmtpConnections connections,
      Map<String, String> limits,
      Scheduler threads) {
    this.policy = policy;
    this.messages = messages;
    this.connections = connections;
    this.limits = limits;
    this.threads = threads;
  }

  /// Failures are results.
  Mono<EffectResult> send(MailServer server, Mail mail) {
    return Mono.fromCallable(() -> hand(server, mail))
        .subscribeOn(threads)
        .onErrorResume(failure -> Mono.just(new EffectResult.Failed(SmtpFailures.of(failure))));
  }

  private EffectResult hand(MailServer server, Mail mail) throws MessagingException {
    var settings = server.settings();
    var refusal =
        policy.refusalOfMailServer(
            settings.host(), settings.port(), settings.security() == SmtpSecurity.NONE);
    if (refusal.isPresent()) {
      return new EffectResult.Failed(
          new Failure(FailureKind.REFUSED_ADDRESS, "the mail server " + refusal.get()));
    }
    var session = Session.getInstance(properties(server));
    var message = new MimeMessage(session);
    messages.fill(message, mail, settings.sender());
    message.saveChanges();
    // saving draws another one
    message.setHeader("Message-ID", Messages.idOf(mail, settings.sender()));
    connections.use(
        server, session, transport -> transport.sendMessage(message, message.getAllRecipients()));
    return SmtpMails.sent(mail, settings.sender());
  }

  private Properties properties(MailServer server) {
    var settings = server.settings();
    var properties = new Properties();
    properties.putAll(limits);
    properties.put(PREFIX + "socketFactory", new GuardedSockets(policy));
    properties.put(PREFIX + "socketFactory.fallback", "false");
    properties.put(PREFIX + "auth", Boolean.toString(settings.username() != null));
    properties.put(PREFIX + "quitwait", "false");
    properties.put(PREFIX + "ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case TLS -> properties.put(PREFIX + "ssl.enable", "true");
      case STARTTLS -> {
        properties.put(PREFIX + "starttls.enable", "true");
        properties.put(PREFIX + "starttls.required", "true");
      }
      case NONE -> {}
    }
    return properties;
  }
}
