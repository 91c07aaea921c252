package io.tributary.workflows.adapter.out.persistence.executions;

/// The statements that read and take jobs.
final class JobSql {
  static final String COLUMNS =
      """
      id, action, filter::text AS filter, arguments::text AS arguments, status, done, skipped,
      failed, errors::text AS errors, error, created_at, updated_at, ended_at
      """;

  private static final String TAKEN =
      """
      SELECT j.workspace_id, j.id, j.action, j.filter::text AS filter,
             j.arguments::text AS arguments, j.cursor_id, jsonb_array_length(j.errors) AS noted
      FROM workflows.control_job j
      """;

  /// There are few open ones, since each workspace may have few.
  static final String CLAIM =
      TAKEN
          + """
          WHERE j.status IN ('QUEUED', 'RUNNING')
          ORDER BY (SELECT max(k.turn_at) FROM workflows.control_job k
                    WHERE k.workspace_id = j.workspace_id) NULLS FIRST,
                   j.turn_at NULLS FIRST, j.workspace_id, j.id
          LIMIT 1 FOR UPDATE OF j SKIP LOCKED
          """;

  static final String CLAIM_ONE =
      TAKEN
          + """
          WHERE j.workspace_id = :workspace AND j.id = :id AND j.status IN ('QUEUED', 'RUNNING')
          FOR UPDATE OF j SKIP LOCKED
          """;

  private JobSql() {}
}
