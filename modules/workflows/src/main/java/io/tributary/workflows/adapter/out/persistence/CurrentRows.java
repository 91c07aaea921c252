package io.tributary.workflows.adapter.out.persistence;

import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Which version of a workflow is current, as it is stored, for workers.
@FunctionalInterface
interface CurrentRows {
  /// @return empty if there is no such workflow
  Mono<Current> current(UUID workspaceId, UUID workflowId);
}
