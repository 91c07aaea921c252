package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.workflows.application.port.out.executions.DebounceStore;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcDebounces implements DebounceStore {
  private static final double MILLIS = 1_000;

  private final DatabaseClient db;

  R2dbcDebounces(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<Noted>> note(List<Debounced> starts) {
    // in one order, so that two that note never wait for each other crosswise
    return db.sql(
            """
            WITH i AS MATERIALIZED (
              SELECT * FROM unnest(:workspaces, :workflows, :leads, :executions, :windows)
                AS i (workspace_id, workflow_id, lead_id, execution_id, seconds)
            ), noted AS (
              INSERT INTO workflows.debounced_start AS d
                (workspace_id, workflow_id, lead_id, execution_id, former_id, first_at, due_at)
              SELECT workspace_id, workflow_id, lead_id, execution_id, NULL, now(),
                     now() + make_interval(secs => seconds)
              FROM i ORDER BY workspace_id, workflow_id, lead_id
              ON CONFLICT (workspace_id, workflow_id, lead_id) DO UPDATE
              SET execution_id = excluded.execution_id,
                  former_id = CASE WHEN d.due_at > now() THEN d.execution_id END,
                  first_at = CASE WHEN d.due_at > now() THEN d.first_at ELSE now() END,
                  due_at = CASE WHEN d.due_at > now()
                    THEN least(excluded.due_at, d.first_at + 10 * (excluded.due_at - now()))
                    ELSE excluded.due_at END
              RETURNING d.workspace_id, d.execution_id, d.former_id, d.due_at
            )
            SELECT n.workspace_id, n.execution_id, n.former_id,
                   greatest(0, extract(epoch FROM n.due_at - now()) * 1000)::bigint AS millis,
                   n.due_at < now() + make_interval(secs => i.seconds) AS shortened
            FROM noted n
            JOIN i ON i.workspace_id = n.workspace_id AND i.execution_id = n.execution_id
            """)
        .bind("workspaces", Columns.uuids(starts, start -> start.execution().workspaceId()))
        .bind("workflows", Columns.uuids(starts, Debounced::workflowId))
        .bind("leads", Columns.uuids(starts, Debounced::leadId))
        .bind("executions", Columns.uuids(starts, start -> start.execution().id()))
        .bind("windows", Columns.numbers(starts, start -> start.window().toMillis() / MILLIS))
        .map(R2dbcDebounces::noted)
        .all()
        .collectList();
  }

  private static Noted noted(Readable row) {
    return new Noted(
        new ExecutionRef(
            required(row, "workspace_id", UUID.class), required(row, "execution_id", UUID.class)),
        row.get("former_id", UUID.class),
        Duration.ofMillis(required(row, "millis", Long.class)),
        required(row, "shortened", Boolean.class));
  }

  @Override
  public Mono<Void> delay(List<Noted> starts) {
    return db.sql(
            """
            UPDATE workflows.execution_queue q SET due_at = now() + make_interval(secs => i.seconds)
            FROM unnest(:workspaces, :ids, :seconds) AS i (workspace_id, id, seconds)
            WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
            """)
        .bind("workspaces", Columns.uuids(starts, start -> start.execution().workspaceId()))
        .bind("ids", Columns.uuids(starts, start -> start.execution().id()))
        .bind("seconds", Columns.numbers(starts, start -> start.due().toMillis() / MILLIS))
        .then();
  }

  @Override
  public Mono<Long> sweep(int rows) {
    return db.sql(
            """
            WITH old AS MATERIALIZED (
              SELECT workspace_id, workflow_id, lead_id FROM workflows.debounced_start
              WHERE due_at < now() - interval '1 hour'
              LIMIT :rows FOR UPDATE SKIP LOCKED)
            DELETE FROM workflows.debounced_start d USING old o
            WHERE d.workspace_id = o.workspace_id AND d.workflow_id = o.workflow_id
              AND d.lead_id = o.lead_id
            """)
        .bind("rows", rows)
        .fetch()
        .rowsUpdated();
  }
}
