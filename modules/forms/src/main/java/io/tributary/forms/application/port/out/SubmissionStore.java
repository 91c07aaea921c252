package io.tributary.forms.application.port.out;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Writes responses of many workspaces, a batch at a time; inside a worker's transaction.
public interface SubmissionStore {

  /// Takes the idempotency keys of `submissions`, in the order of the keys so that two batches
  /// cannot wait for each other. Of several with the same key one wins; it may be in another batch
  /// that has still to commit, which is waited for.
  ///
  /// @return the ids of the responses that won
  Mono<List<UUID>> claimKeys(List<KeyedSubmission> submissions);

  /// Whom the keys belong to; those that nobody took are left out.
  Mono<List<KeyHolder>> holders(List<KeyRef> keys);

  Mono<Void> insert(List<NewResponse> responses);

  record KeyRef(UUID workspaceId, UUID formId, String idempotencyKey) {}

  record KeyHolder(KeyRef key, UUID responseId, String requestHash) {}

  record KeyedSubmission(KeyRef key, UUID responseId, String requestHash, Instant at) {}

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

    public @Nullable KeyedSubmission keyed() {
      return idempotencyKey == null
          ? null
          : new KeyedSubmission(
              new KeyRef(workspaceId, formId, idempotencyKey),
              responseId,
              requestHash,
              submittedAt);
    }
  }
}
