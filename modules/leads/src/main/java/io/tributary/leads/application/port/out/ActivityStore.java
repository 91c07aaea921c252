package io.tributary.leads.application.port.out;

import io.tributary.forms.ResponseRef;
import io.tributary.leads.domain.Activity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Keeps what happened to leads.
public interface ActivityStore {

  Mono<Void> append(List<Activity> activities);

  /// Those of `refs` that no activity speaks of yet.
  Mono<List<ResponseRef>> notCaptured(List<ResponseRef> refs);

  /// Latest first.
  ///
  /// @param before the last id of the page before; null for the first page
  Mono<List<Activity>> list(UUID workspaceId, UUID leadId, @Nullable UUID before, int rows);
}
