package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.changes.Changes;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.Supersessions;
import io.tributary.workflows.domain.execution.Parent;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSupersessions implements Supersessions {
  /// As the database sorts them; the range leaves all but the right partitions out of the plan.
  private static final Comparator<UUID> UNSIGNED = Comparator.comparing(UUID::toString);

  private final DatabaseClient db;
  private final Changes changes;

  R2dbcSupersessions(DatabaseClient db, Changes changes) {
    this.db = db;
    this.changes = changes;
  }

  @Override
  public Mono<Void> lock(List<ExecutionRef> executions) {
    return bind(
            db.sql(
                """
                SELECT q.execution_id
                FROM (SELECT * FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
                      ORDER BY workspace_id, id) AS i
                CROSS JOIN LATERAL (
                  SELECT q.execution_id FROM workflows.execution_queue q
                  WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
                  LIMIT 1 FOR UPDATE) AS q
                """),
            executions)
        .then();
  }

  @Override
  public Mono<List<Superseded>> end(
      List<ExecutionRef> executions, boolean unbegunOnly, Instant now) {
    var ids = executions.stream().map(ExecutionRef::id).toList();
    var end =
        bind(
                db.sql(
                    """
                WITH ended AS (
                  UPDATE workflows.execution e
                  SET status = 'CANCELLED', outcome = 'superseded', ended_at = :now, places = NULL,
                      version = e.version + 1
                  FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
                  WHERE e.workspace_id = i.workspace_id AND e.id = i.id
                    AND e.id BETWEEN :oldest AND :newest
                    AND e.status = ANY (:statuses)
                  RETURNING e.workspace_id, e.id, e.workflow_id, e.parent_id, e.parent_step,
                            e.created_at, e.version
                ), gone AS (
                  DELETE FROM workflows.execution_queue q USING ended e
                  WHERE q.workspace_id = e.workspace_id AND q.execution_id = e.id
                ), given AS (
                  DELETE FROM workflows.execution_slot s USING ended e
                  WHERE s.workspace_id = e.workspace_id AND s.execution_id = e.id
                ), skipped AS (
                  UPDATE workflows.node_execution n
                  SET status = 'SKIPPED', ended_at = :now, execution_version = e.version
                  FROM ended e
                  WHERE n.workspace_id = e.workspace_id AND n.execution_id = e.id
                    AND n.status IN ('RUNNING', 'WAITING')
                )
                SELECT * FROM ended
                """),
                executions)
            .bind("now", now)
            .bind("oldest", Collections.min(ids, UNSIGNED))
            .bind("newest", Collections.max(ids, UNSIGNED))
            .bind(
                "statuses",
                unbegunOnly
                    ? new String[] {"QUEUED"}
                    : new String[] {"QUEUED", "RUNNING", "WAITING"})
            .map(R2dbcSupersessions::superseded)
            .all()
            .collectList();
    return changes
        .changing(ReadExecutions.TOPIC, executions.stream().map(ExecutionRef::workspaceId).toList())
        .then(end);
  }

  private static Superseded superseded(Readable row) {
    var parent = row.get("parent_id", UUID.class);
    var step = row.get("parent_step", UUID.class);
    return new Superseded(
        new ExecutionRef(
            required(row, "workspace_id", UUID.class), required(row, "id", UUID.class)),
        required(row, "workflow_id", UUID.class),
        parent == null || step == null ? null : new Parent(parent, step),
        required(row, "created_at", Instant.class));
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec sql, List<ExecutionRef> refs) {
    return sql.bind("workspaces", Columns.uuids(refs, ExecutionRef::workspaceId))
        .bind("ids", Columns.uuids(refs, ExecutionRef::id));
  }
}
