package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.definitions.Workflow;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Pauses and resumes workflows together with their executions, in one transaction with the job
/// that goes through these. Both signal `NotFound`, `StaleVersion` and `NotInState`.
public interface HoldWorkflows {
  /// Nothing starts it any more, and every execution that has not ended is paused.
  Mono<Held> pause(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected);

  /// It is started again, and every execution that is paused goes on: those too that were paused
  /// one by one.
  Mono<Held> resume(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected);

  /// @param jobId of the job that goes through the executions
  record Held(Workflow workflow, UUID jobId) {}
}
