package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.StepStatus;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Shows executions, their steps and their logs.
public interface ReadExecutions {
  /// Newest first.
  Mono<Page<ExecutionSummary>> list(WorkspaceId workspace, Filter filter, PageRequest page);

  /// Signals `NotFound`.
  Mono<ExecutionDetail> get(WorkspaceId workspace, UUID executionId);

  /// Oldest first. Signals `NotFound` if there is no such execution.
  Mono<Page<StepView>> steps(WorkspaceId workspace, UUID executionId, PageRequest page);

  /// Newest first. Signals `NotFound` if there is no such execution.
  Mono<Page<LogLine>> logs(WorkspaceId workspace, UUID executionId, PageRequest page);

  /// @param from of its start, inclusive, to the millisecond
  /// @param to likewise, exclusive
  record Filter(
      @Nullable UUID workflowId,
      @Nullable UUID leadId,
      @Nullable ExecutionStatus status,
      @Nullable Instant from,
      @Nullable Instant to) {}

  record ExecutionSummary(
      UUID id,
      UUID workflowId,
      int workflowVersion,
      ExecutionStatus status,
      String triggerType,
      @Nullable UUID leadId,
      @Nullable UUID responseId,
      @Nullable String currentNode,
      @Nullable String outcome,
      @Nullable Map<String, Object> error,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  /// @param state `{"response", "variables", "stepOutputs", …}`
  record ExecutionDetail(ExecutionSummary summary, Map<String, Object> state, int version) {}

  record StepView(
      UUID id,
      String nodeId,
      String nodeType,
      int visit,
      StepStatus status,
      int attempts,
      @Nullable Map<String, Object> output,
      @Nullable Map<String, Object> error,
      Instant startedAt,
      @Nullable Instant endedAt) {}

  record LogLine(
      UUID id, @Nullable String nodeId, String level, String message, Instant createdAt) {}
}
