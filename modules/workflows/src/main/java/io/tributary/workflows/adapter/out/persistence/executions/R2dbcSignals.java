package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.SignalStore;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSignals implements SignalStore {
  private final DatabaseClient db;
  private final JsonText json;

  R2dbcSignals(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Set<ExecutionRef>> append(List<Message> messages) {
    // locked in one order, so that two that append never wait for each other crosswise; the queue
    // is read row by row, since the planner cannot know how few are meant
    return db.sql(
            """
            WITH sent AS MATERIALIZED (
              SELECT i.workspace_id, i.execution_id, jsonb_agg(i.signal::jsonb ORDER BY i.n) AS signals
              FROM unnest(:workspaces, :executions, :signals) WITH ORDINALITY
                AS i (workspace_id, execution_id, signal, n)
              GROUP BY i.workspace_id, i.execution_id
            ), held AS MATERIALIZED (
              SELECT s.workspace_id, s.execution_id, s.signals
              FROM (SELECT * FROM sent ORDER BY workspace_id, execution_id) AS s
              CROSS JOIN LATERAL (
                SELECT FROM workflows.execution_queue q
                WHERE q.workspace_id = s.workspace_id AND q.execution_id = s.execution_id
                LIMIT 1 FOR UPDATE) AS q
            )
            UPDATE workflows.execution_queue q
            SET signals = coalesce(q.signals, '[]') || h.signals, due_at = least(q.due_at, now())
            FROM held h
            WHERE q.workspace_id = h.workspace_id AND q.execution_id = h.execution_id
            RETURNING q.workspace_id, q.execution_id
            """)
        .bind("workspaces", Columns.uuids(messages, message -> message.execution().workspaceId()))
        .bind("executions", Columns.uuids(messages, message -> message.execution().id()))
        .bind("signals", Columns.texts(messages, message -> json.write(message.signal())))
        .map(
            row ->
                new ExecutionRef(
                    required(row, "workspace_id", UUID.class),
                    required(row, "execution_id", UUID.class)))
        .all()
        .collect(toUnmodifiableSet());
  }
}
