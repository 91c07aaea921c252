package io.tributary.workspaces.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;
import io.tributary.workspaces.application.port.out.QuotaStore;
import io.tributary.workspaces.domain.Quota;
import io.tributary.workspaces.domain.QuotaUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcQuotaStore implements QuotaStore {
  static final String LOCK =
      """
      INSERT INTO workspaces.quota_usage AS u (workspace_id, key, period, starts_on, used)
      SELECT c.workspace_id, c.key, c.period, c.starts_on, 0
      FROM unnest(:workspaces, :keys, :periods, :starts) AS c (workspace_id, key, period, starts_on)
      ORDER BY c.workspace_id, c.key, c.period, c.starts_on
      ON CONFLICT (workspace_id, key, period, starts_on) DO UPDATE SET used = u.used
      RETURNING u.workspace_id, u.key, u.period, u.starts_on, u.used,
        (SELECT q.units FROM workspaces.quota q
         WHERE q.workspace_id = u.workspace_id AND q.key = u.key AND q.period = u.period) AS units
      """;
  static final String WRITE =
      """
      UPDATE workspaces.quota_usage u SET used = c.used
      FROM unnest(:workspaces, :keys, :periods, :starts, :used)
        AS c (workspace_id, key, period, starts_on, used)
      WHERE u.workspace_id = c.workspace_id AND u.key = c.key AND u.period = c.period
        AND u.starts_on = c.starts_on
      """;

  private final DatabaseClient db;

  R2dbcQuotaStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Map<QuotaKey, Quota>> find(WorkspaceId workspace) {
    return db.sql("SELECT key, units, period FROM workspaces.quota WHERE workspace_id = :workspace")
        .bind("workspace", workspace.value())
        .map(R2dbcQuotaStore::quota)
        .all()
        .flatMapIterable(known -> known.stream().toList())
        .collectMap(Quota::key);
  }

  @Override
  public Mono<List<QuotaUsage>> usages(WorkspaceId workspace, Instant now) {
    var periods = QuotaPeriod.values();
    return db.sql(
            """
            SELECT q.key, q.units, q.period, p.starts_on, coalesce(u.used, 0) AS used
            FROM workspaces.quota q
            JOIN unnest(:periods, :starts) AS p (period, starts_on) ON p.period = q.period
            LEFT JOIN workspaces.quota_usage u
              ON u.workspace_id = q.workspace_id AND u.key = q.key AND u.period = q.period
                AND u.starts_on = p.starts_on
            WHERE q.workspace_id = :workspace ORDER BY q.key
            """)
        .bind("periods", Stream.of(periods).map(QuotaPeriod::name).toArray(String[]::new))
        .bind("starts", Stream.of(periods).map(p -> p.startOf(now)).toArray(LocalDate[]::new))
        .bind("workspace", workspace.value())
        .map(row -> quota(row).map(quota -> usage(row, quota)))
        .all()
        .flatMapIterable(known -> known.stream().toList())
        .collectList();
  }

  @Override
  public Mono<Boolean> put(WorkspaceId workspace, Quota quota, Instant at) {
    return db.sql(
            """
            INSERT INTO workspaces.quota (workspace_id, key, units, period, set_at)
            SELECT w.workspace_id, :key, :units, :period, :at FROM workspaces.workspace w
            WHERE w.workspace_id = :workspace
            ON CONFLICT (workspace_id, key) DO UPDATE
            SET units = excluded.units, period = excluded.period, set_at = excluded.set_at
            """)
        .bind("key", quota.key().text())
        .bind("units", quota.limit())
        .bind("period", quota.period().name())
        .bind("at", at)
        .bind("workspace", workspace.value())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<Boolean> delete(WorkspaceId workspace, QuotaKey key) {
    return db.sql("DELETE FROM workspaces.quota WHERE workspace_id = :workspace AND key = :key")
        .bind("workspace", workspace.value())
        .bind("key", key.text())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<Map<CounterRef, Counter>> lock(List<CounterRef> counters) {
    return bind(db.sql(LOCK), counters)
        .map(
            row ->
                Map.entry(
                    counterRef(row),
                    new Counter(required(row, "used", Long.class), row.get("units", Long.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<Void> write(Map<CounterRef, Long> used) {
    var counters = List.copyOf(used.keySet());
    return bind(db.sql(WRITE), counters)
        .bind("used", counters.stream().map(used::get).toArray(Long[]::new))
        .then();
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec statement, List<CounterRef> counters) {
    return statement
        .bind(
            "workspaces",
            counters.stream().map(counter -> counter.workspace().value()).toArray(UUID[]::new))
        .bind("keys", counters.stream().map(counter -> counter.key().text()).toArray(String[]::new))
        .bind(
            "periods",
            counters.stream().map(counter -> counter.period().name()).toArray(String[]::new))
        .bind("starts", counters.stream().map(CounterRef::start).toArray(LocalDate[]::new));
  }

  /// Empty if a newer version has a key that this one does not know.
  private static Optional<Quota> quota(Readable row) {
    return QuotaKey.of(required(row, "key", String.class))
        .map(key -> new Quota(key, required(row, "units", Long.class), period(row)));
  }

  private static QuotaUsage usage(Readable row, Quota quota) {
    return new QuotaUsage(
        quota, required(row, "starts_on", LocalDate.class), required(row, "used", Long.class));
  }

  private static CounterRef counterRef(Readable row) {
    return new CounterRef(
        new WorkspaceId(required(row, "workspace_id", UUID.class)),
        QuotaKey.of(required(row, "key", String.class)).orElseThrow(),
        period(row),
        required(row, "starts_on", LocalDate.class));
  }

  private static QuotaPeriod period(Readable row) {
    return QuotaPeriod.valueOf(required(row, "period", String.class));
  }
}
