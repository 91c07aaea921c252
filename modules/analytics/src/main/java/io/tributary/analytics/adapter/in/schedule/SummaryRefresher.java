package io.tributary.analytics.adapter.in.schedule;

import io.tributary.analytics.AnalyticsProperties;
import io.tributary.analytics.application.port.in.RefreshSummaries;
import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import org.springframework.stereotype.Component;

/// Looks at every interval whether the summary is behind.
@Component
class SummaryRefresher extends BackgroundJob {
  SummaryRefresher(RefreshSummaries summaries, AnalyticsProperties properties) {
    // never more to do at once: a refresh counts all that came before it
    super(
        new WorkLoop(
            "workflow summary",
            properties.summaryInterval(),
            () -> summaries.refreshIfDue().map(refreshed -> false)));
  }
}
