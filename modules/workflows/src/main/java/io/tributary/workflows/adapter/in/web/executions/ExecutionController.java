package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Cached;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLevel;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLine;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepFilter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.StepStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/executions")
@Tag(name = "Executions", description = "Runs of workflows, their steps and their logs")
class ExecutionController {
  private static final String READ = "workflow:read";

  private final ReadExecutions executions;
  private final ExecutionWebMapper mapper;

  ExecutionController(ReadExecutions executions, ExecutionWebMapper mapper) {
    this.executions = executions;
    this.mapper = mapper;
  }

  @GetMapping
  @Operation(
      summary = "List executions, newest first",
      description = "What is not given does not filter; what is given must all hold.")
  Mono<Page<ExecutionResponse>> list(
      @Authorized(READ) WorkspaceId workspace,
      @RequestParam(required = false) @Nullable String workflowId,
      @RequestParam(required = false) @Nullable String leadId,
      @Parameter(
              description =
                  "QUEUED, RUNNING, WAITING, COMPLETED, FAILED or CANCELLED; several with commas",
              example = "FAILED,CANCELLED")
          @RequestParam(required = false)
          @Nullable String status,
      @Parameter(description = "Of its start, inclusive", example = "2026-11-01T00:00:00Z")
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(description = "Of its start, exclusive", example = "2026-12-01T00:00:00Z")
          @RequestParam(required = false)
          @Nullable String to,
      @RequestParam(required = false) @Nullable String correlationId,
      @Parameter(description = "A node of workflowId at which it stands, or failed")
          @RequestParam(required = false)
          @Nullable String nodeId,
      @Parameter(description = "The execution that started it") @RequestParam(required = false)
          @Nullable String parentId,
      @Parameter(description = "true for those that are paused") @RequestParam(required = false)
          @Nullable String paused,
      @Parameter(
              description = "A JSON object, at most 10 KB, that its state contains",
              example = "{\"variables\": {\"campaign\": \"spring\"}}")
          @RequestParam(required = false)
          @Nullable String state,
      PageRequest page) {
    var faults = new Faults();
    var workflow = Queries.id(workflowId, "workflowId", faults);
    var filter =
        new Filter(
            workflow,
            Queries.id(leadId, "leadId", faults),
            Queries.options(status, "status", ExecutionStatus.class, faults),
            Queries.instant(from, "from", faults),
            Queries.instant(to, "to", faults),
            Queries.text(correlationId, "correlationId", faults),
            Queries.place(workflowId, workflow, nodeId, faults),
            Queries.id(parentId, "parentId", faults),
            Queries.flag(paused, "paused", faults),
            StateQuery.read(state, faults));
    faults.throwIfAny();
    return executions.list(workspace, filter, page).map(found -> found.map(mapper::toResponse));
  }

  @GetMapping("/{executionId}")
  @Cached(ReadExecutions.TOPIC)
  @Operation(summary = "Read an execution with its state and the places where it stands")
  Mono<ResponseEntity<ExecutionDetailResponse>> get(
      @Authorized(READ) WorkspaceId workspace, @PathVariable UUID executionId) {
    return executions
        .get(workspace, executionId)
        .map(mapper::toResponse)
        .map(ExecutionController::tagged);
  }

  static ResponseEntity<ExecutionDetailResponse> tagged(ExecutionDetailResponse execution) {
    return ResponseEntity.ok().eTag(ExpectedVersion.tagOf(execution.version())).body(execution);
  }

  @GetMapping("/{executionId}/steps")
  @Operation(summary = "List the nodes that an execution came to, oldest first")
  Mono<Page<StepView>> steps(
      @Authorized(READ) WorkspaceId workspace,
      @PathVariable UUID executionId,
      @RequestParam(required = false) @Nullable String nodeId,
      @Parameter(description = "RUNNING, WAITING, COMPLETED, FAILED or SKIPPED")
          @RequestParam(required = false)
          @Nullable String status,
      PageRequest page) {
    var faults = new Faults();
    var filter =
        new StepFilter(
            Queries.text(nodeId, "nodeId", faults),
            Queries.option(status, "status", StepStatus.class, faults));
    faults.throwIfAny();
    return executions.steps(workspace, executionId, filter, page);
  }

  @GetMapping("/{executionId}/logs")
  @Operation(summary = "List an execution's log lines, newest first")
  Mono<Page<LogLine>> logs(
      @Authorized(READ) WorkspaceId workspace,
      @PathVariable UUID executionId,
      @Parameter(description = "INFO, WARN or ERROR") @RequestParam(required = false)
          @Nullable String level,
      PageRequest page) {
    var faults = new Faults();
    var only = Queries.option(level, "level", LogLevel.class, faults);
    faults.throwIfAny();
    return executions.logs(workspace, executionId, only, page);
  }
}
