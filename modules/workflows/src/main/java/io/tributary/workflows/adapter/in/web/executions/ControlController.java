package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.executions.CancelExecution;
import io.tributary.workflows.application.port.in.executions.ControlExecutions;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/executions/{executionId}")
@Tag(name = "Executions")
class ControlController {
  private static final String MANAGE = "workflow:manage";

  private final ControlExecutions control;
  private final CancelExecution cancellation;
  private final ReadExecutions executions;
  private final ExecutionWebMapper mapper;

  ControlController(
      ControlExecutions control,
      CancelExecution cancellation,
      ReadExecutions executions,
      ExecutionWebMapper mapper) {
    this.control = control;
    this.cancellation = cancellation;
    this.executions = executions;
    this.mapper = mapper;
  }

  @PostMapping("/cancel")
  @ResponseStatus(HttpStatus.OK)
  @Operation(
      summary = "Cancel an execution",
      description =
          "Those that it started and waits for are cancelled too. Cancelling twice is once. An"
              + " effect that is under way is broken off; whether it came about is not known.")
  Mono<ResponseEntity<ExecutionDetailResponse>> cancel(
      @Authorized(MANAGE) WorkspaceId workspace, @PathVariable UUID executionId) {
    return answer(workspace, executionId, cancellation.cancel(workspace, executionId));
  }

  @PostMapping("/pause")
  @ResponseStatus(HttpStatus.OK)
  @Operation(
      summary = "Hold an execution where it stands",
      description =
          "An effect that is under way ends; nothing follows on it. Events that arrive are kept."
              + " Pausing twice is once.")
  Mono<ResponseEntity<ExecutionDetailResponse>> pause(
      @Authorized(MANAGE) WorkspaceId workspace, @PathVariable UUID executionId) {
    return answer(workspace, executionId, control.pause(workspace, executionId));
  }

  @PostMapping("/resume")
  @ResponseStatus(HttpStatus.OK)
  @Operation(
      summary = "Let a paused execution go on",
      description = "What waited for a time that passed meanwhile goes on at once.")
  Mono<ResponseEntity<ExecutionDetailResponse>> resume(
      @Authorized(MANAGE) WorkspaceId workspace, @PathVariable UUID executionId) {
    return answer(workspace, executionId, control.resume(workspace, executionId));
  }

  @PostMapping("/retry")
  @ResponseStatus(HttpStatus.OK)
  @Operation(
      summary = "Let a failed execution go on from where it failed",
      description =
          "The node that failed is run again as the same visit: receivers see the same"
              + " webhook-id. An execution that ran into its time limit or its limit of steps"
              + " runs into it again.")
  Mono<ResponseEntity<ExecutionDetailResponse>> retry(
      @Authorized(MANAGE) WorkspaceId workspace,
      @PathVariable UUID executionId,
      @RequestBody(required = false) @Nullable RetryRequest body) {
    var variables =
        body == null || body.variables() == null ? Map.<String, Object>of() : body.variables();
    return answer(workspace, executionId, control.retry(workspace, executionId, variables));
  }

  @PostMapping("/migrate")
  @ResponseStatus(HttpStatus.OK)
  @Operation(
      summary = "Let an execution go on by another version of its workflow",
      description =
          "The version must have every node at which it stands, with the same type. One of which"
              + " an effect is under way is refused.")
  Mono<ResponseEntity<ExecutionDetailResponse>> migrate(
      @Authorized(MANAGE) WorkspaceId workspace,
      @PathVariable UUID executionId,
      @RequestBody MigrateRequest body) {
    var faults = new Faults();
    var version = VersionChoice.read(body.version(), faults);
    faults.throwIfAny();
    return answer(workspace, executionId, control.migrate(workspace, executionId, version));
  }

  private Mono<ResponseEntity<ExecutionDetailResponse>> answer(
      WorkspaceId workspace, UUID executionId, Mono<Void> change) {
    return change
        .then(Mono.defer(() -> executions.get(workspace, executionId)))
        .map(mapper::toResponse)
        .map(ExecutionController::tagged);
  }

  record RetryRequest(
      @Schema(
              description = "Set before it goes on; null clears one, others stay",
              example = "{\"campaign\": \"autumn\"}")
          @Nullable Map<String, Object> variables) {}

  record MigrateRequest(
      @Schema(description = "A published version's number, or CURRENT", example = "2")
          @Nullable Object version) {}
}
