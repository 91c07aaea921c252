package io.tributary.workflows.application.port.out.executions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The secrets that sign HTTP calls; inside any transaction that may see the workspace.
public interface WebhookSecretStore {
  /// The stored one; `fresh` becomes it if there is none.
  Mono<Secrets> findOrCreate(UUID workspaceId, String fresh, Instant now);

  /// `fresh` takes the place of the stored one, which stays valid until `formerUntil`.
  Mono<Secrets> rotate(UUID workspaceId, String fresh, Instant now, Instant formerUntil);

  /// @param secret `whsec_` and the base64 of 32 bytes
  record Secrets(
      String secret, @Nullable String former, @Nullable Instant formerUntil, Instant createdAt) {}
}
