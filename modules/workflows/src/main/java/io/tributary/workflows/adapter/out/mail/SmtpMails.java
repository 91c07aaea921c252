package io.tributary.workflows.adapter.out.mail;

import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import jakarta.mail.MessagingException;
import java.util.Map;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Hands mails to the system's SMTP server.
final class SmtpMails implements Mails {
  private final JavaMailSender sender;
  private final String from;
  private final Messages messages;
  private final Scheduler threads;

  /// @param threads may wait: JavaMail blocks
  SmtpMails(JavaMailSender sender, String from, Messages messages, Scheduler threads) {
    this.sender = sender;
    this.from = from;
    this.messages = messages;
    this.threads = threads;
  }

  @Override
  public Mono<EffectResult> send(Mail mail) {
    return Mono.fromCallable(() -> hand(mail))
        .subscribeOn(threads)
        .onErrorResume(failure -> Mono.just(new EffectResult.Failed(SmtpFailures.of(failure))));
  }

  private EffectResult hand(Mail mail) throws MessagingException, MailException {
    var message = sender.createMimeMessage();
    // the sender keeps the id that this sets
    messages.fill(message, mail, from);
    sender.send(message);
    return sent(mail, from);
  }

  static EffectResult sent(Mail mail, String sender) {
    return new EffectResult.Succeeded(
        Map.of("to", mail.to(), "messageId", Messages.idOf(mail, sender)), null, 1);
  }
}
