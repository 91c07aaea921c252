package io.tributary.workflows.adapter.out.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Hands mails to an SMTP server. JavaMail blocks, so each mail has a virtual thread of its own.
final class SmtpMails implements Mails {
  private final JavaMailSender sender;
  private final String from;
  private final Clock clock;
  private final Scheduler threads =
      Schedulers.fromExecutor(
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("smtp-", 0).factory()));

  SmtpMails(JavaMailSender sender, String from, Clock clock) {
    this.sender = sender;
    this.from = from;
    this.clock = clock;
  }

  @Override
  public Mono<EffectResult> send(Mail mail) {
    return Mono.fromCallable(() -> hand(mail))
        .subscribeOn(threads)
        .onErrorResume(failure -> Mono.just(new EffectResult.Failed(SmtpFailures.of(failure))));
  }

  private EffectResult hand(Mail mail) throws MessagingException, MailException {
    var message = sender.createMimeMessage();
    fill(message, mail);
    sender.send(message);
    return new EffectResult.Succeeded(
        Map.of("to", mail.to(), "messageId", messageId(mail)), null, 1);
  }

  private void fill(MimeMessage message, Mail mail) throws MessagingException {
    var text = mail.text();
    var html = mail.html();
    var helper = new MimeMessageHelper(message, text != null && html != null, UTF_8.name());
    helper.setFrom(from);
    helper.setTo(mail.to().toArray(String[]::new));
    var replyTo = mail.replyTo();
    if (replyTo != null) {
      helper.setReplyTo(replyTo);
    }
    helper.setSubject(mail.subject());
    helper.setSentDate(Date.from(clock.instant()));
    if (text != null && html != null) {
      helper.setText(text, html);
    } else if (html != null) {
      helper.setText(html, true);
    } else if (text != null) {
      helper.setText(text);
    }
    // the sender keeps an id that is there
    message.setHeader("Message-ID", messageId(mail));
  }

  /// The same in every attempt, so that whoever receives it can tell a repetition.
  private String messageId(Mail mail) {
    var domain = from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    return "<" + mail.key().value().replace(':', '.') + "@" + domain + ">";
  }
}
