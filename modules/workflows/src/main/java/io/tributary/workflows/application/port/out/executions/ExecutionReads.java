package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionDetail;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLine;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads executions of one workspace, inside its transaction.
public interface ExecutionReads {
  /// Newest first.
  Mono<List<ExecutionSummary>> list(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows);

  Mono<ExecutionDetail> find(WorkspaceId workspace, UUID id);

  /// Oldest first.
  Mono<List<StepView>> steps(
      WorkspaceId workspace, UUID executionId, @Nullable UUID after, int rows);

  /// Newest first.
  Mono<List<LogLine>> logs(
      WorkspaceId workspace, UUID executionId, @Nullable UUID before, int rows);
}
