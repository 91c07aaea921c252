package io.tributary.kernel.outbox;

import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class StoredDeadLetters implements DeadLetters {
  private static final UUID LAST = new UUID(-1L, -1L);
  private static final int MAX_REQUEUED = 1_000;

  private final DatabaseClient db;
  private final Transactions transactions;
  private final Cursors cursors;
  private final OutboxDispatcher dispatcher;
  private final ClusterSignals signals;

  StoredDeadLetters(
      DatabaseClient db,
      Transactions transactions,
      Cursors cursors,
      OutboxDispatcher dispatcher,
      ClusterSignals signals) {
    this.db = db;
    this.transactions = transactions;
    this.cursors = cursors;
    this.dispatcher = dispatcher;
    this.signals = signals;
  }

  @Override
  public Mono<Page<DeadLetter>> list(@Nullable String listener, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "dead-letters:" + listener;
          var after = cursors.decodeId(scope, page.cursor());
          var query =
              db.sql(
                      """
                      SELECT id, workspace_id, listener, event_type, payload, attempts, error, created_at, died_at
                      FROM kernel.dead_letter
                      WHERE id < :after AND (:listener = '' OR listener = :listener)
                      ORDER BY id DESC LIMIT :rows
                      """)
                  .bind("after", after == null ? LAST : after)
                  .bind("listener", listener == null ? "" : listener)
                  .bind("rows", page.rows())
                  .mapProperties(DeadLetter.class)
                  .all();
          return transactions
              .asWorker(query.collectList())
              .map(rows -> Page.of(rows, page.limit(), row -> cursors.encodeId(scope, row.id())));
        });
  }

  @Override
  public Mono<Void> requeue(UUID id) {
    return transactions
        .asWorker(revive("id = :id", "id", id))
        .flatMap(count -> count == 0 ? Mono.error(new NotFound("dead letter")) : Mono.empty());
  }

  @Override
  public Mono<Long> requeueAll(String listener) {
    return transactions.asWorker(revive("listener = :listener", "listener", listener));
  }

  /// @param condition a literal of this class
  private Mono<Long> revive(String condition, String name, Object value) {
    return db.sql(
            """
            WITH chosen AS (
              SELECT workspace_id, id FROM kernel.dead_letter WHERE %s
              ORDER BY id LIMIT %d FOR UPDATE SKIP LOCKED
            ), revived AS (
              DELETE FROM kernel.dead_letter d USING chosen c
              WHERE d.workspace_id = c.workspace_id AND d.id = c.id RETURNING d.*
            )
            INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload, created_at)
            SELECT workspace_id, id, listener, event_type, payload, created_at FROM revived
            RETURNING listener
            """
                .formatted(condition, MAX_REQUEUED))
        .bind(name, value)
        .mapValue(String.class)
        .all()
        .collectList()
        .doOnNext(listeners -> listeners.stream().distinct().forEach(this::wake))
        .map(listeners -> (long) listeners.size());
  }

  private void wake(String listener) {
    dispatcher.wake(listener);
    signals.publish(TransactionalOutbox.TOPIC, listener);
  }
}
