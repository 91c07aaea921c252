package io.tributary.workflows.adapter.out.persistence.executions;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStore.Entry;
import io.tributary.workflows.domain.execution.Parent;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Stores executions for the first time, as they stand: one that has ended never sees the queue.
@Component
final class NewExecutions {
  private final DatabaseClient db;
  private final WriteColumns columns;

  NewExecutions(DatabaseClient db, WriteColumns columns) {
    this.db = db;
    this.columns = columns;
  }

  Mono<Void> insert(List<Entry> entries) {
    var statement =
        db.sql(
            """
            WITH i AS MATERIALIZED (
              SELECT * FROM unnest(
                :workspaces, :ids, :workflows, :workflow_versions, :triggers, :leads, :responses,
                :correlations, :priorities, :parents, :steps, :depths, :reruns, :created,
                :statuses, :places, :states, :markings, :errors, :outcomes, :started, :ended, :dues)
              AS i (workspace_id, id, workflow_id, workflow_version, trigger_type, lead_id,
                    response_id, correlation_id, priority, parent_id, parent_step, depth, rerun_of,
                    created_at, status, places, state, marking, error, outcome, started_at,
                    ended_at, due)
            ), queued AS (
              INSERT INTO workflows.execution_queue (workspace_id, execution_id, priority, due_at)
              SELECT i.workspace_id, i.id, i.priority,
                     CASE WHEN i.due IS NULL THEN 'infinity'
                          ELSE now() + make_interval(secs => i.due) END
              FROM i WHERE i.ended_at IS NULL
            )
            INSERT INTO workflows.execution
              (workspace_id, id, workflow_id, workflow_version, trigger_type, lead_id, response_id,
               correlation_id, priority, parent_id, parent_step, depth, rerun_of, created_at,
               status, state, progress, current_node, places, error, outcome, started_at, ended_at)
            SELECT i.workspace_id, i.id, i.workflow_id, i.workflow_version, i.trigger_type,
                   i.lead_id, i.response_id, i.correlation_id, i.priority, i.parent_id,
                   i.parent_step, i.depth, i.rerun_of, i.created_at, i.status, i.state::jsonb,
                   i.marking::jsonb, i.places::jsonb ->> 0,
                   CASE WHEN i.places IS NOT NULL THEN
                     ARRAY(SELECT i.workflow_id || '/' || p
                           FROM jsonb_array_elements_text(i.places::jsonb) AS p) END,
                   i.error::jsonb, i.outcome, i.started_at, i.ended_at
            FROM i
            """);
    var rows = entries.stream().map(Entry::execution).toList();
    var writes = entries.stream().map(Entry::write).toList();
    return columns.bind(bind(statement, rows), writes).then();
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec statement, List<NewExecution> rows) {
    return statement
        .bind("workflows", Columns.uuids(rows, NewExecution::workflowId))
        .bind("workflow_versions", Columns.ints(rows, NewExecution::workflowVersion))
        .bind("triggers", Columns.texts(rows, NewExecution::triggerType))
        .bind("leads", Columns.uuids(rows, NewExecution::leadId))
        .bind("responses", Columns.uuids(rows, NewExecution::responseId))
        .bind("correlations", Columns.texts(rows, NewExecution::correlationId))
        .bind("priorities", Columns.ints(rows, NewExecution::priority))
        .bind("parents", Columns.uuids(rows, row -> parent(row, Parent::id)))
        .bind("steps", Columns.uuids(rows, row -> parent(row, Parent::stepId)))
        .bind("depths", Columns.ints(rows, NewExecution::depth))
        .bind("reruns", Columns.uuids(rows, NewExecution::rerunOf))
        .bind("created", Columns.times(rows, NewExecution::createdAt));
  }

  private static @Nullable UUID parent(NewExecution row, Function<Parent, UUID> part) {
    var parent = row.parent();
    return parent == null ? null : part.apply(parent);
  }
}
