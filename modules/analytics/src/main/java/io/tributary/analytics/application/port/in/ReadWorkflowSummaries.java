package io.tributary.analytics.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The last 30 UTC days of each workflow, as of the last refresh.
public interface ReadWorkflowSummaries {
  /// Workflows that did something in these days, newest workflow first.
  Mono<Summaries> read(WorkspaceId workspace, PageRequest page);

  /// @param failureRate failed among those that completed or failed, 0 to 1; 0 if there were none
  /// @param averageDurationMs over the executions that ended; 0 if none did
  record Summary(
      UUID workflowId,
      long started,
      long completed,
      long failed,
      long cancelled,
      BigDecimal failureRate,
      long mailsSent,
      long averageDurationMs,
      LocalDate lastActiveDay) {}

  /// @param asOf what was committed before then is counted
  record Summaries(Page<Summary> page, Instant asOf) {}
}
