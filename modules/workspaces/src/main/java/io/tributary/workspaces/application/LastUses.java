package io.tributary.workspaces.application;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.WorkLoop;
import io.tributary.workspaces.application.port.out.ApiKeyStore;
import io.tributary.workspaces.application.port.out.ApiKeyStore.KeyRef;
import io.tributary.workspaces.domain.ApiKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// When keys were last used: gathered in memory and written for all of them at once, so that
/// reading does not write.
@Component
class LastUses implements SmartLifecycle {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Map<KeyRef, Instant> times = new ConcurrentHashMap<>();
  private final ApiKeyStore keys;
  private final Transactions transactions;
  private final Clock clock;
  private final WorkLoop loop = new WorkLoop("last use of API keys", INTERVAL, this::write);
  private volatile boolean running;

  LastUses(ApiKeyStore keys, Transactions transactions, Clock clock) {
    this.keys = keys;
    this.transactions = transactions;
    this.clock = clock;
  }

  void note(ApiKey key) {
    times.put(new KeyRef(key.workspace(), key.id()), clock.instant());
  }

  Mono<Boolean> write() {
    var seen = Map.copyOf(times);
    if (seen.isEmpty()) {
      return Mono.just(false);
    }
    return transactions
        .asWorker(keys.used(seen))
        .then(Mono.fromRunnable(() -> seen.forEach(times::remove)))
        .thenReturn(false);
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
        .then(write())
        .timeout(INTERVAL)
        .onErrorComplete()
        .subscribe(done -> {}, failure -> callback.run(), callback);
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
