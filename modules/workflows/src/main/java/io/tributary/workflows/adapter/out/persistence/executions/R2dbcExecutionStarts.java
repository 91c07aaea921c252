package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;
import static java.util.stream.Collectors.toSet;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionStarts implements ExecutionStarts {
  private final DatabaseClient db;

  R2dbcExecutionStarts(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<NewExecution>> take(List<NewExecution> rows) {
    var keyed = rows.stream().filter(row -> row.startKey() != null).toList();
    return keyed.isEmpty()
        ? Mono.just(rows)
        : insert(keyed)
            .map(
                fresh ->
                    rows.stream()
                        .filter(row -> row.startKey() == null || fresh.contains(row.id()))
                        .toList());
  }

  /// In the order of the keys, so that two that take the same ones never wait crosswise.
  private Mono<Set<UUID>> insert(List<NewExecution> rows) {
    return db.sql(
            """
            INSERT INTO workflows.execution_start
              (workspace_id, workflow_id, start_key, execution_id, fingerprint)
            SELECT workspace_id, workflow_id, start_key, id, fingerprint
            FROM unnest(:workspaces, :workflows, :keys, :ids, :fingerprints)
              AS i (workspace_id, workflow_id, start_key, id, fingerprint)
            ORDER BY workspace_id, workflow_id, start_key
            ON CONFLICT DO NOTHING
            RETURNING execution_id
            """)
        .bind("workspaces", Columns.uuids(rows, NewExecution::workspaceId))
        .bind("workflows", Columns.uuids(rows, NewExecution::workflowId))
        .bind("keys", Columns.texts(rows, NewExecution::startKey))
        .bind("ids", Columns.uuids(rows, NewExecution::id))
        .bind("fingerprints", Columns.texts(rows, NewExecution::fingerprint))
        .map(row -> required(row, "execution_id", UUID.class))
        .all()
        .collect(toSet());
  }

  @Override
  public Mono<Started> find(UUID workspaceId, UUID workflowId, String startKey) {
    return db.sql(
            """
            SELECT execution_id, fingerprint FROM workflows.execution_start
            WHERE workspace_id = :workspace AND workflow_id = :workflow AND start_key = :key
            """)
        .bind("workspace", workspaceId)
        .bind("workflow", workflowId)
        .bind("key", startKey)
        .map(
            row ->
                new Started(
                    required(row, "execution_id", UUID.class),
                    row.get("fingerprint", String.class)))
        .one();
  }

  @Override
  public Mono<Map<String, Started>> find(
      UUID workspaceId, UUID workflowId, List<String> startKeys) {
    // key by key, since the planner cannot know how few are meant
    return db.sql(
            """
            SELECT s.start_key, s.execution_id, s.fingerprint
            FROM unnest(:keys) AS k (start_key)
            CROSS JOIN LATERAL (
              SELECT s.start_key, s.execution_id, s.fingerprint FROM workflows.execution_start s
              WHERE s.workspace_id = :workspace AND s.workflow_id = :workflow
                AND s.start_key = k.start_key
              LIMIT 1) AS s
            """)
        .bind("workspace", workspaceId)
        .bind("workflow", workflowId)
        .bind("keys", startKeys.toArray(String[]::new))
        .map(
            row ->
                Map.entry(
                    required(row, "start_key", String.class),
                    new Started(
                        required(row, "execution_id", UUID.class),
                        row.get("fingerprint", String.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
