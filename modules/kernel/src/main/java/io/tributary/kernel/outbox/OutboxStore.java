package io.tributary.kernel.outbox;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.sql.Rows;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class OutboxStore {
  private static final int MAX_ERROR_CHARS = 2_000;

  private final DatabaseClient db;

  OutboxStore(DatabaseClient db) {
    this.db = db;
  }

  record NewRow(UUID workspaceId, UUID id, String listener, String eventType, String payload) {}

  Mono<Void> insert(List<NewRow> rows) {
    return db.sql(
            """
            INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload)
            SELECT * FROM unnest(:workspaces, :ids, :listeners, :types, :payloads)
            """)
        .bind("workspaces", rows.stream().map(NewRow::workspaceId).toArray(UUID[]::new))
        .bind("ids", rows.stream().map(NewRow::id).toArray(UUID[]::new))
        .bind("listeners", rows.stream().map(NewRow::listener).toArray(String[]::new))
        .bind("types", rows.stream().map(NewRow::eventType).toArray(String[]::new))
        .bind("payloads", rows.stream().map(NewRow::payload).toArray(String[]::new))
        .then();
  }

  /// Locks what is due, oldest first, passing over what another node holds.
  Flux<OutboxRow> claim(String listener, int limit) {
    return db.sql(
            """
            SELECT workspace_id, id, payload, attempts FROM kernel.outbox
            WHERE listener = :listener AND available_at <= now()
            ORDER BY available_at, id LIMIT :rows FOR UPDATE SKIP LOCKED
            """)
        .bind("listener", listener)
        .bind("rows", limit)
        .map(OutboxStore::row)
        .all();
  }

  /// Locks those of `rows` that are still there and nobody else holds.
  Flux<OutboxRow> reclaim(List<OutboxRow> rows) {
    return db.sql(
            """
            SELECT o.workspace_id, o.id, o.payload, o.attempts
            FROM unnest(:workspaces, :ids) AS wanted (workspace_id, id)
            JOIN kernel.outbox o USING (workspace_id, id)
            ORDER BY o.available_at, o.id FOR UPDATE OF o SKIP LOCKED
            """)
        .bind("workspaces", OutboxRow.workspaces(rows))
        .bind("ids", OutboxRow.ids(rows))
        .map(OutboxStore::row)
        .all();
  }

  Mono<Long> delete(List<OutboxRow> rows) {
    return db.sql(
            """
            DELETE FROM kernel.outbox o USING unnest(:workspaces, :ids) AS done (workspace_id, id)
            WHERE o.workspace_id = done.workspace_id AND o.id = done.id
            """)
        .bind("workspaces", OutboxRow.workspaces(rows))
        .bind("ids", OutboxRow.ids(rows))
        .fetch()
        .rowsUpdated();
  }

  Mono<Long> postpone(OutboxRow row, Duration delay, String error) {
    return db.sql(
            """
            UPDATE kernel.outbox
            SET attempts = attempts + 1, last_error = :error,
                available_at = now() + make_interval(secs => :seconds)
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("error", shortened(error))
        .bind("seconds", delay.toMillis() / 1000.0)
        .bind("workspace", row.workspaceId())
        .bind("id", row.id())
        .fetch()
        .rowsUpdated();
  }

  Mono<Long> bury(OutboxRow row, String error) {
    return db.sql(
            """
            WITH dead AS (
              DELETE FROM kernel.outbox WHERE workspace_id = :workspace AND id = :id RETURNING *
            )
            INSERT INTO kernel.dead_letter
              (workspace_id, id, listener, event_type, payload, attempts, error, created_at)
            SELECT workspace_id, id, listener, event_type, payload, attempts + 1, :error, created_at FROM dead
            """)
        .bind("workspace", row.workspaceId())
        .bind("id", row.id())
        .bind("error", shortened(error))
        .fetch()
        .rowsUpdated();
  }

  /// Depth is counted up to 100,000, so that looking at a long queue does not lengthen it.
  Flux<Backlog> backlog() {
    return db.sql(
            """
            SELECT listener, count(*) AS depth,
                   coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest_seconds
            FROM (SELECT listener, created_at FROM kernel.outbox LIMIT 100000) AS waiting
            GROUP BY listener
            """)
        .mapProperties(Backlog.class)
        .all();
  }

  record Backlog(String listener, long depth, double oldestSeconds) {}

  private static OutboxRow row(Readable row) {
    return new OutboxRow(
        Rows.required(row, "workspace_id", UUID.class),
        Rows.required(row, "id", UUID.class),
        Rows.required(row, "payload", String.class),
        Rows.required(row, "attempts", Integer.class));
  }

  private static String shortened(String error) {
    var clean = error.replace("\0", "");
    return clean.length() <= MAX_ERROR_CHARS ? clean : clean.substring(0, MAX_ERROR_CHARS);
  }
}
