package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Changes executions from outside the engine. Inside a worker's transaction.
public interface ExecutionControl {
  /// Waits for and locks the places in the queue, in the order of the ids, and then the executions:
  /// as the engine does, so that neither waits for the other crosswise.
  ///
  /// @return those that are there
  Flux<HeldExecution> hold(WorkspaceId workspace, Collection<UUID> ids);

  /// Without a lock: `queued` says nothing.
  ///
  /// @return those that are there
  Flux<HeldExecution> find(WorkspaceId workspace, Collection<UUID> ids);

  /// Those that have not ended and for whose end one of `parents` waits.
  Flux<UUID> liveChildren(WorkspaceId workspace, Collection<UUID> parents);

  /// Writes executions of one workspace that are held, and raises their versions.
  ///
  /// @return how many had the version that they name
  Mono<Long> write(WorkspaceId workspace, List<ControlWrite> writes);

  /// Gives up the visits that have not ended.
  Mono<Void> skipSteps(WorkspaceId workspace, List<ControlWrite> writes, Instant now);

  /// Visits of `executions` that were given up by a failure elsewhere wait again.
  Mono<Void> reopenSteps(WorkspaceId workspace, List<UUID> executions, List<UUID> stepIds);
}
