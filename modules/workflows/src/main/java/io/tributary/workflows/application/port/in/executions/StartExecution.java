package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Starts a workflow by hand.
public interface StartExecution {
  /// Starts the published version, once for each `idempotencyKey`.
  ///
  /// Signals `NotFound`, `NotInState` unless the workflow is published and active,
  /// `IdempotencyKeyReused`, and `InvalidInput` for a lead that is not there.
  ///
  /// @return the execution's id
  Mono<UUID> start(Command command);

  /// @param input the execution's first variables
  /// @param idempotencyKey null starts anew each time
  record Command(
      WorkspaceId workspace,
      UUID workflowId,
      @Nullable UUID leadId,
      Map<String, Object> input,
      @Nullable String idempotencyKey) {}
}
