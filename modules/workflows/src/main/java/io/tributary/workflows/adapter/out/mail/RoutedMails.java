package io.tributary.workflows.adapter.out.mail;

import io.tributary.workflows.application.port.out.connections.MailServers;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Mails;
import reactor.core.publisher.Mono;

/// Sends by the workspace's own mail server, else by the system's.
final class RoutedMails implements Mails {
  private final MailServers servers;
  private final WorkspaceMails own;
  private final Mails system;

  RoutedMails(MailServers servers, WorkspaceMails own, Mails system) {
    this.servers = servers;
    this.own = own;
    this.system = system;
  }

  @Override
  public Mono<EffectResult> send(Mail mail) {
    return servers
        .find(mail.workspaceId())
        .flatMap(server -> own.send(server, mail))
        .switchIfEmpty(Mono.defer(() -> system.send(mail)))
        .onErrorResume(failure -> Mono.just(new EffectResult.Failed(SmtpFailures.of(failure))));
  }
}
