package io.tributary.workflows.adapter.out.persistence.executions;

/// The longer statements about slots.
final class SlotSql {
  private static final String SCOPES =
      "unnest(:workspaces, :scopes, :counts) AS i (workspace_id, scope, n)";

  private static final String NEWCOMERS =
      "unnest(:workspaces, :scopes, :ids, :counts) AS i (workspace_id, scope, execution_id, n)";

  /// A slot whose execution's place in the queue nobody else holds. One after the other, so that no
  /// more places are locked than are needed.
  private static final String FREE_PLACE =
      """
      CROSS JOIN LATERAL (
        SELECT FROM workflows.execution_queue q
        WHERE q.workspace_id = s.workspace_id AND q.execution_id = s.execution_id
        LIMIT 1 FOR UPDATE SKIP LOCKED) AS q
      """;

  /// Locks a scope that is there, too: the update changes nothing else.
  static final String LOCK =
      """
      INSERT INTO workflows.concurrency_scope AS c (workspace_id, scope)
      SELECT * FROM unnest(:workspaces, :scopes) AS i (workspace_id, scope)
      ORDER BY workspace_id, scope
      ON CONFLICT (workspace_id, scope) DO UPDATE SET scope = c.scope
      """;

  static final String USAGE =
      """
      SELECT i.workspace_id, i.scope,
             (SELECT count(*) FROM (
                SELECT FROM workflows.execution_slot s
                WHERE s.workspace_id = i.workspace_id AND s.scope = i.scope AND NOT s.held
                LIMIT i.n) AS t) AS taken,
             %s AS high, %s AS normal, %s AS low
      FROM %s
      """
          .formatted(held(0), held(1), held(2), SCOPES);

  static final String OF =
      """
      SELECT i.workspace_id, i.id AS execution_id, q.priority, s.scope,
             coalesce(s.held, false) AS held
      FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
      CROSS JOIN LATERAL (
        SELECT q.priority FROM workflows.execution_queue q
        WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
        LIMIT 1) AS q
      LEFT JOIN LATERAL (
        SELECT s.scope, s.held FROM workflows.execution_slot s
        WHERE s.workspace_id = i.workspace_id AND s.execution_id = i.id
        LIMIT 2) AS s ON true
      """;

  static final String OF_PARENTS =
      """
      WITH RECURSIVE above AS (
        SELECT i.workspace_id, i.id AS execution_id, e.parent_id
        FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
        CROSS JOIN LATERAL (
          SELECT e.parent_id FROM workflows.execution e
          WHERE e.workspace_id = i.workspace_id AND e.id = i.id LIMIT 1) AS e
        UNION ALL
        SELECT a.workspace_id, a.execution_id, e.parent_id
        FROM above a
        CROSS JOIN LATERAL (
          SELECT e.parent_id FROM workflows.execution e
          WHERE e.workspace_id = a.workspace_id AND e.id = a.parent_id LIMIT 1) AS e
        WHERE a.parent_id IS NOT NULL
      )
      SELECT a.workspace_id, s.scope, a.execution_id, s.held, s.priority
      FROM above a
      JOIN workflows.execution_slot s
        ON s.workspace_id = a.workspace_id AND s.execution_id = a.parent_id AND NOT s.held
      """;

  static final String LATER =
      """
      SELECT i.execution_id,
             (SELECT count(*) FROM (
                SELECT FROM workflows.execution_slot s
                WHERE s.workspace_id = i.workspace_id AND s.scope = i.scope AND NOT s.held
                  AND s.execution_id > i.execution_id
                LIMIT i.n) AS t) AS later
      FROM %s
      """
          .formatted(NEWCOMERS);

  static final String LONGEST =
      """
      SELECT p.* FROM %s
      CROSS JOIN LATERAL (
        SELECT s.workspace_id, s.scope, s.execution_id, s.held, s.priority
        FROM workflows.execution_slot s
        %s
        WHERE s.workspace_id = i.workspace_id AND s.scope = i.scope AND NOT s.held
          AND s.execution_id < i.execution_id AND s.execution_id <> ALL (:except)
        ORDER BY s.since, s.execution_id LIMIT i.n) AS p
      """
          .formatted(NEWCOMERS, FREE_PLACE);

  static final String TAKE_UP =
      """
      WITH picked AS MATERIALIZED (
        SELECT p.* FROM %s
        CROSS JOIN LATERAL (
          SELECT s.workspace_id, s.scope, s.execution_id
          FROM workflows.execution_slot s
          %s
          WHERE s.workspace_id = i.workspace_id AND s.scope = i.scope AND s.held
          ORDER BY s.priority, s.since, s.execution_id LIMIT i.n) AS p
      ), given AS (
        UPDATE workflows.execution_slot s SET held = false, since = now()
        FROM picked p
        WHERE s.workspace_id = p.workspace_id AND s.scope = p.scope
          AND s.execution_id = p.execution_id
      ), due AS (
        UPDATE workflows.execution_queue q SET due_at = least(q.due_at, now())
        FROM picked p
        WHERE q.workspace_id = p.workspace_id AND q.execution_id = p.execution_id
      )
      SELECT count(*) AS taken FROM picked
      """
          .formatted(SCOPES, FREE_PLACE);

  private SlotSql() {}

  private static String held(int priority) {
    return """
        (SELECT count(*) FROM (
           SELECT FROM workflows.execution_slot s
           WHERE s.workspace_id = i.workspace_id AND s.scope = i.scope AND s.held
             AND s.priority = %d
           LIMIT i.n) AS t)\
        """
        .formatted(priority);
  }
}
