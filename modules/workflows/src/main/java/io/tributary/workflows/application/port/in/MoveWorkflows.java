package io.tributary.workflows.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.definitions.Workflow;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// A workflow's life. All signal `NotFound`, `StaleVersion` and `NotInState`.
public interface MoveWorkflows {
  /// Makes the draft the next immutable version, and the current one.
  ///
  /// Signals `WorkflowInvalid` with every fault; nothing is stored then.
  Mono<Workflow> publish(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected);

  /// Executions that run go on; no new one is started by the trigger.
  Mono<Workflow> pause(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected);

  Mono<Workflow> resume(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected);

  /// For good. Executions that run go on.
  Mono<Workflow> archive(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected);
}
