package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Ends an execution before its end.
public interface CancelExecution {
  /// Those that it started and for whose end it waits are ended too. An effect that is under way
  /// is broken off; whether it came about is not known.
  ///
  /// Signals `NotFound`, and `NotInState` if it completed or failed. Cancelling twice is once.
  Mono<Void> cancel(WorkspaceId workspace, UUID executionId);
}
