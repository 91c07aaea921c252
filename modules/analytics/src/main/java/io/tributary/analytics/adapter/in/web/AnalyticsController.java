package io.tributary.analytics.adapter.in.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.analytics.application.port.in.ReadDailyStats;
import io.tributary.analytics.application.port.in.ReadWorkflowSummaries;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.kernel.web.Cached;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/analytics")
@Tag(name = "Analytics", description = "Counts by UTC day, and summaries over them.")
class AnalyticsController {
  private final ReadDailyStats dailyStats;
  private final ReadWorkflowSummaries summaries;
  private final WorkflowSummaryMapper mapper;
  private final Clock clock;

  AnalyticsController(
      ReadDailyStats dailyStats,
      ReadWorkflowSummaries summaries,
      WorkflowSummaryMapper mapper,
      Clock clock) {
    this.dailyStats = dailyStats;
    this.summaries = summaries;
    this.mapper = mapper;
    this.clock = clock;
  }

  @GetMapping("/daily")
  @Cached(value = ReadDailyStats.TOPIC, seconds = 1)
  @Operation(
      summary = "Counts by day",
      description =
          "One item for each UTC day, oldest first; days without events count zero. Of the whole "
              + "workspace, or of one workflow or one form.")
  Mono<DailyResponse> daily(
      @Authorized("analytics:read") WorkspaceId workspace,
      @RequestParam(required = false)
          @Parameter(description = "First day; 29 days before `to` if absent.")
          @Schema(format = "date", example = "2026-01-01")
          @Nullable String from,
      @RequestParam(required = false)
          @Parameter(description = "Last day, included; today in UTC if absent.")
          @Schema(format = "date", example = "2026-01-31")
          @Nullable String to,
      @RequestParam(required = false)
          @Parameter(description = "Executions of this workflow only.")
          @Schema(format = "uuid")
          @Nullable String workflowId,
      @RequestParam(required = false)
          @Parameter(description = "Responses to this form only; not together with `workflowId`.")
          @Schema(format = "uuid")
          @Nullable String formId) {
    var query =
        new DailyParameters(from, to, workflowId, formId).toQuery(workspace, clock.instant());
    return dailyStats.read(query).map(series -> DailyResponse.of(query, series));
  }

  @GetMapping("/workflows-summary")
  @Operation(
      summary = "The last 30 days of each workflow",
      description =
          "Workflows that did something in these days, newest workflow first, as of the last "
              + "refresh, which follows changes within seconds.")
  Mono<WorkflowsSummaryResponse> workflowsSummary(
      @Authorized("analytics:read") WorkspaceId workspace, PageRequest page) {
    return summaries.read(workspace, page).map(mapper::toResponse);
  }
}
