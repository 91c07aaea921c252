package io.tributary.workspaces.application;

import io.tributary.kernel.work.WorkLoop;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Gives leased units back: those that lie idle, every second; at a stop, all.
@Component
class QuotaReturns implements SmartLifecycle {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final LeasedQuotas quotas;
  private final WorkLoop loop;
  private volatile boolean running;

  QuotaReturns(LeasedQuotas quotas) {
    this.quotas = quotas;
    this.loop =
        new WorkLoop(
            "idle units of quotas", INTERVAL, () -> quotas.releaseIdle().thenReturn(false));
  }

  @Override
  public void start() {
    loop.start();
    running = true;
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    loop.stop()
        .then(Mono.defer(quotas::releaseAll))
        .timeout(PATIENCE)
        .onErrorComplete()
        .doFinally(end -> callback.run())
        .subscribe();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// After the web server and the workers, which take units.
  @Override
  public int getPhase() {
    return -1;
  }
}
