package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.changes.Changes;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.ExecutionWrite;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionStore implements ExecutionStore {
  private static final double MILLIS = 1_000;
  /// As the database sorts them; the range leaves all but the right partitions out of the plan.
  private static final Comparator<UUID> UNSIGNED = Comparator.comparing(UUID::toString);

  private static final String INSERT_STEPS =
      """
      INSERT INTO workflows.node_execution
        (workspace_id, id, execution_id, node_id, node_type, visit, status, attempts,
         output, error, started_at, ended_at, execution_version, item)
      SELECT i.workspace_id, i.id, i.execution_id, i.node_id, i.node_type, i.visit, i.status,
             i.attempts, i.output::jsonb, i.error::jsonb, i.started_at, i.ended_at,
             i.execution_version, i.item
      FROM unnest(
        :workspaces, :ids, :executions, :nodes, :types, :visits, :statuses, :attempts,
        :outputs, :errors, :started, :ended, :execution_versions, :items)
      AS i (workspace_id, id, execution_id, node_id, node_type, visit, status, attempts,
            output, error, started_at, ended_at, execution_version, item)
      """;
  private static final String UPDATE_STEPS =
      """
      ON CONFLICT (workspace_id, execution_id, id) DO UPDATE
      SET status = excluded.status, attempts = excluded.attempts, output = excluded.output,
          error = coalesce(excluded.error, node_execution.error),
          ended_at = excluded.ended_at, execution_version = excluded.execution_version
      """;

  private final DatabaseClient db;
  private final NewExecutions fresh;
  private final WriteColumns columns;
  private final Changes changes;

  R2dbcExecutionStore(
      DatabaseClient db, NewExecutions fresh, WriteColumns columns, Changes changes) {
    this.db = db;
    this.fresh = fresh;
    this.columns = columns;
    this.changes = changes;
  }

  @Override
  public Mono<Void> insert(List<Entry> entries) {
    return fresh.insert(entries);
  }

  @Override
  public Mono<Long> write(UUID owner, Duration lease, List<ExecutionWrite> rows) {
    var statement =
        db.sql(
            """
            WITH i AS (
              SELECT * FROM unnest(
                :workspaces, :ids, :versions, :statuses, :places, :states, :markings, :errors,
                :outcomes, :started, :ended, :dues, :leased, :kept)
              AS i (workspace_id, id, version, status, places, state, marking, error, outcome,
                    started_at, ended_at, due, leased, kept)
            ), updated AS (
              UPDATE workflows.execution e
              SET status = i.status, state = coalesce(i.state::jsonb, e.state),
                  progress = coalesce(i.marking::jsonb, e.progress),
                  current_node = i.places::jsonb ->> 0,
                  places = CASE WHEN i.places IS NOT NULL THEN
                    ARRAY(SELECT e.workflow_id || '/' || p
                          FROM jsonb_array_elements_text(i.places::jsonb) AS p) END,
                  error = i.error::jsonb, outcome = i.outcome, version = e.version + 1,
                  started_at = i.started_at, ended_at = i.ended_at
              FROM i
              WHERE e.workspace_id = i.workspace_id AND e.id = i.id AND e.version = i.version
                AND e.id BETWEEN :oldest AND :newest
              RETURNING e.id
            ), gone AS (
              DELETE FROM workflows.execution_queue q USING i
              WHERE i.ended_at IS NOT NULL
                AND q.workspace_id = i.workspace_id AND q.execution_id = i.id
            ), kept AS (
              UPDATE workflows.execution_queue q
              SET due_at = CASE WHEN i.due IS NULL THEN 'infinity'
                                ELSE now() + make_interval(secs => i.due) END,
                  lease_owner = CASE WHEN i.leased THEN :owner END,
                  lease_until = CASE WHEN i.leased THEN now() + make_interval(secs => :lease) END,
                  signals = CASE WHEN i.kept THEN q.signals END
              FROM i
              WHERE i.ended_at IS NULL AND q.workspace_id = i.workspace_id
                AND q.execution_id = i.id
            )
            SELECT count(*) AS written FROM updated
            """);
    var write =
        columns
            .bind(statement, rows)
            .bind("versions", Columns.ints(rows, ExecutionWrite::version))
            .bind("leased", Columns.flags(rows, ExecutionWrite::leased))
            .bind("kept", Columns.flags(rows, ExecutionWrite::keepSignals))
            .bind("owner", owner)
            .bind("lease", lease.toMillis() / MILLIS)
            .bind("oldest", Collections.min(ids(rows), UNSIGNED))
            .bind("newest", Collections.max(ids(rows), UNSIGNED))
            .map(row -> required(row, "written", Long.class))
            .one();
    return changes
        .changing(ReadExecutions.TOPIC, rows.stream().map(row -> row.ref().workspaceId()).toList())
        .then(write);
  }

  private static List<UUID> ids(List<ExecutionWrite> rows) {
    return rows.stream().map(row -> row.ref().id()).toList();
  }

  @Override
  public Mono<Void> writeSteps(List<StepWrite> rows) {
    return steps(INSERT_STEPS + " " + UPDATE_STEPS, rows);
  }

  @Override
  public Mono<Void> insertSteps(List<StepWrite> rows) {
    return steps(INSERT_STEPS, rows);
  }

  private Mono<Void> steps(String sql, List<StepWrite> rows) {
    return db.sql(sql)
        .bind("workspaces", Columns.uuids(rows, row -> row.execution().workspaceId()))
        .bind("ids", Columns.uuids(rows, StepWrite::id))
        .bind("executions", Columns.uuids(rows, row -> row.execution().id()))
        .bind("nodes", Columns.texts(rows, StepWrite::node))
        .bind("types", Columns.texts(rows, StepWrite::nodeType))
        .bind("visits", Columns.ints(rows, StepWrite::visit))
        .bind("statuses", Columns.texts(rows, row -> row.status().name()))
        .bind("attempts", Columns.ints(rows, StepWrite::attempts))
        .bind("outputs", Columns.texts(rows, StepWrite::output))
        .bind("errors", Columns.texts(rows, StepWrite::error))
        .bind("execution_versions", Columns.ints(rows, StepWrite::executionVersion))
        .bind("items", Columns.ints(rows, StepWrite::item))
        .bind("started", Columns.times(rows, StepWrite::startedAt))
        .bind("ended", Columns.times(rows, StepWrite::endedAt))
        .then();
  }

  @Override
  public Mono<Void> writeLogs(List<LogWrite> rows) {
    return db.sql(
            """
            INSERT INTO workflows.execution_log
              (workspace_id, id, execution_id, node_id, level, message, created_at)
            SELECT * FROM unnest(
              :workspaces, :ids, :executions, :nodes, :levels, :messages, :created)
            """)
        .bind("workspaces", Columns.uuids(rows, row -> row.execution().workspaceId()))
        .bind("ids", Columns.uuids(rows, LogWrite::id))
        .bind("executions", Columns.uuids(rows, row -> row.execution().id()))
        .bind("nodes", Columns.texts(rows, LogWrite::node))
        .bind("levels", Columns.texts(rows, row -> row.level().name()))
        .bind("messages", Columns.texts(rows, LogWrite::message))
        .bind("created", Columns.times(rows, LogWrite::createdAt))
        .then();
  }
}
