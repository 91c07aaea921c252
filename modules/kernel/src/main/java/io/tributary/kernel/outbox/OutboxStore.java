package io.tributary.kernel.outbox;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.outbox.ClaimWindow.Look;
import io.tributary.kernel.sql.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class OutboxStore {
  private static final int MAX_ERROR_CHARS = 2_000;

  /// Locked first, so that nobody waits; the sum then bounds what is taken and transferred.
  static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT ctid AS place, available_at, id, events FROM kernel.outbox
        WHERE listener = :listener AND available_at >= :from AND available_at <= now()
        ORDER BY available_at, id LIMIT :rows FOR UPDATE SKIP LOCKED
      ), summed AS (
        SELECT place, events, sum(events) OVER (ORDER BY available_at, id) AS total FROM due
      ), taken AS (
        DELETE FROM kernel.outbox
        WHERE ctid = ANY (ARRAY(SELECT place FROM summed WHERE total <= :events OR total = events))
        RETURNING workspace_id, id, event_type, payload, attempts, available_at
      )
      SELECT workspace_id, id, event_type, payload, attempts, available_at, (SELECT count(*) FROM due) AS found
      FROM taken ORDER BY available_at, id
      """;

  private static final String RECLAIM =
      """
      WITH wanted AS MATERIALIZED (
        SELECT o.ctid AS place
        FROM unnest(:workspaces, :ids) AS wanted (workspace_id, id)
        JOIN kernel.outbox o USING (workspace_id, id)
        FOR UPDATE OF o SKIP LOCKED
      ), taken AS (
        DELETE FROM kernel.outbox WHERE ctid = ANY (ARRAY(SELECT place FROM wanted))
        RETURNING workspace_id, id, event_type, payload, attempts, available_at
      )
      SELECT workspace_id, id, event_type, payload, attempts FROM taken ORDER BY available_at, id
      """;

  static final String BACKLOG =
      """
      SELECT name AS listener, coalesce(sum(waiting.events), 0) AS depth,
             coalesce(extract(epoch FROM now() - min(waiting.created_at)), 0)::float8 AS oldest_seconds
      FROM unnest(:listeners) AS name LEFT JOIN LATERAL (
        SELECT events, created_at FROM kernel.outbox WHERE listener = name
        ORDER BY available_at, id LIMIT 100000
      ) AS waiting ON true
      GROUP BY name
      """;

  private final DatabaseClient db;

  OutboxStore(DatabaseClient db) {
    this.db = db;
  }

  /// @param events how many there are
  /// @param payload the events as an `OutboxRow` has them
  record NewRow(
      UUID workspaceId, UUID id, String listener, String eventType, int events, String payload) {}

  Mono<Void> insert(List<NewRow> rows) {
    return db.sql(
            """
            INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, events, payload)
            SELECT * FROM unnest(:workspaces, :ids, :listeners, :types, :events, :payloads)
            """)
        .bind("workspaces", rows.stream().map(NewRow::workspaceId).toArray(UUID[]::new))
        .bind("ids", rows.stream().map(NewRow::id).toArray(UUID[]::new))
        .bind("listeners", rows.stream().map(NewRow::listener).toArray(String[]::new))
        .bind("types", rows.stream().map(NewRow::eventType).toArray(String[]::new))
        .bind("events", rows.stream().map(NewRow::events).toArray(Integer[]::new))
        .bind("payloads", rows.stream().map(NewRow::payload).toArray(String[]::new))
        .then();
  }

  /// Takes what is due, oldest first, passing over what another node holds: the rows are gone with
  /// the commit, and back after a rollback.
  Mono<Claim> claim(String listener, Look look) {
    return db.sql(CLAIM)
        .bind("listener", listener)
        .bind("from", look.from())
        .bind("rows", look.rows())
        .bind("events", look.events())
        .map(OutboxStore::taken)
        .all()
        .collectList()
        .map(OutboxStore::claimOf);
  }

  /// Takes those of `rows` that are still there and nobody else holds.
  Mono<List<OutboxRow>> reclaim(List<OutboxRow> rows) {
    return db.sql(RECLAIM)
        .bind("workspaces", OutboxRow.workspaces(rows))
        .bind("ids", OutboxRow.ids(rows))
        .map(OutboxStore::row)
        .all()
        .collectList();
  }

  /// Replaces a row by its halves; does nothing if it has changed.
  Mono<Long> split(OutboxRow whole, List<OutboxRow> halves) {
    var head = halves.getFirst();
    var tail = halves.getLast();
    return db.sql(
            """
            WITH head AS (
              UPDATE kernel.outbox SET events = :headEvents, payload = :headPayload
              WHERE workspace_id = :workspace AND id = :id AND payload = :payload
              RETURNING *
            )
            INSERT INTO kernel.outbox
              (workspace_id, id, listener, event_type, events, payload, created_at, available_at)
            SELECT workspace_id, :tailId, listener, event_type, :tailEvents, :tailPayload,
                   created_at, available_at
            FROM head
            """)
        .bind("workspace", whole.workspaceId())
        .bind("id", whole.id())
        .bind("payload", whole.payload())
        .bind("headEvents", head.events().size())
        .bind("headPayload", head.payload())
        .bind("tailId", tail.id())
        .bind("tailEvents", tail.events().size())
        .bind("tailPayload", tail.payload())
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

  /// Depth is counted in up to 100,000 rows of each listener, so that looking at a long queue does
  /// not lengthen it; and by the index, since the table is dead rows for the most part.
  Flux<Backlog> backlog(List<String> listeners) {
    return db.sql(BACKLOG)
        .bind("listeners", listeners.toArray(String[]::new))
        .mapProperties(Backlog.class)
        .all();
  }

  /// For how long the first event of these listeners has been due; one look at the index for each.
  Mono<Duration> lag(List<String> listeners) {
    return db.sql(
            """
            SELECT coalesce(max(extract(epoch FROM now() - first.available_at)), 0)::float8
            FROM unnest(:listeners) AS name CROSS JOIN LATERAL (
              SELECT available_at FROM kernel.outbox WHERE listener = name AND available_at <= now()
              ORDER BY available_at, id LIMIT 1
            ) AS first
            """)
        .bind("listeners", listeners.toArray(String[]::new))
        .mapValue(Double.class)
        .one()
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
  }

  record Backlog(String listener, long depth, double oldestSeconds) {}

  /// @param rows oldest first
  /// @param lastDue when the last of them was due; the beginning of time if there is none
  /// @param found how many were due and free, of as many as were looked at
  record Claim(List<OutboxRow> rows, Instant lastDue, long found) {}

  private record Taken(OutboxRow row, Instant due, long found) {}

  private static Claim claimOf(List<Taken> taken) {
    return taken.isEmpty()
        ? new Claim(List.of(), Instant.EPOCH, 0)
        : new Claim(
            taken.stream().map(Taken::row).toList(),
            taken.getLast().due(),
            taken.getLast().found());
  }

  private static Taken taken(Readable row) {
    return new Taken(
        row(row),
        Rows.required(row, "available_at", Instant.class),
        Rows.required(row, "found", Long.class));
  }

  private static OutboxRow row(Readable row) {
    return new OutboxRow(
        Rows.required(row, "workspace_id", UUID.class),
        Rows.required(row, "id", UUID.class),
        Rows.required(row, "event_type", String.class),
        Rows.required(row, "payload", String.class),
        Rows.required(row, "attempts", Integer.class));
  }

  private static String shortened(String error) {
    var clean = error.replace("\0", "");
    return clean.length() <= MAX_ERROR_CHARS ? clean : clean.substring(0, MAX_ERROR_CHARS);
  }
}
