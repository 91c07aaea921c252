package io.tributary.workspaces.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Caller;
import io.tributary.workspaces.application.port.in.Workspaces;
import io.tributary.workspaces.domain.Workspace;
import io.tributary.workspaces.domain.WorkspaceDraft;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Tag(name = "Workspaces")
@RestController
@RequestMapping("/api/v1/workspaces")
class WorkspaceController {
  private final Workspaces workspaces;

  WorkspaceController(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  record CreateWorkspaceRequest(
      @Schema(example = "Acme", description = "1 to 100 characters") @Nullable String name,
      @Schema(example = "Europe/Berlin", description = "an IANA time zone; UTC if absent")
          @Nullable String timeZone) {}

  record WorkspaceResponse(
      UUID id,
      @Schema(example = "Acme") String name,
      @Schema(example = "Europe/Berlin") String timeZone,
      Instant createdAt) {
    static WorkspaceResponse of(Workspace workspace) {
      return new WorkspaceResponse(
          workspace.id().value(), workspace.name(), workspace.timeZone(), workspace.createdAt());
    }
  }

  record CreatedWorkspaceResponse(
      UUID id,
      String name,
      String timeZone,
      Instant createdAt,
      @Schema(description = "a key that may do everything in the workspace; shown this once")
          String apiKey) {}

  @Operation(summary = "Create a workspace, with a first API key that may do everything in it")
  @PostMapping
  Mono<ResponseEntity<CreatedWorkspaceResponse>> create(
      @Authorized("workspace:manage") Caller caller, @RequestBody CreateWorkspaceRequest body) {
    return workspaces
        .create(WorkspaceDraft.of(body.name(), body.timeZone()))
        .map(
            created -> {
              var workspace = created.workspace();
              return ResponseEntity.created(URI.create("/api/v1/workspaces/" + workspace.id()))
                  .body(
                      new CreatedWorkspaceResponse(
                          workspace.id().value(),
                          workspace.name(),
                          workspace.timeZone(),
                          workspace.createdAt(),
                          created.firstKey().text()));
            });
  }

  @Operation(summary = "List all workspaces, newest first")
  @GetMapping
  Mono<Page<WorkspaceResponse>> list(
      @Authorized("workspace:read") Caller caller, PageRequest page) {
    return workspaces.list(page).map(rows -> rows.map(WorkspaceResponse::of));
  }

  @Operation(summary = "Read a workspace")
  @GetMapping("/{workspaceId}")
  Mono<WorkspaceResponse> get(
      @Authorized(value = "workspace:read", systemToo = true) WorkspaceId workspace) {
    return workspaces.get(workspace).map(WorkspaceResponse::of);
  }
}
