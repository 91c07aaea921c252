package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.EditWorkflows;
import io.tributary.workflows.application.port.in.ReadWorkflows;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows")
class WorkflowController {
  private final EditWorkflows edit;
  private final ReadWorkflows read;
  private final RequestKeys keys;
  private final WorkflowWebMapper mapper;

  WorkflowController(
      EditWorkflows edit, ReadWorkflows read, RequestKeys keys, WorkflowWebMapper mapper) {
    this.keys = keys;
    this.edit = edit;
    this.read = read;
    this.mapper = mapper;
  }

  record CreateWorkflowRequest(
      @Schema(example = "Welcome", description = "1 to 200 characters") @Nullable String name,
      @Schema(description = "at most 2,000 characters") @Nullable String description,
      @Schema(example = WorkflowExamples.DEFINITION, description = WorkflowExamples.ABOUT)
          @Nullable Map<String, Object> definition) {}

  record ReplaceWorkflowRequest(
      @Schema(example = "Welcome", description = "1 to 200 characters") @Nullable String name,
      @Schema(description = "at most 2,000 characters") @Nullable String description,
      @Schema(example = WorkflowExamples.DEFINITION, description = WorkflowExamples.ABOUT)
          @Nullable Map<String, Object> definition,
      @Schema(example = "3", description = "the version that is replaced, unless If-Match says it")
          @Nullable Integer version) {}

  record WorkflowResponse(
      UUID id,
      String name,
      String description,
      WorkflowStatus status,
      @Schema(description = "counts changes; also the ETag") int version,
      @Schema(description = "the current published version; null before the first")
          @Nullable Integer publishedVersion,
      @Schema(description = "the draft") Map<String, Object> definition,
      Instant createdAt,
      Instant updatedAt) {}

  record WorkflowListItem(
      UUID id,
      String name,
      String description,
      WorkflowStatus status,
      int version,
      @Nullable Integer publishedVersion,
      Instant createdAt,
      Instant updatedAt) {}

  record ValidateRequest(
      @Schema(example = WorkflowExamples.DEFINITION, description = WorkflowExamples.ABOUT)
          @Nullable Map<String, Object> definition) {}

  record ValidationResponse(boolean valid, List<DefinitionFault> errors) {}

  @Operation(
      summary = "Create a workflow; its draft may still break the rules",
      description = "The same Idempotency-Key creates it once and is answered alike.")
  @PostMapping
  Mono<ResponseEntity<WorkflowResponse>> create(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @RequestHeader(name = RequestKeys.HEADER, required = false) @Nullable String key,
      @RequestBody CreateWorkflowRequest body) {
    return Mono.defer(() -> edit.create(workspace, mapper.toDraft(body), keys.of(key, body)))
        .map(mapper::toResponse)
        .map(workflow -> created(workspace, workflow));
  }

  @Operation(summary = "List workflows, newest first")
  @GetMapping
  Mono<Page<WorkflowListItem>> list(
      @Authorized("workflow:read") WorkspaceId workspace,
      @RequestParam(required = false) @Nullable WorkflowStatus status,
      PageRequest page) {
    return read.list(workspace, status, page).map(rows -> rows.map(mapper::toItem));
  }

  @Operation(summary = "Read a workflow with its draft")
  @GetMapping("/{workflowId}")
  Mono<ResponseEntity<WorkflowResponse>> find(
      @Authorized("workflow:read") WorkspaceId workspace, @PathVariable UUID workflowId) {
    return read.find(workspace, workflowId).map(mapper::toResponse).map(WorkflowController::tagged);
  }

  @Operation(summary = "Replace name, description and draft")
  @PutMapping("/{workflowId}")
  Mono<ResponseEntity<WorkflowResponse>> replace(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      ExpectedVersion expected,
      @RequestBody ReplaceWorkflowRequest body) {
    return edit.replace(
            workspace,
            workflowId,
            mapper.toDraft(body),
            expected.or(ExpectedVersion.inBody(body.version())))
        .map(mapper::toResponse)
        .map(WorkflowController::tagged);
  }

  @Operation(summary = "Tell everything that keeps the draft from being published")
  @PostMapping("/{workflowId}/validate")
  Mono<ValidationResponse> validate(
      @Authorized("workflow:read") WorkspaceId workspace, @PathVariable UUID workflowId) {
    return edit.validate(workspace, workflowId).map(WorkflowController::validation);
  }

  @Operation(summary = "Tell everything that would keep a definition from being published")
  @PostMapping("/validate")
  Mono<ValidationResponse> validate(
      @Authorized("workflow:read") WorkspaceId workspace, @RequestBody ValidateRequest body) {
    var definition = body.definition();
    return definition == null
        ? Mono.error(InvalidInput.of("/definition", "required", "is missing"))
        : edit.validate(workspace, definition).map(WorkflowController::validation);
  }

  private static ValidationResponse validation(List<DefinitionFault> faults) {
    return new ValidationResponse(faults.isEmpty(), faults);
  }

  static ResponseEntity<WorkflowResponse> created(
      WorkspaceId workspace, WorkflowResponse workflow) {
    return ResponseEntity.created(
            URI.create("/api/v1/workspaces/" + workspace + "/workflows/" + workflow.id()))
        .eTag(ExpectedVersion.tagOf(workflow.version()))
        .body(workflow);
  }

  static ResponseEntity<WorkflowResponse> tagged(WorkflowResponse response) {
    return ResponseEntity.ok().eTag(ExpectedVersion.tagOf(response.version())).body(response);
  }
}
