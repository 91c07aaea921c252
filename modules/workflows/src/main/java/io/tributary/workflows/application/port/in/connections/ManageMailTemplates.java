package io.tributary.workflows.application.port.in.connections;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Keeps mails that several nodes send.
public interface ManageMailTemplates {
  /// Once for each `idempotencyKey`.
  ///
  /// Signals `InvalidInput`, `KeyTaken` and `IdempotencyKeyReused`.
  Mono<MailTemplate> create(WorkspaceId workspace, Draft draft, @Nullable String idempotencyKey);

  /// Newest first.
  Mono<Page<MailTemplate>> list(WorkspaceId workspace, PageRequest page);

  /// Signals `NotFound`.
  Mono<MailTemplate> find(WorkspaceId workspace, UUID id);

  /// Replaces all but the key. Mails that are sent from then on are the new ones.
  ///
  /// Signals `InvalidInput`, `NotFound`, `VersionMissing` and `StaleVersion`.
  Mono<MailTemplate> replace(WorkspaceId workspace, UUID id, Draft draft, ExpectedVersion expected);

  /// Nodes that name it fail from then on.
  ///
  /// Signals `NotFound` and `StaleVersion`.
  Mono<Void> delete(WorkspaceId workspace, UUID id, ExpectedVersion expected);

  /// Renders it as a mail would be, with `values` for an execution's. Sends nothing.
  ///
  /// Signals `NotFound`, and `InvalidInput` if it becomes too long.
  Mono<MailTemplate.Content> preview(WorkspaceId workspace, UUID id, Map<String, Object> values);

  /// @param key only to create with
  /// @param text at least one of `text` and `html` is needed
  record Draft(
      @Nullable String key,
      @Nullable String name,
      @Nullable String subject,
      @Nullable String text,
      @Nullable String html) {}
}
