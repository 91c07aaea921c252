package io.tributary.forms.application.port.in;

import io.tributary.forms.domain.PublishedForm;
import io.tributary.forms.domain.Submission;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What anybody may do who knows a form's key. Both signal `NotFound` for a key that is not
/// published.
public interface VisitForms {

  Mono<PublishedForm> show(String formKey);

  /// Stores a response to the published version, exactly once for each idempotency key of a form;
  /// it is answered only after its commit.
  ///
  /// Signals `InvalidInput` with every fault, `IdempotencyKeyReused` if the key came with another
  /// submission before, `QuotaExceeded` if the workspace may take no more responses in this period,
  /// `Overloaded` if too many wait already.
  Mono<Receipt> submit(String formKey, Submission submission, @Nullable String idempotencyKey);

  /// @param replayed whether the response was there already
  record Receipt(UUID responseId, boolean replayed) {}
}
