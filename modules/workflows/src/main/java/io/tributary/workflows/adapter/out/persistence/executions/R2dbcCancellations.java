package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.out.executions.Cancellations;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcCancellations implements Cancellations {
  private final DatabaseClient db;

  R2dbcCancellations(DatabaseClient db) {
    this.db = db;
  }

  /// The place in the queue goes first, as the engine locks it first: neither waits for the other
  /// crosswise.
  @Override
  public Mono<UUID> cancel(WorkspaceId workspace, UUID executionId, Instant now) {
    return leaveQueue(workspace, executionId)
        .then(Mono.defer(() -> giveSlotsBack(workspace, executionId)))
        .then(Mono.defer(() -> end(workspace, executionId, now)))
        .flatMap(workflow -> skipOpenSteps(workspace, executionId, now).thenReturn(workflow));
  }

  private Mono<Long> leaveQueue(WorkspaceId workspace, UUID executionId) {
    return db.sql(
            """
            DELETE FROM workflows.execution_queue
            WHERE workspace_id = :workspace AND execution_id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", executionId)
        .fetch()
        .rowsUpdated();
  }

  private Mono<Long> giveSlotsBack(WorkspaceId workspace, UUID executionId) {
    return db.sql(
            """
            DELETE FROM workflows.execution_slot
            WHERE workspace_id = :workspace AND execution_id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", executionId)
        .fetch()
        .rowsUpdated();
  }

  private Mono<UUID> end(WorkspaceId workspace, UUID executionId, Instant now) {
    return db.sql(
            """
            UPDATE workflows.execution
            SET status = 'CANCELLED', ended_at = :now, version = version + 1
            WHERE workspace_id = :workspace AND id = :id
              AND status IN ('QUEUED', 'RUNNING', 'WAITING')
            RETURNING workflow_id
            """)
        .bind("now", now)
        .bind("workspace", workspace.value())
        .bind("id", executionId)
        .map(row -> required(row, "workflow_id", UUID.class))
        .one();
  }

  private Mono<Long> skipOpenSteps(WorkspaceId workspace, UUID executionId, Instant now) {
    return db.sql(
            """
            UPDATE workflows.node_execution n
            SET status = 'SKIPPED', ended_at = :now, execution_version = e.version
            FROM workflows.execution e
            WHERE e.workspace_id = :workspace AND e.id = :id
              AND n.workspace_id = :workspace AND n.execution_id = :id
              AND n.status IN ('RUNNING', 'WAITING')
            """)
        .bind("now", now)
        .bind("workspace", workspace.value())
        .bind("id", executionId)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<ExecutionStatus> status(WorkspaceId workspace, UUID executionId) {
    return db.sql(
            """
            SELECT status FROM workflows.execution WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", executionId)
        .map(row -> ExecutionStatus.valueOf(required(row, "status", String.class)))
        .one();
  }
}
