package io.tributary.workflows.adapter.out.persistence.executions;

/// The statements that take executions from the queue.
final class ClaimSql {
  /// Goes from workspace to workspace by the index, at most `:rows` of them, and adds the one whose
  /// execution is due longest, so that nobody is passed over for ever. Those with something due
  /// share the batch. The executions are read one by one (`LATERAL … LIMIT 1`), since the planner
  /// cannot know how few were taken and would read the whole table.
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
         WHERE q.due_at <= now() ORDER BY q.due_at LIMIT 1)
      ), ready AS MATERIALIZED (
        SELECT c.workspace_id, bool_or(c.by_turn) AS by_turn FROM candidate c
        WHERE c.workspace_id <> ALL (:busy)
          AND EXISTS (SELECT FROM workflows.execution_queue q
                      WHERE q.workspace_id = c.workspace_id AND q.due_at <= now())
        GROUP BY c.workspace_id
      ), taken AS MATERIALIZED (
        SELECT d.workspace_id, d.execution_id, d.lease_owner, r.by_turn
        FROM ready r CROSS JOIN LATERAL (
          SELECT q.workspace_id, q.execution_id, q.lease_owner FROM workflows.execution_queue q
          WHERE q.workspace_id = r.workspace_id AND q.due_at <= now()
          ORDER BY q.due_at LIMIT (SELECT greatest(1, :rows / count(*)) FROM ready)
          FOR UPDATE SKIP LOCKED) d
      )
      SELECT e.*, t.lease_owner IS NOT NULL AS interrupted, t.by_turn
      FROM taken t CROSS JOIN LATERAL (
        SELECT e.workspace_id, e.id, e.workflow_id, e.workflow_version, e.status, e.lead_id,
               e.state::text AS state, e.version, e.created_at, e.started_at
        FROM workflows.execution e
        WHERE e.workspace_id = t.workspace_id AND e.id = t.execution_id LIMIT 1) e
      ORDER BY t.workspace_id
      """;

  static final String RECLAIM =
      """
      WITH taken AS MATERIALIZED (
        SELECT q.workspace_id, q.execution_id, q.lease_owner
        FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
        JOIN workflows.execution_queue q
          ON q.workspace_id = i.workspace_id AND q.execution_id = i.id
        WHERE q.due_at <= now()
        FOR UPDATE OF q SKIP LOCKED
      )
      SELECT e.*, t.lease_owner IS NOT NULL AS interrupted, false AS by_turn
      FROM taken t CROSS JOIN LATERAL (
        SELECT e.workspace_id, e.id, e.workflow_id, e.workflow_version, e.status, e.lead_id,
               e.state::text AS state, e.version, e.created_at, e.started_at
        FROM workflows.execution e
        WHERE e.workspace_id = t.workspace_id AND e.id = t.execution_id LIMIT 1) e
      """;

  private ClaimSql() {}
}
