package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Runs an execution again, from any node, as a new execution with what the first one knows.
public interface RerunExecution {
  /// For the same lead, with the same response and correlation id; nobody is told its end, though
  /// somebody may have waited for that of the first. Its effects have keys of their own: what the
  /// first one did outside is done again. A join that it begins at, or comes to, waits for its own
  /// paths only.
  ///
  /// Signals `NotFound`; `NotInState` if the workflow is not published and active; `InvalidInput`
  /// at `/nodeId` if the version has no such node outside of loops' bodies; and
  /// `IdempotencyKeyReused`.
  ///
  /// @return the id of the new execution; of the earlier one if the key was used alike before
  Mono<UUID> rerun(Command command);

  /// @param idempotencyKey null if the caller does not repeat itself
  record Command(
      WorkspaceId workspace, UUID executionId, Rerun rerun, @Nullable String idempotencyKey) {}

  /// @param nodeId where it begins; null for the trigger
  /// @param variables set before; null clears one, and what is not named stays
  /// @param stepOutputs likewise, by node
  record Rerun(
      @Nullable String nodeId,
      Map<String, Object> variables,
      Map<String, Object> stepOutputs,
      Version version) {}

  enum Version {
    /// the one by which the first execution ran, or runs
    SAME,
    /// the one that is published now
    CURRENT
  }
}
