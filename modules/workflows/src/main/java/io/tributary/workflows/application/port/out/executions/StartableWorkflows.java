package io.tributary.workflows.application.port.out.executions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Which version of a workflow runs now.
public interface StartableWorkflows {
  /// Empty if there is no such workflow. Inside a worker's transaction, or none; usually costs no
  /// query. For a moment after a change it may be what it was before.
  Mono<Current> current(UUID workspaceId, UUID workflowId);

  /// @param status `DRAFT`, `PUBLISHED`, `PAUSED` or `ARCHIVED`
  /// @param version the published one; null if there is none
  record Current(String status, @Nullable Integer version) {}
}
