package io.tributary.workflows.adapter.out.persistence.eventlog;

/// The statements that bring events and those who wait for them together.
final class EventSql {
  /// Two branches, since each is one walk along an index: what is about the one thing, and whatever
  /// it is about.
  static final String SEARCH =
      """
      SELECT i.n, e.workspace_id, e.id, e.name, e.correlation_id, e.data::text AS data, e.created_at
      FROM unnest(:workspaces, :names, :correlations, :afters) WITH ORDINALITY
        AS i (workspace_id, name, correlation_id, after, n)
      CROSS JOIN LATERAL (
        (SELECT e.* FROM workflows.event e
         WHERE e.workspace_id = i.workspace_id AND e.correlation_id = i.correlation_id
           AND e.name = i.name AND e.id > i.after
         ORDER BY e.id LIMIT :rows)
        UNION ALL
        (SELECT e.* FROM workflows.event e
         WHERE i.correlation_id IS NULL
           AND e.workspace_id = i.workspace_id AND e.name = i.name AND e.id > i.after
         ORDER BY e.id LIMIT :rows)) AS e
      ORDER BY i.n, e.id
      """;

  /// Read one by one (`LATERAL … LIMIT 1`), since the planner cannot know how few are meant.
  static final String FIND =
      """
      SELECT e.* FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
      CROSS JOIN LATERAL (
        SELECT e.workspace_id, e.id, e.name, e.correlation_id, e.data::text AS data, e.created_at
        FROM workflows.event e
        WHERE e.workspace_id = i.workspace_id AND e.id = i.id LIMIT 1) AS e
      """;

  static final String MATCHING =
      """
      SELECT i.n, i.workspace_id, s.execution_id, s.step_id
      FROM unnest(:workspaces, :names, :correlations, :afters) WITH ORDINALITY
        AS i (workspace_id, name, correlation_id, after, n)
      CROSS JOIN LATERAL (
        SELECT m.* FROM (
          (SELECT s.step_id, s.execution_id FROM workflows.event_subscription s
           WHERE s.workspace_id = i.workspace_id AND s.name = i.name
             AND s.correlation_id = i.correlation_id AND s.step_id > i.after
           ORDER BY s.step_id LIMIT :rows)
          UNION ALL
          (SELECT s.step_id, s.execution_id FROM workflows.event_subscription s
           WHERE s.workspace_id = i.workspace_id AND s.name = i.name
             AND s.correlation_id IS NULL AND s.step_id > i.after
           ORDER BY s.step_id LIMIT :rows)) AS m
        ORDER BY m.step_id LIMIT :rows) AS s
      ORDER BY i.n, s.step_id
      """;

  static final String SWEEP =
      """
      WITH part AS MATERIALIZED (
        SELECT s.workspace_id, s.step_id, s.execution_id FROM workflows.event_subscription s
        WHERE (s.workspace_id, s.step_id) > (:workspace, :step)
        ORDER BY s.workspace_id, s.step_id LIMIT :rows
      ), ended AS (
        DELETE FROM workflows.event_subscription s USING part p
        WHERE s.workspace_id = p.workspace_id AND s.step_id = p.step_id
          AND NOT EXISTS (SELECT FROM workflows.execution_queue q
                          WHERE q.workspace_id = p.workspace_id AND q.execution_id = p.execution_id)
        RETURNING 1
      )
      SELECT p.workspace_id, p.step_id, (SELECT count(*) FROM part) AS seen,
             (SELECT count(*) FROM ended) AS deleted
      FROM part p ORDER BY p.workspace_id DESC, p.step_id DESC LIMIT 1
      """;

  private EventSql() {}
}
