package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Position;
import io.tributary.workflows.application.port.out.executions.ExecutionChanges;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionChanges implements ExecutionChanges {
  private final DatabaseClient db;
  private final ExecutionViews views;

  R2dbcExecutionChanges(DatabaseClient db, ExecutionViews views) {
    this.db = db;
    this.views = views;
  }

  @Override
  public Mono<Head> head(WorkspaceId workspace, UUID executionId) {
    return db.sql(
            """
            SELECT %s, e.version FROM workflows.execution e
            WHERE e.workspace_id = :workspace AND e.id = :id
            """
                .formatted(ExecutionViews.SUMMARY))
        .bind("workspace", workspace.value())
        .bind("id", executionId)
        .map(row -> new Head(views.summary(row), required(row, "version", Integer.class)))
        .one();
  }

  /// The steps of an execution are few enough to sort; only those that are wanted are read whole.
  @Override
  public Mono<List<ChangedStep>> steps(
      WorkspaceId workspace, UUID executionId, Position after, int version, int rows) {
    var step = after.step();
    return db.sql(
            """
            WITH changed AS MATERIALIZED (
              SELECT c.id FROM workflows.node_execution c
              WHERE c.workspace_id = :workspace AND c.execution_id = :execution AND c.id > :began
                AND (c.execution_version, c.id) > (:version, :step)
                AND c.execution_version <= :head
              ORDER BY c.execution_version, c.id LIMIT :rows
            )
            SELECT s.* FROM changed CROSS JOIN LATERAL (
              SELECT %s, s.execution_version FROM workflows.node_execution s
              WHERE s.workspace_id = :workspace AND s.execution_id = :execution
                AND s.id = changed.id LIMIT 1) AS s
            ORDER BY s.execution_version, s.id
            """
                .formatted(ExecutionViews.STEP))
        .bind("workspace", workspace.value())
        .bind("execution", executionId)
        .bind("began", R2dbcExecutionReads.began(executionId))
        .bind("version", after.version())
        .bind("step", step == null ? FilterSql.LAST : step)
        .bind("head", version)
        .bind("rows", rows)
        .map(
            row ->
                new ChangedStep(required(row, "execution_version", Integer.class), views.step(row)))
        .all()
        .collectList();
  }

  @Override
  public Mono<Map<ExecutionRef, Integer>> versions(List<ExecutionRef> executions) {
    return db.sql(
            """
            SELECT e.* FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
            CROSS JOIN LATERAL (
              SELECT e.workspace_id, e.id, e.version FROM workflows.execution e
              WHERE e.workspace_id = i.workspace_id AND e.id = i.id LIMIT 1) AS e
            """)
        .bind("workspaces", Columns.uuids(executions, ExecutionRef::workspaceId))
        .bind("ids", Columns.uuids(executions, ExecutionRef::id))
        .map(
            row ->
                Map.entry(
                    new ExecutionRef(
                        required(row, "workspace_id", UUID.class), required(row, "id", UUID.class)),
                    required(row, "version", Integer.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
