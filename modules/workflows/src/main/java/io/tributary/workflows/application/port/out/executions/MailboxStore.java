package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadMailbox.StoredMail;
import io.tributary.workflows.application.port.out.nodes.Mails.Mail;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The demo's mailbox.
public interface MailboxStore {
  /// Stores a mail unless one with its key is there. Inside a worker's transaction.
  Mono<Void> insert(UUID id, String sender, Mail mail, Instant now);

  /// Newest first; inside the workspace's transaction.
  Mono<List<StoredMail>> list(WorkspaceId workspace, @Nullable UUID before, int rows);
}
