package io.tributary.workflows.adapter.out.persistence.executions;

/// The statements that change executions from outside the engine.
final class ControlSql {
  private static final String COLUMNS =
      """
      e.id, e.workflow_id, e.workflow_version, e.status, e.lead_id, e.response_id,
      e.correlation_id, e.priority, e.parent_id, e.parent_step, e.depth, e.state::text AS state,
      e.progress::text AS progress, e.version, e.created_at, e.paused_at
      """;

  static final String FIND =
      """
      SELECT e.* FROM unnest(:ids) AS i (id) CROSS JOIN LATERAL (
        SELECT %s
        FROM workflows.execution e
        WHERE e.workspace_id = :workspace AND e.id = i.id LIMIT 1) AS e
      """
          .formatted(COLUMNS);

  /// In the order of the ids, as `HOLD`.
  static final String HOLD_PLACES =
      """
      SELECT q.execution_id
      FROM (SELECT id FROM unnest(:ids) AS i (id) ORDER BY id) AS i
      CROSS JOIN LATERAL (
        SELECT q.execution_id FROM workflows.execution_queue q
        WHERE q.workspace_id = :workspace AND q.execution_id = i.id
        LIMIT 1 FOR UPDATE) AS q
      """;

  static final String LIVE_CHILDREN =
      """
      SELECT e.id
      FROM unnest(:parents) AS i (id) CROSS JOIN LATERAL (
        SELECT e.id FROM workflows.execution e
        WHERE e.workspace_id = :workspace AND e.parent_id = i.id AND e.id > i.id
          AND e.status IN ('QUEUED', 'RUNNING', 'WAITING')
        ORDER BY e.id) AS e
      """;

  /// In the order of the ids, so that two that hold never wait crosswise.
  static final String HOLD =
      """
      SELECT e.* FROM (SELECT id FROM unnest(:ids) AS i (id) ORDER BY id) AS i
      CROSS JOIN LATERAL (
        SELECT %s
        FROM workflows.execution e
        WHERE e.workspace_id = :workspace AND e.id = i.id LIMIT 1 FOR UPDATE) AS e
      """
          .formatted(COLUMNS);

  static final String WRITE =
      """
      WITH i AS MATERIALIZED (
        SELECT * FROM unnest(
          :ids, :versions, :statuses, :workflow_versions, :states, :markings, :places, :paused,
          :ended, :priorities, :moves, :signals)
        AS i (id, version, status, workflow_version, state, marking, places, paused_at, ended_at,
              priority, move, signals)
      ), updated AS (
        UPDATE workflows.execution e
        SET status = i.status, workflow_version = i.workflow_version,
            state = coalesce(i.state::jsonb, e.state),
            progress = coalesce(i.marking::jsonb, e.progress),
            current_node = coalesce(i.places::jsonb ->> 0, e.current_node),
            places = CASE WHEN i.places IS NULL THEN e.places
                          WHEN i.places <> '[]' THEN
                            ARRAY(SELECT e.workflow_id || '/' || p
                                  FROM jsonb_array_elements_text(i.places::jsonb) AS p) END,
            error = CASE WHEN i.move <> 'ENTERS' THEN e.error END,
            outcome = CASE WHEN i.move <> 'ENTERS' THEN e.outcome END,
            paused_at = i.paused_at, ended_at = i.ended_at, version = e.version + 1
        FROM i
        WHERE e.workspace_id = :workspace AND e.id = i.id AND e.version = i.version
          AND e.id BETWEEN :oldest AND :newest
        RETURNING e.id
      ), gone AS (
        DELETE FROM workflows.execution_queue q USING i
        WHERE i.move = 'LEAVES' AND q.workspace_id = :workspace AND q.execution_id = i.id
      ), moved AS (
        UPDATE workflows.execution_queue q
        SET due_at = CASE i.move WHEN 'HELD' THEN 'infinity'
                                 WHEN 'DUE' THEN least(q.due_at, now()) ELSE q.due_at END,
            signals = CASE WHEN i.signals IS NULL THEN q.signals
                           ELSE coalesce(q.signals, '[]') || i.signals::jsonb END
        FROM i
        WHERE i.move IN ('STAYS', 'HELD', 'DUE') AND q.workspace_id = :workspace
          AND q.execution_id = i.id
      ), entered AS (
        INSERT INTO workflows.execution_queue
          (workspace_id, execution_id, priority, due_at, signals)
        SELECT :workspace, i.id, i.priority, now(), i.signals::jsonb FROM i
        WHERE i.move = 'ENTERS'
      )
      SELECT count(*) AS written FROM updated
      """;

  private ControlSql() {}
}
