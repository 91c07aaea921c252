package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Position;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// What changed in executions.
public interface ExecutionChanges {
  /// Inside the workspace's transaction. Empty if there is no such execution.
  Mono<Head> head(WorkspaceId workspace, UUID executionId);

  /// Steps that versions after `after`, up to `version`, wrote last; in that order. Inside the
  /// workspace's transaction.
  Mono<List<ChangedStep>> steps(
      WorkspaceId workspace, UUID executionId, Position after, int version, int rows);

  /// The versions of those that are there, by one statement. Inside a worker's transaction.
  Mono<Map<ExecutionRef, Integer>> versions(List<ExecutionRef> executions);

  record Head(ExecutionSummary execution, int version) {}

  record ChangedStep(int version, StepView step) {}
}
