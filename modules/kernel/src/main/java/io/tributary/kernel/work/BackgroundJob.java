package io.tributary.kernel.work;

import org.springframework.context.SmartLifecycle;

/// A loop that runs while the application does.
public abstract class BackgroundJob implements SmartLifecycle {
  private final WorkLoop loop;
  private volatile boolean running;

  protected BackgroundJob(WorkLoop loop) {
    this.loop = loop;
  }

  @Override
  public final void start() {
    loop.start();
    running = true;
  }

  @Override
  public final void stop(Runnable callback) {
    running = false;
    loop.stop().doFinally(end -> callback.run()).subscribe();
  }

  @Override
  public final void stop() {
    stop(() -> {});
  }

  @Override
  public final boolean isRunning() {
    return running;
  }

  /// Later than the web server stops, earlier than the pools close.
  @Override
  public final int getPhase() {
    return 0;
  }
}
