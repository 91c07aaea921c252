package io.tributary.kernel.signals;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.retry.Retry;

/// One connection outside the pools listens and, every few milliseconds, tells what has gathered.
/// It is checked every five seconds, since a broken connection that only listens would never
/// notice.
@Component
final class PostgresSignals implements ClusterSignals, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(PostgresSignals.class);
  private static final String CHANNEL = "tributary";
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration CHECK = Duration.ofSeconds(5);
  private static final String SEPARATOR = "\u001f";

  private final PostgresqlConnectionFactory connections;
  private final DatabaseClient db;
  private final String node = UUID.randomUUID().toString();
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private volatile @Nullable Disposable running;

  PostgresSignals(PostgresqlConnectionFactory connections, DatabaseClient db) {
    this.connections = connections;
    this.db = db;
  }

  @Override
  public void publish(String topic, String payload) {
    pending.add(topic + SEPARATOR + payload);
  }

  @Override
  public Mono<Void> publishOnCommit(String topic, String payload) {
    return db.sql("SELECT pg_notify('" + CHANNEL + "', :message)")
        .bind("message", String.join(SEPARATOR, node, topic, payload))
        .fetch()
        .rowsUpdated()
        .then();
  }

  @Override
  public void subscribe(String topic, Consumer<String> onSignal, Runnable onGap) {
    subscriptions.add(new Subscription(topic, onSignal, onGap));
  }

  @Override
  public void start() {
    running =
        Mono.usingWhen(
                connections.create(),
                this::listenAndTell,
                connection -> connection.close().onErrorComplete())
            .doOnError(
                failure ->
                    log.warn(
                        "signals: connection lost, polling until it is back: {}",
                        failure.toString()))
            .retryWhen(
                Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                    .maxBackoff(Duration.ofSeconds(5)))
            .subscribe();
  }

  private Mono<Void> listenAndTell(PostgresqlConnection connection) {
    var hear = connection.getNotifications().doOnNext(this::deliver).then(broken());
    var tell =
        Flux.interval(GATHER)
            .onBackpressureDrop()
            .concatMap(tick -> tell(connection), 1)
            .then(broken());
    var check =
        Flux.interval(CHECK)
            .onBackpressureDrop()
            .concatMap(tick -> execute(connection, "SELECT 1").timeout(CHECK), 1)
            .then(broken());
    return execute(connection, "LISTEN " + CHANNEL)
        .doOnSuccess(listening -> subscriptions.forEach(subscription -> subscription.onGap().run()))
        .then(Mono.firstWithSignal(hear, tell, check));
  }

  private static Mono<Void> broken() {
    return Mono.error(new IllegalStateException("the connection for signals ended"));
  }

  private Mono<Void> tell(PostgresqlConnection connection) {
    var signals = List.copyOf(pending);
    if (signals.isEmpty()) {
      return Mono.empty();
    }
    signals.forEach(pending::remove);
    var messages = signals.stream().map(signal -> node + SEPARATOR + signal).toArray(String[]::new);
    return connection
        .createStatement(
            "SELECT pg_notify('" + CHANNEL + "', message) FROM unnest($1::text[]) AS message")
        .bind("$1", messages)
        .execute()
        .flatMap(PostgresqlResult::getRowsUpdated)
        .then()
        // others keep what they read until they hear of it: told by the next connection
        .doFinally(
            end -> {
              if (end != SignalType.ON_COMPLETE) {
                pending.addAll(signals);
              }
            });
  }

  private static Mono<Void> execute(PostgresqlConnection connection, String sql) {
    return connection
        .createStatement(sql)
        .execute()
        .flatMap(PostgresqlResult::getRowsUpdated)
        .then();
  }

  private void deliver(Notification notification) {
    var parameter = notification.getParameter();
    var parts = parameter == null ? new String[0] : parameter.split(SEPARATOR, 3);
    if (parts.length < 3 || parts[0].equals(node)) {
      return;
    }
    for (var subscription : subscriptions) {
      if (subscription.topic().equals(parts[1])) {
        subscription.onSignal().accept(parts[2]);
      }
    }
  }

  @Override
  public void stop() {
    var current = running;
    if (current != null) {
      current.dispose();
    }
    running = null;
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  private record Subscription(String topic, Consumer<String> onSignal, Runnable onGap) {}
}
