package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Fault;
import io.tributary.workflows.application.port.in.executions.StartExecution.Wish;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Starts many executions of a workflow by hand at once.
public interface StartBatch {
  /// Wishes in a batch.
  int MAX_WISHES = 500;

  /// Starts what can be started, in one transaction of a constant number of statements. A wish with
  /// a fault costs no other one anything.
  ///
  /// Signals `NotFound`, and `NotInState`, with nothing started, unless the workflow is published
  /// and active or everything was started before.
  ///
  /// @param wishes 1 to `MAX_WISHES`
  /// @return one result for each wish, in their order
  Mono<List<Result>> start(WorkspaceId workspace, UUID workflowId, List<Wish> wishes);

  sealed interface Result {
    /// @param now false if its key had started it before, in an earlier request or by an earlier
    ///     wish of this batch
    record Begun(UUID executionId, boolean now) implements Result {}

    /// Nothing was started.
    ///
    /// @param faults with pointers into the batch, such as `/items/3/leadId`
    record Faulty(List<Fault> faults) implements Result {}

    /// The key was used for another wish, in an earlier request or in this batch.
    ///
    /// @param fault with a pointer into the batch
    record KeyReused(Fault fault) implements Result {}
  }
}
