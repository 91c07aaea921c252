package io.tributary.kernel.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.tributary.kernel.work.WorkLoop;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Notices a pool that only looks idle: every ten seconds one query must come back through each
/// pool that has room.
@Component
final class PoolWatchdog implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PoolWatchdog.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Map<String, ConnectionPool> pools;
  private final MeterRegistry meters;
  private final WorkLoop loop = new WorkLoop("pool watchdog", INTERVAL, this::probe);
  private volatile boolean running;

  PoolWatchdog(Map<String, ConnectionPool> pools, MeterRegistry meters) {
    this.pools = pools;
    this.meters = meters;
    pools.forEach(this::measure);
  }

  private void measure(String name, ConnectionPool pool) {
    pool.getMetrics()
        .ifPresent(
            metrics -> {
              meters.gauge("tributary.pool.acquired", tag(name), metrics, m -> m.acquiredSize());
              meters.gauge("tributary.pool.idle", tag(name), metrics, m -> m.idleSize());
              meters.gauge(
                  "tributary.pool.waiting", tag(name), metrics, m -> m.pendingAcquireSize());
            });
  }

  private Mono<Boolean> probe() {
    return Flux.fromIterable(pools.entrySet())
        .flatMap(pool -> probe(pool.getKey(), pool.getValue()))
        .then(Mono.just(false));
  }

  private Mono<Void> probe(String name, ConnectionPool pool) {
    var busy =
        pool.getMetrics().map(m -> m.acquiredSize() >= m.getMaxAllocatedSize()).orElse(false);
    if (busy) {
      return Mono.empty();
    }
    return Mono.usingWhen(pool.create(), PoolWatchdog::select, Connection::close)
        .timeout(LIMIT)
        .onErrorResume(failure -> alarm(name, failure));
  }

  private static Mono<Void> select(Connection connection) {
    return Flux.from(connection.createStatement("SELECT 1").execute())
        .flatMap(Result::getRowsUpdated)
        .then();
  }

  private Mono<Void> alarm(String name, Throwable failure) {
    meters.counter("tributary.pool.probe.failed", tag(name)).increment();
    log.warn("pool {}: a probe did not come back: {}", name, failure.toString());
    return Mono.empty();
  }

  private static io.micrometer.core.instrument.Tags tag(String pool) {
    return io.micrometer.core.instrument.Tags.of("pool", pool);
  }

  @Override
  public void start() {
    loop.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    loop.stop().subscribe();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
