package io.tributary.forms.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads responses. Both signal `NotFound` for a form that is not there.
public interface ReadResponses {

  /// Newest first.
  Mono<Page<ResponseView>> list(
      WorkspaceId workspace, UUID formId, Window window, PageRequest page);

  /// Signals `NotFound`.
  Mono<ResponseView> get(WorkspaceId workspace, UUID formId, UUID responseId);

  /// When responses were submitted, to the millisecond.
  ///
  /// @param from inclusive; null is open
  /// @param to exclusive; null is open
  record Window(@Nullable Instant from, @Nullable Instant to) {}

  /// @param data JSON, as are `hidden` and `metadata`
  record ResponseView(
      UUID id,
      UUID formId,
      int formVersion,
      String data,
      String hidden,
      String metadata,
      Instant submittedAt) {}
}
