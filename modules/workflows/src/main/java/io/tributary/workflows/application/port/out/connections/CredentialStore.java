package io.tributary.workflows.application.port.out.connections;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.connections.Credential;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Stored credentials; inside a transaction that may see the workspace.
public interface CredentialStore {
  /// @return whether it was stored; not if its key or the request's is there
  Mono<Boolean> insert(WorkspaceId workspace, Stored stored, @Nullable RequestKey request);

  /// What a request with this `Idempotency-Key` created.
  Mono<Requested> requested(WorkspaceId workspace, String requestKey);

  Mono<Stored> find(WorkspaceId workspace, UUID id);

  /// Keeps others from changing it until the transaction ends.
  Mono<Stored> lock(WorkspaceId workspace, UUID id);

  Mono<Stored> byKey(WorkspaceId workspace, String key);

  /// Newest first.
  Mono<List<Credential>> list(WorkspaceId workspace, @Nullable UUID before, int rows);

  Mono<Void> update(WorkspaceId workspace, Stored stored);

  Mono<Void> delete(WorkspaceId workspace, UUID id);

  /// @param secret sealed
  record Stored(Credential credential, Sealed secret) {}

  record Requested(Credential credential, String hash) {}
}
