package io.tributary.kernel.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.Crowd;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/// Starts and stops a worker for each listener.
@Component
final class OutboxDispatcher implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutboxDispatcher.class);

  private final Map<String, ListenerWorker<?>> workers = new LinkedHashMap<>();
  private final OutboxProperties properties;
  private volatile boolean running;

  OutboxDispatcher(
      ListenerRegistry listeners,
      OutboxStore store,
      Transactions transactions,
      IdGenerator ids,
      JsonText json,
      RecentEvents recent,
      OutboxProperties properties,
      MeterRegistry meters,
      ClusterSignals signals,
      Crowd crowd) {
    this.properties = properties;
    for (var listener : listeners.all()) {
      workers.put(
          listener.name(),
          new ListenerWorker<>(
              listener, store, transactions, ids, json, recent, properties, meters, crowd));
    }
    signals.subscribe(
        TransactionalOutbox.TOPIC, this::wake, () -> workers.keySet().forEach(this::wake));
  }

  void wake(String listener) {
    var worker = workers.get(listener);
    if (worker != null && running) {
      worker.wake();
    }
  }

  @Override
  public void start() {
    if (properties.enabled()) {
      workers.values().forEach(ListenerWorker::start);
      running = true;
    }
  }

  @Override
  public void stop(Runnable callback) {
    running = false;
    Flux.fromIterable(workers.values())
        .flatMap(ListenerWorker::stop)
        .then()
        .timeout(properties.stopTimeout())
        .doOnError(
            late ->
                log.warn("outbox: stopping although a batch still runs; it will be handled again"))
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

  /// Later than the web server stops, earlier than the pools close.
  @Override
  public int getPhase() {
    return 0;
  }
}
