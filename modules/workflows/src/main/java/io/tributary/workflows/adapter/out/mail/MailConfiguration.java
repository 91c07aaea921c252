package io.tributary.workflows.adapter.out.mail;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.connections.MailServers;
import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import io.tributary.workflows.application.port.out.executions.MailboxStore;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {
  // by default JavaMail would wait for ever
  private static final Map<String, String> LIMITS =
      Map.of(
          "mail.smtp.connectiontimeout", "5000",
          "mail.smtp.timeout", "10000",
          "mail.smtp.writetimeout", "10000");

  /// JavaMail blocks, so each mail has a virtual thread of its own.
  @Bean(destroyMethod = "shutdown", defaultCandidate = false)
  ExecutorService smtpThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("smtp-", 0).factory());
  }

  @Bean
  Messages messages(Clock clock) {
    return new Messages(clock);
  }

  @Bean
  SmtpConnections smtpConnections(@Qualifier("smtpThreads") ExecutorService smtpThreads) {
    return new SmtpConnections(smtpThreads);
  }

  @Bean
  WorkspaceMails workspaceMails(
      OutboundPolicy policy,
      Messages messages,
      SmtpConnections connections,
      @Qualifier("smtpThreads") ExecutorService smtpThreads) {
    return new WorkspaceMails(
        policy, messages, connections, LIMITS, Schedulers.fromExecutor(smtpThreads));
  }

  /// What mails go by unless their workspace has a server of its own.
  @Bean(defaultCandidate = false)
  Mails systemMails(
      ObjectProvider<JavaMailSenderImpl> smtp,
      MailProperties properties,
      MailboxStore mailbox,
      Transactions transactions,
      Messages messages,
      @Qualifier("smtpThreads") ExecutorService smtpThreads,
      IdGenerator ids,
      Clock clock) {
    var sender = smtp.getIfAvailable();
    if (sender != null) {
      LIMITS.forEach(sender.getJavaMailProperties()::putIfAbsent);
      return new SmtpMails(
          sender, properties.from(), messages, Schedulers.fromExecutor(smtpThreads));
    }
    return properties.mailbox()
        ? new MailboxMails(properties.from(), mailbox, transactions, ids, clock)
        : mail -> notConfigured();
  }

  @Bean
  Mails mails(
      MailServers servers, WorkspaceMails own, @Qualifier("systemMails") Mails systemMails) {
    return new RoutedMails(servers, own, systemMails);
  }

  private static Mono<EffectResult> notConfigured() {
    return Mono.just(
        new EffectResult.Failed(
            new Failure(
                FailureKind.NOT_CONFIGURED,
                "no mail server is set up, neither the workspace's own nor the system's"
                    + " (spring.mail.host), nor a mailbox (tributary.mail.mailbox)")));
  }
}
