package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.execution.Priority;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Starts a workflow by hand.
public interface StartExecution {
  /// Characters of an idempotency key, and of a correlation id.
  int MAX_CHARS = 200;

  /// Starts the published version, once for each `idempotencyKey`. Where the workflow debounces, a
  /// start for a lead waits its time, and takes the place of one that waits.
  ///
  /// Signals `NotFound`, `NotInState` unless the workflow is published and active,
  /// `IdempotencyKeyReused`, and `InvalidInput` for a lead that is not there and texts of other
  /// than 1 to 200 characters.
  ///
  /// @return the execution's id
  Mono<UUID> start(Command command);

  record Command(WorkspaceId workspace, UUID workflowId, Wish wish) {}

  /// One execution that is wanted.
  ///
  /// @param input the execution's first variables
  /// @param idempotencyKey null starts anew each time
  /// @param correlationId by which the caller knows it; null for none
  record Wish(
      @Nullable UUID leadId,
      Map<String, Object> input,
      @Nullable String idempotencyKey,
      @Nullable String correlationId,
      Priority priority) {}
}
