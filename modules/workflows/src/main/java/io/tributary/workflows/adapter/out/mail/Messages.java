package io.tributary.workflows.adapter.out.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Writes mails as MIME. All that people gave goes by the library's encoders: nothing of it can
/// become a header of its own.
final class Messages {
  private final Clock clock;

  Messages(Clock clock) {
    this.clock = clock;
  }

  void fill(MimeMessage message, Mail mail, String sender) throws MessagingException {
    var text = mail.text();
    var html = mail.html();
    var helper = new MimeMessageHelper(message, text != null && html != null, UTF_8.name());
    setFrom(helper, mail, sender);
    helper.setTo(mail.to().toArray(String[]::new));
    helper.setCc(mail.cc().toArray(String[]::new));
    helper.setBcc(mail.bcc().toArray(String[]::new));
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
    message.setHeader("Message-ID", idOf(mail, sender));
  }

  private static void setFrom(MimeMessageHelper helper, Mail mail, String sender)
      throws MessagingException {
    var name = mail.fromName();
    try {
      if (name == null) {
        helper.setFrom(sender);
      } else {
        helper.setFrom(sender, name);
      }
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("UTF-8 is part of every JDK", e);
    }
  }

  /// The same in every attempt, so that whoever receives it can tell a repetition.
  static String idOf(Mail mail, String sender) {
    var domain = sender.substring(sender.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    return "<" + mail.key().value().replace(':', '.') + "@" + domain + ">";
  }
}
