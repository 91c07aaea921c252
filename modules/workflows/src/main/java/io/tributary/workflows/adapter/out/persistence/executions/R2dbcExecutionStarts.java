package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;
import static java.util.stream.Collectors.toSet;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.domain.execution.Parent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionStarts implements ExecutionStarts {
  private static final double MILLIS = 1_000;

  private final DatabaseClient db;

  R2dbcExecutionStarts(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<NewExecution>> insert(List<NewExecution> rows) {
    return db.sql(
            """
            WITH i AS MATERIALIZED (
              SELECT * FROM unnest(
                :workspaces, :ids, :workflows, :versions, :triggers, :keys, :fingerprints, :leads,
                :responses, :correlations, :priorities, :parents, :steps, :depths, :reruns,
                :states, :markings, :delays, :created)
              AS i (workspace_id, id, workflow_id, workflow_version, trigger_type, start_key,
                    fingerprint, lead_id, response_id, correlation_id, priority, parent_id,
                    parent_step, depth, rerun_of, state, marking, delay, created_at)
            ), fresh AS (
              INSERT INTO workflows.execution_start
                (workspace_id, workflow_id, start_key, execution_id, fingerprint)
              SELECT workspace_id, workflow_id, start_key, id, fingerprint FROM i
              ORDER BY workspace_id, workflow_id, start_key
              ON CONFLICT DO NOTHING
              RETURNING workspace_id, execution_id
            ), started AS (
              INSERT INTO workflows.execution
                (workspace_id, id, workflow_id, workflow_version, status, trigger_type, lead_id,
                 response_id, correlation_id, priority, parent_id, parent_step, depth, rerun_of,
                 state, progress, created_at)
              SELECT i.workspace_id, i.id, i.workflow_id, i.workflow_version, 'QUEUED',
                     i.trigger_type, i.lead_id, i.response_id, i.correlation_id, i.priority,
                     i.parent_id, i.parent_step, i.depth, i.rerun_of, i.state::jsonb,
                     i.marking::jsonb, i.created_at
              FROM i JOIN fresh f ON f.workspace_id = i.workspace_id AND f.execution_id = i.id
            ), queued AS (
              INSERT INTO workflows.execution_queue (workspace_id, execution_id, priority, due_at)
              SELECT i.workspace_id, i.id, i.priority, now() + make_interval(secs => i.delay)
              FROM i JOIN fresh f ON f.workspace_id = i.workspace_id AND f.execution_id = i.id
            )
            SELECT execution_id FROM fresh
            """)
        .bind("workspaces", Columns.uuids(rows, NewExecution::workspaceId))
        .bind("ids", Columns.uuids(rows, NewExecution::id))
        .bind("workflows", Columns.uuids(rows, NewExecution::workflowId))
        .bind("versions", Columns.ints(rows, NewExecution::workflowVersion))
        .bind("triggers", Columns.texts(rows, NewExecution::triggerType))
        .bind("keys", Columns.texts(rows, NewExecution::startKey))
        .bind("fingerprints", Columns.texts(rows, NewExecution::fingerprint))
        .bind("leads", Columns.uuids(rows, NewExecution::leadId))
        .bind("responses", Columns.uuids(rows, NewExecution::responseId))
        .bind("correlations", Columns.texts(rows, NewExecution::correlationId))
        .bind("priorities", Columns.ints(rows, NewExecution::priority))
        .bind("parents", Columns.uuids(rows, row -> parent(row, Parent::id)))
        .bind("steps", Columns.uuids(rows, row -> parent(row, Parent::stepId)))
        .bind("depths", Columns.ints(rows, NewExecution::depth))
        .bind("reruns", Columns.uuids(rows, NewExecution::rerunOf))
        .bind("states", Columns.texts(rows, NewExecution::state))
        .bind("markings", Columns.texts(rows, NewExecution::marking))
        .bind("delays", Columns.numbers(rows, row -> row.delay().toMillis() / MILLIS))
        .bind("created", Columns.times(rows, NewExecution::createdAt))
        .map(row -> required(row, "execution_id", UUID.class))
        .all()
        .collect(toSet())
        .map(fresh -> rows.stream().filter(row -> fresh.contains(row.id())).toList());
  }

  private static @Nullable UUID parent(NewExecution row, Function<Parent, UUID> part) {
    var parent = row.parent();
    return parent == null ? null : part.apply(parent);
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
