package io.tributary.workflows.adapter.out.persistence.executions;

/// The statements that take executions from the queue.
final class ClaimSql {
  /// Whether `:owner` may take what stands in `q`: while it is leased nobody else does.
  private static final String FREE =
      "(q.lease_owner IS NULL OR q.lease_owner = :owner OR q.lease_until <= now())";

  /// Locked as well: who waited for its place in the queue would else see the execution as it was
  /// before.
  private static final String EXECUTION =
      """
      SELECT e.*, t.signals::text AS signals, t.by_turn,
             CASE WHEN t.lease_owner IS NULL THEN 'NONE'
                  WHEN t.lease_until <= now() THEN 'EXPIRED' ELSE 'HELD' END AS lease
      FROM taken t CROSS JOIN LATERAL (
        SELECT e.workspace_id, e.id, e.workflow_id, e.workflow_version, e.status, e.trigger_type,
               e.lead_id, e.correlation_id, e.parent_id, e.parent_step, e.depth,
               e.state::text AS state, e.progress::text AS progress, e.version, e.created_at,
               e.started_at, e.paused_at
        FROM workflows.execution e
        WHERE e.workspace_id = t.workspace_id AND e.id = t.execution_id LIMIT 1 FOR UPDATE) e
      ORDER BY t.workspace_id
      """;

  /// Goes from workspace to workspace by the index, at most `:rows` of them, and adds the one whose
  /// execution is due longest, so that nobody is passed over for ever. Those with something due
  /// share the batch, and within each share the higher priority comes first. Workspaces and
  /// executions are looked at one by one (`LIMIT 1`, which makes no join), since the planner cannot
  /// know how few there are and would read the whole table.
  static final String CLAIM =
      """
      WITH RECURSIVE turn AS (
        (SELECT q.workspace_id, 1 AS step FROM workflows.execution_queue q
         WHERE q.workspace_id > :after ORDER BY q.workspace_id LIMIT 1)
        UNION ALL
        SELECT (SELECT q.workspace_id FROM workflows.execution_queue q
                WHERE q.workspace_id > t.workspace_id ORDER BY q.workspace_id LIMIT 1),
               t.step + 1
        FROM turn t WHERE t.workspace_id IS NOT NULL AND t.step < :rows
      ), candidate AS (
        SELECT t.workspace_id, true AS by_turn FROM turn t WHERE t.workspace_id IS NOT NULL
        UNION ALL
        (SELECT q.workspace_id, false FROM workflows.execution_queue q
         WHERE q.due_at <= now() AND %1$s ORDER BY q.due_at LIMIT 1)
      ), ready AS MATERIALIZED (
        SELECT c.workspace_id, bool_or(c.by_turn) AS by_turn FROM candidate c
        WHERE c.workspace_id <> ALL (:busy)
          AND (SELECT true FROM workflows.execution_queue q
               WHERE q.workspace_id = c.workspace_id
                 AND q.priority = ANY ('{0,1,2}'::smallint[])
                 AND q.due_at <= now() AND %1$s LIMIT 1)
        GROUP BY c.workspace_id
      ), taken AS MATERIALIZED (
        SELECT d.*, r.by_turn
        FROM ready r CROSS JOIN LATERAL (
          SELECT d.* FROM (VALUES (0::smallint), (1::smallint), (2::smallint)) AS p (priority)
          CROSS JOIN LATERAL (
            SELECT q.workspace_id, q.execution_id, q.lease_owner, q.lease_until, q.signals
            FROM workflows.execution_queue q
            WHERE q.workspace_id = r.workspace_id AND q.priority = p.priority
              AND q.due_at <= now() AND %1$s
            ORDER BY q.due_at LIMIT (SELECT greatest(1, :rows / count(*)) FROM ready)
            FOR UPDATE SKIP LOCKED) d
          LIMIT (SELECT greatest(1, :rows / count(*)) FROM ready)) d
      )
      """
              .formatted(FREE)
          + EXECUTION;

  static final String RECLAIM =
      """
      WITH taken AS MATERIALIZED (
        SELECT q.workspace_id, q.execution_id, q.lease_owner, q.lease_until, q.signals,
               false AS by_turn
        FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
        JOIN workflows.execution_queue q
          ON q.workspace_id = i.workspace_id AND q.execution_id = i.id
        WHERE q.due_at <= now() AND %s
        FOR UPDATE OF q SKIP LOCKED
      )
      """
              .formatted(FREE)
          + EXECUTION;

  /// One after the other in the order of their ids, so that two that hold never wait crosswise.
  static final String HOLD =
      """
      WITH taken AS MATERIALIZED (
        SELECT q.*, false AS by_turn
        FROM (SELECT * FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
              ORDER BY workspace_id, id) AS i
        CROSS JOIN LATERAL (
          SELECT q.workspace_id, q.execution_id, q.lease_owner, now() + interval '1 day' AS lease_until,
                 q.signals
          FROM workflows.execution_queue q
          WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
            AND q.lease_owner = :owner
          LIMIT 1 FOR UPDATE) AS q
      )
      """
          + EXECUTION;

  private ClaimSql() {}
}
