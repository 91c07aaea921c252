package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Holds executions, and lets them go on. All signal `NotFound`.
public interface ControlExecutions {
  /// It goes no further until it is resumed: what waits waits on though its time passes, and what
  /// arrives for it is kept. An effect that is under way is let end, and what comes of it is
  /// written. Pausing twice is once.
  ///
  /// Signals `NotInState` if it has ended.
  Mono<Void> pause(WorkspaceId workspace, UUID executionId);

  /// What should have gone on meanwhile goes on now. Resuming what is not paused does nothing.
  ///
  /// Signals `NotInState` if it has ended.
  Mono<Void> resume(WorkspaceId workspace, UUID executionId);

  /// Lets it go on from where it failed, as the same visit of the same node: what that already did
  /// outside it does again under the same key.
  ///
  /// Signals `NotInState` if it did not fail, or stands nowhere; `InvalidInput` if the state would
  /// become too large.
  ///
  /// @param variables set before; null clears one, and what is not named stays
  Mono<Void> retry(WorkspaceId workspace, UUID executionId, Map<String, Object> variables);

  /// Lets it go on by another version of its workflow, if that has every node at which it stands,
  /// with the same type.
  ///
  /// Signals `NotInState` if it does not, if an effect is under way or the execution has ended, and
  /// `InvalidInput` at `/version` if there is no such published version.
  ///
  /// @param version null for the one that is published now
  Mono<Void> migrate(WorkspaceId workspace, UUID executionId, @Nullable Integer version);
}
