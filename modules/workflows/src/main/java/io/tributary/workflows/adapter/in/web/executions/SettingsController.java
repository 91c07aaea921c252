package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.executions.ManageSettings;
import io.tributary.workflows.application.port.in.executions.ManageSettings.Settings;
import io.tributary.workflows.application.port.in.executions.ManageSettings.Values;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflow-settings")
@Tag(name = "Workflow settings", description = "How executions run, and how long they are kept")
class SettingsController {
  private final ManageSettings settings;

  SettingsController(ManageSettings settings) {
    this.settings = settings;
  }

  @GetMapping
  @Operation(summary = "Read the workflow settings")
  Mono<ResponseEntity<WorkflowSettingsResponse>> get(
      @Authorized("workflow:read") WorkspaceId workspace) {
    return settings.get(workspace).map(SettingsController::tagged);
  }

  @PutMapping
  @Operation(
      summary = "Replace the workflow settings",
      description = "What is missing or null is taken away. Needs If-Match.")
  Mono<ResponseEntity<WorkflowSettingsResponse>> put(
      @Authorized("workflow:manage") WorkspaceId workspace,
      ExpectedVersion expected,
      @RequestBody WorkflowSettingsRequest body) {
    var values = new Values(body.concurrencyLimit(), body.logDays(), body.executionDays());
    return settings.put(workspace, values, expected).map(SettingsController::tagged);
  }

  private static ResponseEntity<WorkflowSettingsResponse> tagged(Settings settings) {
    var values = settings.values();
    return ResponseEntity.ok()
        .eTag(ExpectedVersion.tagOf(settings.version()))
        .body(
            new WorkflowSettingsResponse(
                values.concurrencyLimit(),
                values.logDays(),
                values.executionDays(),
                settings.version(),
                settings.updatedAt()));
  }

  record WorkflowSettingsRequest(
      @Schema(description = "Executions at a time, 1 to 100,000; null for no limit", example = "50")
          @Nullable Integer concurrencyLimit,
      @Schema(description = "Log lines are kept so long, 1 to 90; null for 90", example = "30")
          @Nullable Integer logDays,
      @Schema(
              description = "Executions are kept so long after their end, 1 to 3650; null for ever",
              example = "365")
          @Nullable Integer executionDays) {}

  record WorkflowSettingsResponse(
      @Nullable Integer concurrencyLimit,
      @Nullable Integer logDays,
      @Nullable Integer executionDays,
      @Schema(description = "Grows with every change, 0 before the first; the ETag") int version,
      @Nullable Instant updatedAt) {}
}
