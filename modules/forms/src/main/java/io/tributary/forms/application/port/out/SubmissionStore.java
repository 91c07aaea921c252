package io.tributary.forms.application.port.out;

import io.tributary.kernel.outbox.Announcement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Writes responses of many workspaces, a batch at a time. Each call is a single statement.
public interface SubmissionStore {

  /// Takes the idempotency keys of `responses`, in the order of the keys so that two batches cannot
  /// wait for each other, and stores those that have none or got theirs. Of several with the same
  /// key one wins; it may be in another batch that has still to commit, which is waited for.
  ///
  /// @param announcement what the stored ones announce, by their ids
  /// @return the ids of those that are stored
  Mono<Set<UUID>> insert(List<NewResponse> responses, Announcement announcement);

  /// Whom the keys belong to; those that nobody took are left out.
  Mono<List<KeyHolder>> holders(List<KeyRef> keys);

  record KeyRef(UUID workspaceId, UUID formId, String idempotencyKey) {}

  record KeyHolder(KeyRef key, UUID responseId, String requestHash) {}

  /// @param key null if the sender gave none
  /// @param requestHash hexadecimal
  /// @param data JSON, as are `hidden` and `metadata`
  record NewResponse(
      UUID workspaceId,
      UUID responseId,
      UUID formId,
      int formVersion,
      String data,
      String hidden,
      String metadata,
      Instant submittedAt,
      @Nullable String idempotencyKey,
      String requestHash) {

    public @Nullable KeyRef key() {
      return idempotencyKey == null ? null : new KeyRef(workspaceId, formId, idempotencyKey);
    }
  }
}
