package io.tributary.workflows.application.port.out.connections;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Stored mail templates; inside a transaction that may see the workspace.
public interface MailTemplateStore {
  /// @return whether it was stored; not if its key or the request's is there
  Mono<Boolean> insert(WorkspaceId workspace, MailTemplate template, @Nullable RequestKey request);

  /// What a request with this `Idempotency-Key` created.
  Mono<Requested> requested(WorkspaceId workspace, String requestKey);

  Mono<MailTemplate> find(WorkspaceId workspace, UUID id);

  /// Keeps others from changing it until the transaction ends.
  Mono<MailTemplate> lock(WorkspaceId workspace, UUID id);

  Mono<MailTemplate> byKey(WorkspaceId workspace, String key);

  /// Newest first.
  Mono<List<MailTemplate>> list(WorkspaceId workspace, @Nullable UUID before, int rows);

  Mono<Void> update(WorkspaceId workspace, MailTemplate template);

  Mono<Void> delete(WorkspaceId workspace, UUID id);

  record Requested(MailTemplate template, String hash) {}
}
