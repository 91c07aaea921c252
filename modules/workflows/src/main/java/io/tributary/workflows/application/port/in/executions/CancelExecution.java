package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Ends an execution before its end.
public interface CancelExecution {
  /// An effect that is under way is not called back, but its outcome is not written.
  ///
  /// Signals `NotFound`, and `NotInState` if it completed or failed. Cancelling twice is once.
  Mono<Void> cancel(WorkspaceId workspace, UUID executionId);
}
