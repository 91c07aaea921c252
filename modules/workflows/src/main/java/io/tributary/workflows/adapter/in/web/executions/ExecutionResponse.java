package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "A run of a workflow")
record ExecutionResponse(
    UUID id,
    UUID workflowId,
    int workflowVersion,
    ExecutionStatus status,
    @Schema(example = "TRIGGER_FORM_RESPONSE") String triggerType,
    @Nullable UUID leadId,
    @Nullable UUID responseId,
    @Schema(description = "Where it stands, or ended") @Nullable String currentNode,
    @Schema(example = "completed") @Nullable String outcome,
    @Schema(example = "{\"kind\": \"HTTP_REFUSED\", \"message\": \"the target answered 404\"}")
        @Nullable Map<String, Object> error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
