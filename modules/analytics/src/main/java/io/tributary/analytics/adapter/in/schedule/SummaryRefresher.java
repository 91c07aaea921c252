package io.tributary.analytics.adapter.in.schedule;

import io.tributary.analytics.AnalyticsProperties;
import io.tributary.analytics.application.port.in.RefreshSummaries;
import io.tributary.kernel.work.WorkLoop;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks at every interval whether the summary is behind.
@Component
class SummaryRefresher implements SmartLifecycle {
  private final WorkLoop loop;
  private volatile boolean running;

  SummaryRefresher(RefreshSummaries summaries, AnalyticsProperties properties) {
    // never more to do at once: a refresh counts all that came before it
    loop =
        new WorkLoop(
            "workflow summary",
            properties.summaryInterval(),
            () -> summaries.refreshIfDue().map(refreshed -> false));
  }

  @Override
  public void start() {
    loop.start();
    running = true;
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    loop.stop().doFinally(end -> callback.run()).subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Later than the web server stops, earlier than the pools close.
  @Override
  public int getPhase() {
    return 0;
  }
}
