package io.tributary.workflows.adapter.in.web.executions;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Priority;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.TokenView;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "A run of a workflow, with what it knows")
record ExecutionDetailResponse(
    UUID id,
    UUID workflowId,
    int workflowVersion,
    ExecutionStatus status,
    @Schema(example = "TRIGGER_FORM_RESPONSE") String triggerType,
    Priority priority,
    @Nullable UUID leadId,
    @Nullable UUID responseId,
    @Schema(example = "order-4711") @Nullable String correlationId,
    @Schema(description = "Where it stands, or ended; the first of several")
        @Nullable String currentNode,
    @Schema(description = "Where it stands, or failed") List<String> currentNodes,
    @Schema(example = "completed") @Nullable String outcome,
    @Nullable Map<String, Object> error,
    @Schema(
            types = "object",
            description = "The response and variables that it began with, and its steps' outputs")
        @JsonRawValue
        String state,
    List<TokenView> tokens,
    @Schema(description = "Grows with every change; the ETag") int version,
    @Schema(description = "The execution that started it") @Nullable UUID parentId,
    @Schema(description = "The execution that it repeats") @Nullable UUID rerunOf,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant pausedAt) {}
