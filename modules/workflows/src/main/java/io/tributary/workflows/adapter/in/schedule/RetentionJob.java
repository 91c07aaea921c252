package io.tributary.workflows.adapter.in.schedule;

import io.tributary.kernel.work.WorkLoop;
import io.tributary.workflows.application.port.in.executions.ApplyRetention;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Removes old history at start and then once a day; a failure is tried again within seconds.
@Component
class RetentionJob implements SmartLifecycle {
  private static final Duration INTERVAL = Duration.ofDays(1);

  private final WorkLoop loop;
  private volatile boolean running;

  RetentionJob(ApplyRetention retention) {
    loop =
        new WorkLoop(
            "history", INTERVAL, () -> retention.applyUnlessRunning().map(removed -> false));
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
