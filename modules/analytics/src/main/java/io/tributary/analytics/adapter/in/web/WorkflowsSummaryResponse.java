package io.tributary.analytics.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "WorkflowsSummary")
record WorkflowsSummaryResponse(
    @Schema(description = "what was committed before then is counted") Instant asOf,
    List<Item> items,
    @Nullable String nextCursor) {

  @Schema(name = "WorkflowSummary")
  record Item(
      UUID workflowId,
      @Schema(description = "executions, in the last 30 UTC days") long started,
      long completed,
      long failed,
      long cancelled,
      @Schema(
              description = "failed among those that completed or failed; 0 if there were none",
              example = "0.025")
          BigDecimal failureRate,
      long mailsSent,
      @Schema(description = "milliseconds; 0 if no execution ended") long averageDurationMillis,
      @Schema(example = "2026-01-31") LocalDate lastActiveDay) {}
}
