package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Action;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "One thing to do to many executions")
record JobRequest(
    @Nullable Action action,
    @Nullable JobFilter filter,
    @Schema(description = "true for all executions of the workspace: only without a filter")
        @Nullable Boolean all,
    @Schema(description = "Of RERUN: where each begins; the trigger if absent")
        @Nullable String nodeId,
    @Schema(description = "Of RETRY and RERUN: set before; null clears one, others stay")
        @Nullable Map<String, Object> variables,
    @Schema(description = "Of RERUN: what steps left behind, by node")
        @Nullable Map<String, Object> stepOutputs,
    @Schema(
            description =
                "Of RERUN: SAME (if absent) or CURRENT. Of MIGRATE: a published version's number,"
                    + " or CURRENT",
            example = "CURRENT")
        @Nullable Object version) {

  @Schema(description = "What is not given does not filter; what is given must all hold")
  record JobFilter(
      @Nullable UUID workflowId,
      @Nullable UUID leadId,
      @Nullable List<ExecutionStatus> status,
      @Schema(description = "Of its start, inclusive", example = "2026-11-01T00:00:00Z")
          @Nullable String from,
      @Schema(description = "Of its start, exclusive") @Nullable String to,
      @Nullable String correlationId,
      @Schema(description = "A node of workflowId at which it stands, or failed")
          @Nullable String nodeId,
      @Schema(description = "The execution that started it") @Nullable UUID parentId,
      @Schema(description = "true for those that are paused") @Nullable Boolean paused,
      @Schema(
              description = "What its state contains, at most 10 KB",
              example = "{\"variables\": {\"campaign\": \"spring\"}}")
          @Nullable Map<String, Object> state,
      @Schema(description = "Of its end, inclusive") @Nullable String endedFrom,
      @Schema(description = "Of its end, exclusive") @Nullable String endedTo) {}
}
