package io.tributary.workflows.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.ReadWorkflows;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Workflows")
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows/{workflowId}/versions")
class WorkflowVersionController {
  private final ReadWorkflows read;
  private final WorkflowWebMapper mapper;

  WorkflowVersionController(ReadWorkflows read, WorkflowWebMapper mapper) {
    this.read = read;
    this.mapper = mapper;
  }

  record VersionListItem(int version, String name, Instant publishedAt) {}

  record VersionResponse(
      int version, String name, Instant publishedAt, Map<String, Object> definition) {}

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
}
