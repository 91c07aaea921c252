package io.tributary.workflows.adapter.in.schedule;

import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.workflows.application.port.in.executions.ApplyRetention;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Removes old history at start and then once a day; a failure is tried again within seconds.
@Component
final class RetentionJob extends BackgroundJob {
  private static final Duration INTERVAL = Duration.ofDays(1);

  RetentionJob(ApplyRetention retention) {
    super(
        new WorkLoop(
            "history", INTERVAL, () -> retention.applyUnlessRunning().map(removed -> false)));
  }
}
