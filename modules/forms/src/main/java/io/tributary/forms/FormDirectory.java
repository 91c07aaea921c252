package io.tributary.forms;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// What other modules may ask about forms. Every question runs in the caller's worker transaction.
public interface FormDirectory {

  /// The responses that `refs` name, by one query, in no particular order; unknown ones are left
  /// out.
  Mono<List<AcceptedResponse>> responses(List<ResponseRef> refs);

  /// The fields of a published version in their order; empty if there is no such version. A
  /// published version never changes, so the answer may be kept.
  Mono<List<FormFieldSummary>> fields(UUID workspaceId, UUID formId, int version);
}
