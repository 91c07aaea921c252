package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tells how an execution goes on, while it does.
public interface WatchExecutions {
  /// Whether it has ended and there is nothing after `position`. Signals `NotFound`.
  Mono<Boolean> isOver(WorkspaceId workspace, UUID executionId, Position position);

  /// First `Opened`; then what changed after `position`, and again after each change: the steps in
  /// the order of the versions that wrote them last, then the execution. What changes several times
  /// while nobody takes it is told once, as it is then.
  ///
  /// Completes after telling that the execution ended, after half an hour, and when this node
  /// stops: whoever wants more watches on from the last position. Who may watch is asked when it
  /// begins only, so that half an hour is also how long a revoked credential goes on seeing it.
  ///
  /// Signals `Overloaded` if too many watch already: 1,000 on a node, 100 of a workspace.
  Flux<Change> watch(WorkspaceId workspace, UUID executionId, Position position);

  /// How far somebody has been told.
  ///
  /// @param version of the execution
  /// @param step the last step of that version that was told; null if all of it was told
  record Position(int version, @Nullable UUID step) {
    public static final Position START = new Position(-1, null);

    /// Whether something of `current` has not been told.
    public boolean isBefore(int current) {
      return version < current || (version == current && step != null);
    }
  }

  sealed interface Change {
    record Opened() implements Change {}

    record StepChanged(Position position, StepView step) implements Change {}

    record ExecutionChanged(Position position, ExecutionSummary execution) implements Change {}
  }
}
