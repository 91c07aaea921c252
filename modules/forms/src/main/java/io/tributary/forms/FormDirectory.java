package io.tributary.forms;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// What other modules may ask about forms. Both run inside the caller's worker transaction, by one
/// statement each.
public interface FormDirectory {

  /// Accepted responses, in no particular order; unknown ones are left out.
  Mono<List<AcceptedResponse>> responses(List<ResponseRef> refs);

  /// The fields of a published version in their order, hidden ones included; an empty list if there
  /// is no such version.
  Mono<List<FormFieldSummary>> fields(UUID workspaceId, UUID formId, int version);
}
