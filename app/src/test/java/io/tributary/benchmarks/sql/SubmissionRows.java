package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.rig.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// The rows that a submission leaves, by one statement: a response and its key, a lead with two
/// values and an activity, an execution with its start, and an event of each of the two steps.
/// Visits, log lines and statistics are left out, which the service writes too.
///
/// The rows are of a workspace that does not exist, and what the service would act on is never due.
public final class SubmissionRows {
  private static final String STATEMENT =
      """
      WITH
        made AS (SELECT uuidv7() AS response, uuidv7() AS lead, uuidv7() AS execution, now() AS at,
          cast(? AS uuid) AS workspace, cast(? AS text) AS token),
        filled AS (SELECT *, jsonb_build_object(
          'name', 'Ada Lovelace', 'email', token || '@example.com', 'company', 'Analytical Engines', 'budget', 12500,
          'message', 'We would like to see the engine at work, and hear what it costs.') AS data FROM made),
        response AS (
          INSERT INTO forms.response
            (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at)
          SELECT workspace, response, workspace, 1, data, '{}', jsonb_build_object('token', token), at FROM filled),
        response_key AS (
          INSERT INTO forms.response_key
            (workspace_id, form_id, idempotency_key, response_id, request_hash, created_at)
          SELECT workspace, workspace, token, response, sha256(token::bytea), at FROM made),
        lead AS (
          INSERT INTO leads.lead
            (workspace_id, id, email, name, company, stage, fields, source, form_id, submitted_at, created_at, updated_at)
          SELECT workspace, lead, token || '@example.com', 'Ada Lovelace', 'Analytical Engines', 'new',
            data - 'name' - 'email' - 'company', 'form', workspace, at, at, at FROM filled),
        value AS (
          INSERT INTO leads.lead_field_value (workspace_id, field_id, lead_id, ordinal, text, number)
          SELECT workspace, field, lead, 0, data ->> named_text, (data ->> named_number)::numeric
          FROM filled, (VALUES
            ('00000000-0000-0000-0000-000000000001'::uuid, 'message', NULL),
            ('00000000-0000-0000-0000-000000000002'::uuid, NULL, 'budget')) AS fields (field, named_text, named_number)),
        activity AS (
          INSERT INTO leads.lead_activity
            (workspace_id, id, lead_id, kind, actor, form_id, response_id, detail, occurred_at)
          SELECT workspace, uuidv7(), lead, 'SUBMITTED', 'form', workspace, response, '{}', at FROM made),
        execution AS (
          INSERT INTO workflows.execution
            (workspace_id, id, workflow_id, workflow_version, status, trigger_type, lead_id, response_id, state, created_at)
          SELECT workspace, execution, workspace, 1, 'QUEUED', 'TRIGGER_FORM_RESPONSE', lead, response,
            jsonb_build_object('response', jsonb_build_object('id', response, 'data', data),
              'variables', '{}'::jsonb, 'stepOutputs', '{}'::jsonb), at FROM filled),
        started AS (
          INSERT INTO workflows.execution_start (workspace_id, workflow_id, start_key, execution_id)
          SELECT workspace, workspace, response::text, execution FROM made),
        events AS (
          INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload, available_at)
          SELECT workspace, uuidv7(), 'bench', 'bench', jsonb_build_object('id', response, 'workspaceId', workspace,
            'occurredAt', at, 'formId', workspace, 'formVersion', 1, 'responseId', response)::text, 'infinity'
          FROM made, generate_series(1, 2))
      SELECT
      """;

  private final UUID workspace = UUID.randomUUID();

  /// A client that writes one submission a transaction.
  public SqlLoop.Transaction prepare(Connection connection) throws SQLException {
    var statement = connection.prepareStatement(STATEMENT);
    var client = UUID.randomUUID().toString().substring(0, 8);
    var tokens = new int[1];
    statement.setObject(1, workspace);
    return () -> {
      statement.setString(2, client + "-" + tokens[0]++);
      statement.execute();
    };
  }

  /// Takes what is never due out of the service's queue again, so that it does not pay for it.
  public void clear(Database database) throws SQLException {
    database.execute(
        "DELETE FROM kernel.outbox WHERE workspace_id = '%s'".formatted(workspace),
        "VACUUM kernel.outbox");
  }
}
