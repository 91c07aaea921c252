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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {
  private static final Map<String, String> LIMITS =
      Map.of(
          "mail.smtp.connectiontimeout", "5000",
          "mail.smtp.timeout", "10000",
          "mail.smtp.writetimeout", "10000");

  @Bean
  Mails mails(
      ObjectProvider<JavaMailSenderImpl> smtp,
      MailProperties properties,
      MailboxStore mailbox,
      Transactions transactions,
      IdGenerator ids,
      Clock clock) {
    var sender = smtp.getIfAvailable();
    if (sender != null) {
      // by default it would wait for ever
      LIMITS.forEach(sender.getJavaMailProperties()::putIfAbsent);
      return new SmtpMails(sender, properties.from(), clock);
    }
    return properties.mailbox()
        ? new MailboxMails(properties.from(), mailbox, transactions, ids, clock)
        : mail -> notConfigured();
  }

  private static Mono<EffectResult> notConfigured() {
    return Mono.just(
        new EffectResult.Failed(
            new Failure(
                FailureKind.NOT_CONFIGURED,
                "no mail server is set up (spring.mail.host), nor a mailbox"
                    + " (tributary.mail.mailbox)")));
  }
}
