package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.workflows.application.port.out.executions.ExecutionQueue;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionQueue implements ExecutionQueue {
  private static final UUID BEGINNING = new UUID(0, 0);
  private static final double MILLIS = 1_000;

  private final DatabaseClient db;
  private final StoredExecutions rows;

  R2dbcExecutionQueue(DatabaseClient db, StoredExecutions rows) {
    this.db = db;
    this.rows = rows;
  }

  @Override
  public Mono<List<StoredExecution>> claim(Claim claim) {
    var after = claim.after();
    return db.sql(ClaimSql.CLAIM)
        .bind("owner", claim.owner())
        .bind("after", after == null ? BEGINNING : after)
        .bind("busy", claim.busy().toArray(UUID[]::new))
        .bind("rows", claim.limit())
        .map(rows::execution)
        .all()
        .collectList();
  }

  @Override
  public Mono<List<StoredExecution>> reclaim(UUID owner, List<ExecutionRef> refs) {
    return bind(db.sql(ClaimSql.RECLAIM), refs)
        .bind("owner", owner)
        .map(rows::execution)
        .all()
        .collectList();
  }

  /// What a lease that ran out is worth is for the next claim to say: until then it holds.
  @Override
  public Mono<List<StoredExecution>> hold(UUID owner, List<ExecutionRef> refs) {
    return bind(db.sql(ClaimSql.HOLD), refs)
        .bind("owner", owner)
        .map(rows::execution)
        .all()
        .collectList();
  }

  @Override
  public Mono<List<ExecutionRef>> extend(UUID owner, Duration lease, List<ExecutionRef> refs) {
    // a row that is locked is about to be written: it needs no longer lease
    return bind(
            db.sql(
                """
                WITH mine AS MATERIALIZED (
                  SELECT q.workspace_id, q.execution_id
                  FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
                  JOIN workflows.execution_queue q
                    ON q.workspace_id = i.workspace_id AND q.execution_id = i.id
                  WHERE q.lease_owner = :owner
                ), free AS MATERIALIZED (
                  SELECT q.workspace_id, q.execution_id
                  FROM mine m JOIN workflows.execution_queue q USING (workspace_id, execution_id)
                  WHERE q.lease_owner = :owner
                  FOR UPDATE OF q SKIP LOCKED
                ), extended AS (
                  UPDATE workflows.execution_queue q
                  SET lease_until = now() + make_interval(secs => :seconds)
                  FROM free f
                  WHERE q.workspace_id = f.workspace_id AND q.execution_id = f.execution_id)
                SELECT workspace_id, execution_id FROM mine
                """),
            refs)
        .bind("owner", owner)
        .bind("seconds", lease.toMillis() / MILLIS)
        .map(
            row ->
                new ExecutionRef(
                    required(row, "workspace_id", UUID.class),
                    required(row, "execution_id", UUID.class)))
        .all()
        .collectList();
  }

  @Override
  public Mono<Long> release(UUID owner, List<ExecutionRef> refs) {
    return bind(
            db.sql(
                """
                UPDATE workflows.execution_queue q
                SET due_at = now(), lease_owner = NULL, lease_until = NULL
                FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
                WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
                  AND q.lease_owner = :owner
                """),
            refs)
        .bind("owner", owner)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<Long> expire() {
    return db.sql(
            """
            WITH late AS MATERIALIZED (
              SELECT q.workspace_id, q.execution_id FROM workflows.execution_queue q
              WHERE q.lease_owner IS NOT NULL AND q.lease_until <= now() AND q.due_at > now()
              ORDER BY q.lease_until LIMIT 1000
              FOR UPDATE SKIP LOCKED)
            UPDATE workflows.execution_queue q SET due_at = now() FROM late l
            WHERE q.workspace_id = l.workspace_id AND q.execution_id = l.execution_id
            """)
        .fetch()
        .rowsUpdated();
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec sql, List<ExecutionRef> refs) {
    return sql.bind("workspaces", Columns.uuids(refs, ExecutionRef::workspaceId))
        .bind("ids", Columns.uuids(refs, ExecutionRef::id));
  }

  @Override
  public Mono<Duration> nextDue() {
    return db.sql(
            """
            SELECT (extract(epoch FROM due_at - now()) * 1000)::bigint AS millis
            FROM workflows.execution_queue WHERE due_at > now() AND due_at < 'infinity' ORDER BY due_at LIMIT 1
            """)
        .map(row -> Duration.ofMillis(required(row, "millis", Long.class)))
        .one();
  }

  @Override
  public Mono<Backlog> backlog() {
    return db.sql(
            """
            SELECT count(*) AS due,
                   coalesce(extract(epoch FROM now() - min(due_at)), 0)::float8 AS oldest_seconds
            FROM (
              SELECT due_at FROM workflows.execution_queue
              WHERE due_at <= now() ORDER BY due_at LIMIT 100000
            ) AS waiting
            """)
        .mapProperties(Backlog.class)
        .one();
  }
}
