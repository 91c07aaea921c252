package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What a demo without an SMTP server has sent.
public interface ReadMailbox {
  /// Newest first.
  Mono<Page<StoredMail>> list(WorkspaceId workspace, PageRequest page);

  record StoredMail(
      UUID id,
      String from,
      @Nullable String fromName,
      List<String> to,
      List<String> cc,
      List<String> bcc,
      @Nullable String replyTo,
      String subject,
      @Nullable String text,
      @Nullable String html,
      Instant sentAt) {}
}
