package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.adapter.in.web.WorkflowController.WorkflowResponse;
import io.tributary.workflows.application.port.in.MoveWorkflows;
import io.tributary.workflows.application.port.in.executions.HoldWorkflows;
import io.tributary.workflows.application.port.in.executions.HoldWorkflows.Held;
import io.tributary.workflows.domain.definitions.Workflow;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows/{workflowId}")
class WorkflowLifecycleController {
  private final MoveWorkflows move;
  private final HoldWorkflows hold;
  private final WorkflowWebMapper mapper;

  WorkflowLifecycleController(MoveWorkflows move, HoldWorkflows hold, WorkflowWebMapper mapper) {
    this.move = move;
    this.hold = hold;
    this.mapper = mapper;
  }

  @Operation(summary = "Publish the draft as the next immutable version")
  @PostMapping("/publish")
  Mono<ResponseEntity<WorkflowResponse>> publish(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      ExpectedVersion expected) {
    return answer(move.publish(workspace, workflowId, expected));
  }

  @Operation(
      summary = "Let nothing start the workflow any more; what runs goes on",
      description = "With executions=true what runs is paused too, by a job that Location names.")
  @PostMapping("/pause")
  Mono<ResponseEntity<WorkflowResponse>> pause(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      ExpectedVersion expected,
      @RequestParam(defaultValue = "false") boolean executions) {
    return executions
        ? held(workspace, hold.pause(workspace, workflowId, expected))
        : answer(move.pause(workspace, workflowId, expected));
  }

  @Operation(
      summary = "Let a paused workflow's trigger start it again",
      description =
          "With executions=true what is paused goes on too, by a job that Location names.")
  @PostMapping("/resume")
  Mono<ResponseEntity<WorkflowResponse>> resume(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      ExpectedVersion expected,
      @RequestParam(defaultValue = "false") boolean executions) {
    return executions
        ? held(workspace, hold.resume(workspace, workflowId, expected))
        : answer(move.resume(workspace, workflowId, expected));
  }

  @Operation(summary = "Put the workflow away for good; what runs goes on")
  @PostMapping("/archive")
  Mono<ResponseEntity<WorkflowResponse>> archive(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      ExpectedVersion expected) {
    return answer(move.archive(workspace, workflowId, expected));
  }

  private Mono<ResponseEntity<WorkflowResponse>> held(WorkspaceId workspace, Mono<Held> held) {
    return held.map(
        each -> {
          var tagged = WorkflowController.tagged(mapper.toResponse(each.workflow()));
          return ResponseEntity.ok()
              .headers(tagged.getHeaders())
              .location(
                  URI.create(
                      "/api/v1/workspaces/" + workspace + "/executions/jobs/" + each.jobId()))
              .body(tagged.getBody());
        });
  }

  private Mono<ResponseEntity<WorkflowResponse>> answer(Mono<Workflow> moved) {
    return moved.map(mapper::toResponse).map(WorkflowController::tagged);
  }
}
