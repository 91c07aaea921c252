package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.rig.Database;
import java.sql.SQLException;
import java.util.List;

/// Twelve weeks of submissions that never happened: responses, leads and executions with all that
/// belongs to them, and thirty log lines for each, in the partitions of their months.
public final class History {
  private static final List<String> STATEMENTS =
      List.of(
          """
          INSERT INTO forms.response
            (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at)
          SELECT workspace, response, form, 1, data, '{}', '{}', at FROM bench.history
          """,
          """
          INSERT INTO forms.response_key
            (workspace_id, form_id, idempotency_key, response_id, request_hash, created_at)
          SELECT workspace, form, response, response, sha256(response::text::bytea), at FROM bench.history
          """,
          """
          INSERT INTO leads.lead
            (workspace_id, id, email, name, company, stage, fields, source, form_id, submitted_at, created_at, updated_at)
          SELECT workspace, lead, data ->> 'email', 'Ada Lovelace', 'Analytical Engines', 'qualified',
            data - 'name' - 'email' - 'company', 'form', form, at, at, at FROM bench.history
          """,
          """
          INSERT INTO leads.lead_field_value (workspace_id, field_id, lead_id, text, number)
          SELECT workspace, f.id, lead, CASE f.key WHEN 'message' THEN data ->> 'message' END,
            CASE f.key WHEN 'budget' THEN 12500 END
          FROM bench.history h
          JOIN leads.lead_field f ON f.workspace_id = h.workspace AND f.key IN ('message', 'budget')
          """,
          """
          INSERT INTO leads.lead_activity
            (workspace_id, id, lead_id, kind, actor, form_id, response_id, occurred_at)
          SELECT workspace, response, lead, 'SUBMITTED', 'form', form, response, at FROM bench.history
          """,
          """
          INSERT INTO workflows.execution
            (workspace_id, id, workflow_id, workflow_version, status, trigger_type, lead_id, response_id, state,
             created_at, started_at, ended_at)
          SELECT workspace, execution, workflow, 1, 'COMPLETED', 'TRIGGER_FORM_RESPONSE', lead, response,
            jsonb_build_object('response', jsonb_build_object('id', response, 'data', data),
              'variables', jsonb_build_object('greeting', 'Hello Ada Lovelace'), 'stepOutputs', '{}'::jsonb),
            at, at, at + interval '50 ms'
          FROM bench.history
          """,
          """
          INSERT INTO workflows.execution_start (workspace_id, workflow_id, start_key, execution_id)
          SELECT workspace, workflow, response, execution FROM bench.history
          """,
          """
          INSERT INTO workflows.node_execution
            (workspace_id, id, execution_id, node_id, node_type, visit, status, attempts, started_at, ended_at)
          SELECT workspace, uuidv7(age), execution, node, type, 1, 'COMPLETED', 1, at, at
          FROM bench.history, (VALUES
            ('start', 'TRIGGER_FORM_RESPONSE'), ('rich', 'CONTROL_BRANCH'), ('update', 'ACTION_UPDATE_LEAD'),
            ('set', 'ACTION_SET_VARIABLES'), ('end', 'CONTROL_END')) AS nodes (node, type)
          """,
          """
          INSERT INTO workflows.execution_log
            (workspace_id, id, execution_id, node_id, level, message, created_at)
          SELECT workspace, uuidv7(age), execution, 'update', 'INFO',
            'Node ''update'' completed after 1 attempt in 12 ms', at
          FROM bench.history, generate_series(1, 30)
          """,
          "DROP TABLE bench.history",
          "VACUUM ANALYZE");

  private History() {}

  /// @param workspaces among which they are dealt out: each has a form and a workflow
  /// @param submissions in all
  public static void fill(Database database, List<String> workspaces, int submissions)
      throws SQLException {
    database.execute(
        "SELECT kernel.create_partitions(now() - interval '84 days', now())",
        "CREATE SCHEMA IF NOT EXISTS bench",
        seed(workspaces, submissions));
    for (var statement : STATEMENTS) {
      database.execute(statement);
    }
  }

  private static String seed(List<String> workspaces, int submissions) {
    return """
    CREATE UNLOGGED TABLE bench.history AS
    SELECT w.id AS workspace, f.id AS form, x.id AS workflow, age, now() + age AS at,
      uuidv7(age) AS response, uuidv7(age) AS lead, uuidv7(age) AS execution,
      jsonb_build_object(
        'name', 'Ada Lovelace', 'email', 'history-' || n || '@example.com', 'company', 'Analytical Engines',
        'budget', 12500, 'message', 'We would like to see the engine at work, and hear what it costs.') AS data
    FROM generate_series(1, %2$d) AS n
    CROSS JOIN LATERAL (SELECT interval '84 days' * (n::float8 / %2$d - 1) AS age) AS ages
    CROSS JOIN LATERAL (SELECT (ARRAY[%1$s]::uuid[])[1 + n %% %3$d] AS id) AS w
    JOIN (SELECT DISTINCT ON (workspace_id) workspace_id, id FROM forms.form) AS f ON f.workspace_id = w.id
    JOIN (SELECT DISTINCT ON (workspace_id) workspace_id, id FROM workflows.workflow) AS x
      ON x.workspace_id = w.id
    """
        .formatted(
            String.join(", ", workspaces.stream().map(id -> "'" + id + "'").toList()),
            submissions,
            workspaces.size());
  }
}
