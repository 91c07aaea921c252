package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionDetail;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLevel;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLine;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepFilter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads executions of one workspace, inside its transaction.
public interface ExecutionReads {
  /// Newest first. A filter by place or state is checked row by row: for where few rows are left.
  Mono<List<ExecutionSummary>> list(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows);

  /// Those of `ids` that are there, newest first.
  Mono<List<ExecutionSummary>> find(WorkspaceId workspace, List<UUID> ids);

  /// Those of `ids` that are there, by id. A single `ScopedSelect`.
  Mono<Map<UUID, ExecutionDetail>> details(WorkspaceId workspace, List<UUID> ids);

  Mono<Boolean> exists(WorkspaceId workspace, UUID id);

  /// Oldest first.
  Mono<List<StepView>> steps(
      WorkspaceId workspace, UUID executionId, StepFilter filter, @Nullable UUID after, int rows);

  /// Newest first.
  Mono<List<LogLine>> logs(
      WorkspaceId workspace,
      UUID executionId,
      @Nullable LogLevel level,
      @Nullable UUID before,
      int rows);
}
