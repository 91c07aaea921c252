package io.tributary.kernel.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.outbox.OutboxStore.Backlog;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.WorkLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Depth of the outbox and age of its oldest event, by listener, measured every five seconds.
@Component
final class OutboxMetrics implements SmartLifecycle {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final OutboxStore store;
  private final Transactions transactions;
  private final List<String> listeners;
  private final WorkLoop loop = new WorkLoop("outbox metrics", INTERVAL, this::measure);
  private volatile Map<String, Backlog> backlog = Map.of();
  private volatile boolean running;

  OutboxMetrics(
      OutboxStore store,
      Transactions transactions,
      ListenerRegistry listeners,
      MeterRegistry meters) {
    this.store = store;
    this.transactions = transactions;
    this.listeners = listeners.all().stream().map(OutboxListener::name).toList();
    for (var name : this.listeners) {
      Gauge.builder("tributary.outbox.depth", () -> of(name).depth())
          .description("events that wait")
          .tag("listener", name)
          .register(meters);
      Gauge.builder("tributary.outbox.oldest", () -> of(name).oldestSeconds())
          .description("age of the oldest event that waits")
          .baseUnit("seconds")
          .tag("listener", name)
          .register(meters);
    }
  }

  private Backlog of(String listener) {
    return backlog.getOrDefault(listener, new Backlog(listener, 0, 0));
  }

  private Mono<Boolean> measure() {
    return transactions
        .asWorker(store.backlog(listeners).collectList())
        .doOnNext(this::remember)
        .thenReturn(false);
  }

  private void remember(List<Backlog> rows) {
    backlog = rows.stream().collect(Collectors.toUnmodifiableMap(Backlog::listener, row -> row));
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
