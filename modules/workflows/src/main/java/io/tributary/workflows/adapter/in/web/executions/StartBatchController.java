package io.tributary.workflows.adapter.in.web.executions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Problems;
import io.tributary.workflows.application.port.in.executions.StartBatch;
import io.tributary.workflows.application.port.in.executions.StartBatch.Result;
import io.tributary.workflows.domain.execution.Priority;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/workflows/{workflowId}/executions/batch")
@Tag(name = "Executions")
class StartBatchController {
  private final StartBatch batches;

  StartBatchController(StartBatch batches) {
    this.batches = batches;
  }

  @PostMapping
  @Operation(
      summary = "Start a workflow many times by hand",
      description =
          "Takes 1 to 500 items in a body of at most 1 MB (else 413): 500 items may have 2 KB each."
              + " Answers 200 whatever becomes of the items, with one result for each, in their"
              + " order: the id of its execution, or a problem. An item with a fault costs no other"
              + " one anything. The same idempotencyKey, in this batch or in any other request,"
              + " starts the workflow once and is answered alike, so a batch whose items have keys"
              + " can be sent again. A body of another shape is refused whole, as is a workflow that"
              + " is not published and active (409).")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = BatchRequest.class)))
  Mono<BatchResponse> start(
      @Authorized("workflow:manage") WorkspaceId workspace,
      @PathVariable UUID workflowId,
      @RequestBody Map<String, Object> body) {
    return Mono.fromSupplier(() -> BatchBody.wishes(body))
        .flatMap(wishes -> batches.start(workspace, workflowId, wishes))
        .map(BatchResponse::of);
  }

  @Schema(name = "StartBatchRequest")
  record BatchRequest(
      @ArraySchema(minItems = 1, maxItems = StartBatch.MAX_WISHES) List<BatchItem> items) {}

  @Schema(name = "StartBatchItem")
  record BatchItem(
      @Schema(description = "Whom it is about") @Nullable UUID leadId,
      @Schema(description = "Shown to conditions and templates as variables")
          @Nullable Map<String, Object> input,
      @Schema(minLength = 1, maxLength = 200) @Nullable String idempotencyKey,
      @Schema(minLength = 1, maxLength = 200) @Nullable String correlationId,
      @Schema(defaultValue = "NORMAL") @Nullable Priority priority) {}

  /// @param started how many executions this request started; those that their keys had started
  ///     before are not counted
  @Schema(name = "StartBatchResponse")
  record BatchResponse(List<ItemResponse> items, long started) {
    static BatchResponse of(List<Result> results) {
      return new BatchResponse(
          results.stream().map(ItemResponse::of).toList(),
          results.stream()
              .filter(result -> result instanceof Result.Begun begun && begun.now())
              .count());
    }
  }

  /// One of the two is there.
  @Schema(name = "StartBatchResult")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemResponse(@Nullable UUID executionId, @Nullable ProblemDetail error) {
    static ItemResponse of(Result result) {
      return switch (result) {
        case Result.Begun begun -> new ItemResponse(begun.executionId(), null);
        case Result.Faulty(var faults) ->
            new ItemResponse(
                null,
                Problems.detail(
                    HttpStatus.BAD_REQUEST,
                    "invalid-input",
                    "the item cannot be started",
                    "errors",
                    faults));
        case Result.KeyReused(var fault) ->
            new ItemResponse(
                null,
                Problems.detail(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "this idempotencyKey was used with another item",
                    "errors",
                    List.of(fault)));
      };
    }
  }
}
