package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.adapter.in.web.executions.StartController.StartResponse;
import io.tributary.workflows.application.port.in.executions.RerunExecution;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Command;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Rerun;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Version;
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
@RequestMapping("/api/v1/workspaces/{workspaceId}/executions/{executionId}/rerun")
@Tag(name = "Executions")
class RerunController {
  private final RerunExecution reruns;

  RerunController(RerunExecution reruns) {
    this.reruns = reruns;
  }

  @PostMapping
  @ApiResponse(responseCode = "201", description = "started, or started by the same request before")
  @ApiResponse(responseCode = "409", description = "`not-in-state`: it is not published and active")
  @Operation(
      summary = "Run an execution again, from any node, as a new one",
      description =
          "The new execution knows what the first one knows now, or what the body changes of it,"
              + " and begins at nodeId, or at the trigger. A node inside of a loop's body is"
              + " refused: begin at the loop. The same Idempotency-Key runs it once.")
  Mono<ResponseEntity<StartResponse>> rerun(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID executionId,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable RerunRequest body) {
    return reruns
        .rerun(new Command(workspace, executionId, RerunRequest.toRerun(body), key))
        .map(
            id ->
                ResponseEntity.created(
                        URI.create("/api/v1/workspaces/" + workspace + "/executions/" + id))
                    .body(new StartResponse(id)));
  }

  record RerunRequest(
      @Schema(description = "Where it begins; the trigger if absent") @Nullable String nodeId,
      @Schema(description = "Set before; null clears one, others stay")
          @Nullable Map<String, Object> variables,
      @Schema(description = "What steps left behind, by node; null clears one, others stay")
          @Nullable Map<String, Object> stepOutputs,
      @Schema(description = "Of the workflow: that of the first execution, if absent")
          @Nullable Version version) {
    static Rerun toRerun(@Nullable RerunRequest body) {
      return body == null
          ? new Rerun(null, Map.of(), Map.of(), Version.SAME)
          : new Rerun(
              body.nodeId,
              body.variables == null ? Map.of() : body.variables,
              body.stepOutputs == null ? Map.of() : body.stepOutputs,
              body.version == null ? Version.SAME : body.version);
    }
  }
}
