package io.tributary.workflows.adapter.in.schedule;

import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.workflows.application.port.in.eventlog.SweepEvents;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Clears away what is left of events, at start and then once a day.
@Component
final class EventSweeper extends BackgroundJob {
  private static final Duration INTERVAL = Duration.ofDays(1);

  EventSweeper(SweepEvents events) {
    super(
        new WorkLoop("events", INTERVAL, () -> events.sweepUnlessRunning().map(deleted -> false)));
  }
}
