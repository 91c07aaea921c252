package io.tributary.workspaces.application.port.out;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.domain.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The stored API keys.
public interface ApiKeyStore {
  Mono<Void> insert(ApiKey key, byte[] hash);

  /// The key with this hash, unless it is revoked.
  Mono<ApiKey> findActive(WorkspaceId workspace, byte[] hash);

  /// @param before the id of the last row of the page before, or null
  Mono<List<ApiKey>> newest(WorkspaceId workspace, @Nullable UUID before, int rows);

  /// Keeps the first time it was revoked.
  ///
  /// @return whether there is such a key
  Mono<Boolean> revoke(WorkspaceId workspace, UUID id, Instant at);

  /// Notes for many keys at once when they were last used. As a worker.
  Mono<Void> used(Map<KeyRef, Instant> times);

  record KeyRef(WorkspaceId workspace, UUID id) {}
}
