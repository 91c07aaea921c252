package io.tributary.workflows.application.port.out.connections;

import io.tributary.workflows.domain.connections.MailTemplate;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Hands mail templates to those who send mails.
public interface MailTemplates {
  /// Outside any transaction. Empty if the workspace has none of this key.
  Mono<MailTemplate.Content> find(UUID workspaceId, String key);
}
