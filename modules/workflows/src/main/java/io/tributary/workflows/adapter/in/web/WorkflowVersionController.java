package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.adapter.in.web.WorkflowController.WorkflowResponse;
import io.tributary.workflows.application.port.in.EditWorkflows;
import io.tributary.workflows.application.port.in.ReadWorkflows;
import io.tributary.workflows.domain.definitions.DefinitionDiff;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows/{workflowId}/versions")
class WorkflowVersionController {
  private final ReadWorkflows read;
  private final EditWorkflows edit;
  private final WorkflowWebMapper mapper;

  WorkflowVersionController(ReadWorkflows read, EditWorkflows edit, WorkflowWebMapper mapper) {
    this.read = read;
    this.edit = edit;
    this.mapper = mapper;
  }

  record VersionListItem(int version, String name, Instant publishedAt) {}

  record VersionResponse(
      int version, String name, Instant publishedAt, Map<String, Object> definition) {}

  record DiffResponse(
      int from,
      @Schema(description = "null for the draft") @Nullable Integer to,
      DefinitionDiff.Parts nodes,
      DefinitionDiff.Parts edges,
      List<DefinitionDiff.Change> settings,
      @Schema(description = "nodes whose edges leave in another order") List<String> reordered,
      @Schema(description = "whether anything else differs, such as the viewport") boolean moved) {}

  @Operation(summary = "List the published versions, newest first")
  @GetMapping
  Mono<Page<VersionListItem>> list(
      @Authorized("workflow:read") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      PageRequest page) {
    return read.versions(workspace, workflowId, page).map(rows -> rows.map(mapper::toItem));
  }

  @Operation(summary = "Read a published version")
  @GetMapping("/{version}")
  Mono<VersionResponse> find(
      @Authorized("workflow:read") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      @PathVariable int version) {
    return read.version(workspace, workflowId, version).map(mapper::toResponse);
  }

  @Operation(
      summary = "Tell what changed from a published version to another one or the draft",
      description = "Positions and whatever else only an editor shows are told as moved alone.")
  @GetMapping("/{version}/diff")
  Mono<DiffResponse> diff(
      @Authorized("workflow:read") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      @PathVariable int version,
      @Parameter(description = "a published version's number, or draft")
          @RequestParam(defaultValue = VersionNumbers.DRAFT)
          String to) {
    return Mono.defer(
        () -> {
          var number = VersionNumbers.parse(to, "?to");
          return read.diff(workspace, workflowId, version, number)
              .map(diff -> toResponse(version, number, diff));
        });
  }

  private static DiffResponse toResponse(int from, @Nullable Integer to, DefinitionDiff diff) {
    return new DiffResponse(
        from, to, diff.nodes(), diff.edges(), diff.settings(), diff.reordered(), diff.moved());
  }

  @Operation(summary = "Make the draft what a published version is; If-Match is required")
  @PostMapping("/{version}/restore")
  Mono<ResponseEntity<WorkflowResponse>> restore(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      @PathVariable int version,
      ExpectedVersion expected) {
    return edit.restore(workspace, workflowId, version, expected)
        .map(mapper::toResponse)
        .map(WorkflowController::tagged);
  }
}
