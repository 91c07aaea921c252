package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.StepStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Shows executions, their steps and their logs.
public interface ReadExecutions {
  /// What `Changes` calls executions that were there before: a new one changes no answer.
  String TOPIC = "executions";

  /// Newest first.
  Mono<Page<ExecutionSummary>> list(WorkspaceId workspace, Filter filter, PageRequest page);

  /// Signals `NotFound`.
  Mono<ExecutionDetail> get(WorkspaceId workspace, UUID executionId);

  /// Oldest first. Signals `NotFound` if there is no such execution.
  Mono<Page<StepView>> steps(
      WorkspaceId workspace, UUID executionId, StepFilter filter, PageRequest page);

  /// Newest first. Signals `NotFound` if there is no such execution.
  ///
  /// @param level null for all
  Mono<Page<LogLine>> logs(
      WorkspaceId workspace, UUID executionId, @Nullable LogLevel level, PageRequest page);

  /// What is null or empty does not filter.
  ///
  /// @param from of its start, inclusive, to the millisecond
  /// @param to likewise, exclusive
  /// @param place where it stands or failed, as `<workflow id>/<node id>`
  /// @param paused only those that are paused
  /// @param state a JSON object that its state contains
  /// @param endedFrom of its end, inclusive
  /// @param endedTo likewise, exclusive
  record Filter(
      @Nullable UUID workflowId,
      @Nullable UUID leadId,
      Set<ExecutionStatus> statuses,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String correlationId,
      @Nullable String place,
      @Nullable UUID parentId,
      boolean paused,
      @Nullable String state,
      @Nullable Instant endedFrom,
      @Nullable Instant endedTo) {
    /// Whenever they ended.
    public Filter(
        @Nullable UUID workflowId,
        @Nullable UUID leadId,
        Set<ExecutionStatus> statuses,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String correlationId,
        @Nullable String place,
        @Nullable UUID parentId,
        boolean paused,
        @Nullable String state) {
      this(
          workflowId,
          leadId,
          statuses,
          from,
          to,
          correlationId,
          place,
          parentId,
          paused,
          state,
          null,
          null);
    }

    public Filter {
      statuses = Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
    }

    /// Whether place or state are asked for, and nothing that leaves few by itself.
    public boolean needsSearch() {
      return (place != null || state != null) && !leavesFew();
    }

    /// Whether something is asked for that few executions have in common.
    public boolean leavesFew() {
      return leadId != null || correlationId != null || parentId != null || paused;
    }
  }

  record StepFilter(@Nullable String nodeId, @Nullable StepStatus status) {}

  enum LogLevel {
    INFO,
    WARN,
    ERROR
  }

  enum Priority {
    HIGH,
    NORMAL,
    LOW
  }

  /// @param currentNode the first of `currentNodes`; of one that ended where it ended
  /// @param currentNodes where it stands; of one that failed where it did
  record ExecutionSummary(
      UUID id,
      UUID workflowId,
      int workflowVersion,
      ExecutionStatus status,
      String triggerType,
      Priority priority,
      @Nullable UUID leadId,
      @Nullable UUID responseId,
      @Nullable String correlationId,
      @Nullable String currentNode,
      List<String> currentNodes,
      @Nullable String outcome,
      @Nullable Map<String, Object> error,
      @Nullable UUID parentId,
      @Nullable UUID rerunOf,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant pausedAt) {}

  /// @param state a JSON object, `{"response", "variables", "stepOutputs"}`, of which nothing is
  ///     asked here: it stays the text that it is in the database
  record ExecutionDetail(
      ExecutionSummary summary, String state, List<TokenView> tokens, int version) {}

  /// One place where an execution stands.
  ///
  /// @param phase what the engine does there
  /// @param attempt 1 or more
  /// @param since when the node was come to
  /// @param wakeAt when the engine looks at it again by itself
  /// @param item of the loop inside of which it stands, from 0
  record TokenView(
      int id,
      @Nullable String nodeId,
      @Nullable String phase,
      @Nullable Integer attempt,
      @Nullable Instant since,
      @Nullable Instant wakeAt,
      @Nullable Integer item) {}

  /// @param visit how many times the execution had come to this node by then
  /// @param item of the loop inside of which the visit was, from 0
  record StepView(
      UUID id,
      String nodeId,
      String nodeType,
      int visit,
      StepStatus status,
      int attempts,
      @Nullable Integer item,
      @Nullable Map<String, Object> output,
      @Nullable Map<String, Object> error,
      Instant startedAt,
      @Nullable Instant endedAt) {}

  record LogLine(
      UUID id, @Nullable String nodeId, String level, String message, Instant createdAt) {}
}
