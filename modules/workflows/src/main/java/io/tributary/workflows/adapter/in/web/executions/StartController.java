package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.executions.StartExecution;
import io.tributary.workflows.application.port.in.executions.StartExecution.Command;
import io.tributary.workflows.application.port.in.executions.StartExecution.Wish;
import io.tributary.workflows.domain.execution.Priority;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows/{workflowId}/executions")
@Tag(name = "Executions")
class StartController {
  private final StartExecution starts;

  StartController(StartExecution starts) {
    this.starts = starts;
  }

  @PostMapping
  @ApiResponse(responseCode = "201", description = "started, or started by the same request before")
  @ApiResponse(responseCode = "409", description = "`not-in-state`: it is not published and active")
  @Operation(
      summary = "Start a workflow by hand",
      description = "The same Idempotency-Key starts it once and is answered alike.")
  Mono<ResponseEntity<StartResponse>> start(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable StartRequest body) {
    return starts
        .start(new Command(workspace, workflowId, wish(body, key)))
        .map(
            id ->
                ResponseEntity.created(
                        URI.create("/api/v1/workspaces/" + workspace + "/executions/" + id))
                    .body(new StartResponse(id)));
  }

  private static Wish wish(@Nullable StartRequest body, @Nullable String key) {
    if (body == null) {
      return new Wish(null, Map.of(), key, null, Priority.NORMAL);
    }
    var input = body.input();
    var priority = body.priority();
    return new Wish(
        body.leadId(),
        input == null ? Map.of() : input,
        key,
        body.correlationId(),
        priority == null ? Priority.NORMAL : priority);
  }

  record StartRequest(
      @Schema(description = "Whom it is about") @Nullable UUID leadId,
      @Schema(
              description = "Shown to conditions and templates as variables",
              example = "{\"campaign\": \"spring\"}")
          @Nullable Map<String, Object> input,
      @Schema(
              description = "By which you know it, and find it; not unique",
              example = "order-4711",
              minLength = 1,
              maxLength = 200)
          @Nullable String correlationId,
      @Schema(
              description = "Which of the workspace's executions goes first",
              defaultValue = "NORMAL")
          @Nullable Priority priority) {}

  record StartResponse(UUID executionId) {}
}
