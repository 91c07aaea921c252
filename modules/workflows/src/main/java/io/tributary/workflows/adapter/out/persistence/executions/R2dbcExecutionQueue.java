package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
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
  private final JsonText json;

  R2dbcExecutionQueue(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<List<StoredExecution>> claim(Claim claim) {
    var after = claim.after();
    return db.sql(ClaimSql.CLAIM)
        .bind("after", after == null ? BEGINNING : after)
        .bind("busy", claim.busy().toArray(UUID[]::new))
        .bind("rows", claim.limit())
        .map(this::execution)
        .all()
        .collectList();
  }

  @Override
  public Mono<List<StoredExecution>> reclaim(List<ExecutionRef> refs) {
    return bind(db.sql(ClaimSql.RECLAIM), refs).map(this::execution).all().collectList();
  }

  @Override
  public Mono<List<ExecutionRef>> hold(UUID owner, List<StoredExecution> executions) {
    return bind(
            db.sql(
                """
                SELECT i.workspace_id, i.id
                FROM (
                  SELECT * FROM unnest(:workspaces, :ids, :versions)
                    AS i (workspace_id, id, version)
                  ORDER BY workspace_id, id) AS i
                CROSS JOIN LATERAL (
                  SELECT FROM workflows.execution_queue q
                  WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
                    AND q.lease_owner = :owner
                  LIMIT 1 FOR UPDATE) AS q
                CROSS JOIN LATERAL (
                  SELECT FROM workflows.execution e
                  WHERE e.workspace_id = i.workspace_id AND e.id = i.id AND e.version = i.version
                  LIMIT 1 FOR UPDATE) AS e
                """),
            executions.stream().map(StoredExecution::ref).toList())
        .bind("versions", Columns.ints(executions, StoredExecution::version))
        .bind("owner", owner)
        .map(
            row ->
                new ExecutionRef(
                    required(row, "workspace_id", UUID.class), required(row, "id", UUID.class)))
        .all()
        .collectList();
  }

  @Override
  public Mono<Long> extend(UUID owner, Duration lease, List<ExecutionRef> refs) {
    // a row that is locked is about to be written: it needs no longer lease
    return bind(
            db.sql(
                """
                WITH leased AS (
                  SELECT q.workspace_id, q.execution_id
                  FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
                  JOIN workflows.execution_queue q
                    ON q.workspace_id = i.workspace_id AND q.execution_id = i.id
                  WHERE q.lease_owner = :owner
                  FOR UPDATE OF q SKIP LOCKED)
                UPDATE workflows.execution_queue q
                SET due_at = now() + make_interval(secs => :seconds)
                FROM leased l
                WHERE q.workspace_id = l.workspace_id AND q.execution_id = l.execution_id
                """),
            refs)
        .bind("owner", owner)
        .bind("seconds", lease.toMillis() / MILLIS)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<Long> release(UUID owner, List<ExecutionRef> refs) {
    return bind(
            db.sql(
                """
                UPDATE workflows.execution_queue q SET due_at = now(), lease_owner = NULL
                FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
                WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
                  AND q.lease_owner = :owner
                """),
            refs)
        .bind("owner", owner)
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
            FROM workflows.execution_queue WHERE due_at > now() ORDER BY due_at LIMIT 1
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

  private StoredExecution execution(Readable row) {
    return new StoredExecution(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_version", Integer.class),
        ExecutionStatus.valueOf(required(row, "status", String.class)),
        row.get("lead_id", UUID.class),
        json.read(required(row, "state", String.class), ExecutionState.class),
        required(row, "version", Integer.class),
        required(row, "created_at", Instant.class),
        row.get("started_at", Instant.class),
        required(row, "interrupted", Boolean.class),
        required(row, "by_turn", Boolean.class));
  }
}
