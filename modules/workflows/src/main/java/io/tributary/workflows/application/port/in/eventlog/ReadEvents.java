package io.tributary.workflows.application.port.in.eventlog;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workflows.domain.ReceivedEvent;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Shows what was posted in the last 30 days.
public interface ReadEvents {
  /// Newest first.
  Mono<Page<ReceivedEvent>> list(WorkspaceId workspace, Filter filter, PageRequest page);

  /// @param name null for all
  /// @param correlationId null for all
  record Filter(@Nullable String name, @Nullable String correlationId) {}
}
