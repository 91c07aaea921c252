package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.changes.Changes;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.out.executions.HistoryStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// An id tells when its row was made: windows of time are windows of primary keys.
@Component
final class R2dbcHistory implements HistoryStore {
  private final DatabaseClient db;
  private final Changes changes;

  R2dbcHistory(DatabaseClient db, Changes changes) {
    this.db = db;
    this.changes = changes;
  }

  @Override
  public Mono<List<Retention>> retentions(@Nullable UUID after, int rows) {
    return db.sql(
            """
            SELECT workspace_id, log_days, execution_days FROM workflows.settings
            WHERE workspace_id > :after AND (log_days IS NOT NULL OR execution_days IS NOT NULL)
            ORDER BY workspace_id LIMIT :rows
            """)
        .bind("after", after == null ? FilterSql.FIRST : after)
        .bind("rows", rows)
        .mapProperties(Retention.class)
        .all()
        .collectList();
  }

  @Override
  public Mono<List<UUID>> workspacesWithMails(@Nullable UUID after, int rows) {
    return db.sql(
            """
            SELECT DISTINCT workspace_id FROM workflows.mail
            WHERE workspace_id > :after ORDER BY workspace_id LIMIT :rows
            """)
        .bind("after", after == null ? FilterSql.FIRST : after)
        .bind("rows", rows)
        .mapValue(UUID.class)
        .all()
        .collectList();
  }

  @Override
  public Mono<Long> removeMails(UUID workspaceId, Instant before, int rows) {
    return removeBefore(
        """
        DELETE FROM workflows.mail d USING (
          SELECT o.id FROM workflows.mail o
          WHERE o.workspace_id = :workspace AND o.id < :before ORDER BY o.id LIMIT :rows
        ) AS old
        WHERE d.workspace_id = :workspace AND d.id = old.id
        """,
        workspaceId,
        before,
        rows);
  }

  /// Old lines are those of old executions: the index finds these, and of what it finds only the
  /// younger lines of long executions are passed over.

  @Override
  public Mono<Long> removeLogs(UUID workspaceId, Instant before, int rows) {
    return removeBefore(
        """
        DELETE FROM workflows.execution_log d USING (
          SELECT o.execution_id, o.id FROM workflows.execution_log o
          WHERE o.workspace_id = :workspace AND o.execution_id < :before AND o.id < :before
          ORDER BY o.execution_id, o.id LIMIT :rows
        ) AS old
        WHERE d.workspace_id = :workspace AND d.execution_id = old.execution_id
          AND d.id = old.id AND d.id < :before
        """,
        workspaceId,
        before,
        rows);
  }

  private Mono<Long> removeBefore(String sql, UUID workspaceId, Instant before, int rows) {
    return db.sql(sql)
        .bind("workspace", workspaceId)
        .bind("before", IdWindow.floor(before))
        .bind("rows", rows)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<List<Candidate>> candidates(
      UUID workspaceId, @Nullable UUID after, Instant before, int rows) {
    return db.sql(
            """
            SELECT id, ended_at IS NOT NULL AND ended_at < :ended AS ended
            FROM workflows.execution
            WHERE workspace_id = :workspace AND id > :after AND id < :before
            ORDER BY id LIMIT :rows
            """)
        .bind("ended", before)
        .bind("workspace", workspaceId)
        .bind("after", after == null ? FilterSql.FIRST : after)
        .bind("before", IdWindow.floor(before))
        .bind("rows", rows)
        .map(
            row ->
                new Candidate(
                    required(row, "id", UUID.class), required(row, "ended", Boolean.class)))
        .all()
        .collectList();
  }

  @Override
  public Mono<Long> removeSteps(UUID workspaceId, List<UUID> executions, int rows) {
    return removeOf("node_execution", workspaceId, executions, rows);
  }

  @Override
  public Mono<Long> removeLogs(UUID workspaceId, List<UUID> executions, int rows) {
    return removeOf("execution_log", workspaceId, executions, rows);
  }

  /// What belongs to an execution is younger than it.
  private Mono<Long> removeOf(String table, UUID workspaceId, List<UUID> executions, int rows) {
    return db.sql(
            """
            DELETE FROM workflows.%1$s d USING (
              SELECT o.execution_id, o.id
              FROM unnest(:executions) AS of (id) CROSS JOIN LATERAL (
                SELECT o.execution_id, o.id FROM workflows.%1$s o
                WHERE o.workspace_id = :workspace AND o.execution_id = of.id AND o.id >= :began
                LIMIT :rows) AS o
              LIMIT :rows
            ) AS old
            WHERE d.workspace_id = :workspace AND d.execution_id = old.execution_id
              AND d.id = old.id AND d.id >= :began
            """
                .formatted(table))
        .bind("executions", executions.toArray(UUID[]::new))
        .bind("workspace", workspaceId)
        .bind("began", R2dbcExecutionReads.began(executions.getFirst()))
        .bind("rows", rows)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<Ended> removeExecutions(UUID workspaceId, List<UUID> executions, Instant before) {
    var remove =
        db.sql(
                """
            WITH gone AS (
              DELETE FROM workflows.execution
              WHERE workspace_id = :workspace AND id = ANY (:ids)
                AND status IN ('COMPLETED', 'FAILED', 'CANCELLED') AND ended_at < :before
              RETURNING id
            ), forgotten AS (
              DELETE FROM workflows.execution_start
              WHERE workspace_id = :workspace AND execution_id IN (SELECT id FROM gone)
              RETURNING execution_id
            )
            SELECT (SELECT count(*) FROM gone) AS executions,
                   (SELECT count(*) FROM forgotten) AS starts
            """)
            .bind("workspace", workspaceId)
            .bind("ids", executions.toArray(UUID[]::new))
            .bind("before", before)
            .mapProperties(Ended.class)
            .one();
    return changes.changing(ReadExecutions.TOPIC, List.of(workspaceId)).then(remove);
  }
}
