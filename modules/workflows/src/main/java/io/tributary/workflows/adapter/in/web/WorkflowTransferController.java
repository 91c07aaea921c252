package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.adapter.in.web.WorkflowController.WorkflowResponse;
import io.tributary.workflows.application.port.in.TransferWorkflows;
import io.tributary.workflows.application.port.in.TransferWorkflows.Document;
import io.tributary.workflows.application.port.in.TransferWorkflows.Exported;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows")
class WorkflowTransferController {
  private final TransferWorkflows transfer;
  private final RequestKeys keys;
  private final WorkflowWebMapper mapper;

  WorkflowTransferController(
      TransferWorkflows transfer, RequestKeys keys, WorkflowWebMapper mapper) {
    this.transfer = transfer;
    this.keys = keys;
    this.mapper = mapper;
  }

  record ExportedFrom(
      UUID workflowId,
      @Schema(description = "the published version; null for the draft") @Nullable Integer version,
      Instant exportedAt) {}

  record WorkflowDocument(
      @Schema(example = TransferWorkflows.FORMAT) String format,
      String name,
      String description,
      Map<String, Object> definition,
      ExportedFrom exportedFrom) {}

  record ImportWorkflowRequest(
      @Schema(example = TransferWorkflows.FORMAT) @Nullable String format,
      @Schema(example = "Welcome", description = "1 to 200 characters") @Nullable String name,
      @Schema(description = "at most 2,000 characters") @Nullable String description,
      @Schema(example = WorkflowExamples.DEFINITION, description = WorkflowExamples.ABOUT)
          @Nullable Map<String, Object> definition,
      @Schema(description = "where the document came from; not looked at")
          @Nullable Map<String, Object> exportedFrom) {}

  @Operation(summary = "Export a published version or the draft as one document")
  @GetMapping("/{workflowId}/export")
  Mono<WorkflowDocument> export(
      @Authorized("workflow:read") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      @Parameter(description = "a published version's number, or draft")
          @RequestParam(defaultValue = VersionNumbers.DRAFT)
          String version) {
    return Mono.defer(
            () -> transfer.export(workspace, workflowId, VersionNumbers.parse(version, "?version")))
        .map(WorkflowTransferController::toDocument);
  }

  private static WorkflowDocument toDocument(Exported exported) {
    return new WorkflowDocument(
        TransferWorkflows.FORMAT,
        exported.name(),
        exported.description(),
        exported.definition(),
        new ExportedFrom(exported.workflowId(), exported.version(), exported.exportedAt()));
  }

  @Operation(
      summary = "Create a workflow whose draft is what was exported",
      description = "The same Idempotency-Key creates it once and is answered alike.")
  @ApiResponse(responseCode = "201", description = "created, or created by the same request before")
  @PostMapping("/import")
  Mono<ResponseEntity<WorkflowResponse>> importNew(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @RequestHeader(name = RequestKeys.HEADER, required = false) @Nullable String key,
      @RequestBody ImportWorkflowRequest body) {
    return Mono.defer(() -> transfer.importNew(workspace, toDocument(body), keys.of(key, body)))
        .map(mapper::toResponse)
        .map(created -> WorkflowController.created(workspace, created));
  }

  private static Document toDocument(ImportWorkflowRequest body) {
    return new Document(body.format(), body.name(), body.description(), body.definition());
  }
}
