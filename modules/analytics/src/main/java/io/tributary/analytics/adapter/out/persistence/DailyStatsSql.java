package io.tributary.analytics.adapter.out.persistence;

/// Additions are one statement for a table and batch, with rows in the order in which they are
/// locked. Reads make the days first and look each of them up, so that empty days are there, too.
final class DailyStatsSql {
  static final String ADD_TO_WORKSPACES =
      """
      INSERT INTO analytics.workspace_daily_stats AS stats
        (workspace_id, stat_date, responses, leads_created, executions_started,
         executions_completed, executions_failed, executions_cancelled, mails_sent, execution_duration_ms)
      SELECT * FROM unnest(:workspaces, :days, :responses, :leads, :started, :completed,
                           :failed, :cancelled, :mails, :durations)
      ON CONFLICT (workspace_id, stat_date) DO UPDATE SET
        responses = stats.responses + excluded.responses,
        leads_created = stats.leads_created + excluded.leads_created,
        executions_started = stats.executions_started + excluded.executions_started,
        executions_completed = stats.executions_completed + excluded.executions_completed,
        executions_failed = stats.executions_failed + excluded.executions_failed,
        executions_cancelled = stats.executions_cancelled + excluded.executions_cancelled,
        mails_sent = stats.mails_sent + excluded.mails_sent,
        execution_duration_ms = stats.execution_duration_ms + excluded.execution_duration_ms
      """;

  static final String ADD_TO_WORKFLOWS =
      """
      INSERT INTO analytics.workflow_daily_stats AS stats
        (workspace_id, workflow_id, stat_date, executions_started, executions_completed,
         executions_failed, executions_cancelled, mails_sent, execution_duration_ms)
      SELECT * FROM unnest(:workspaces, :workflows, :days, :started, :completed,
                           :failed, :cancelled, :mails, :durations)
      ON CONFLICT (workspace_id, workflow_id, stat_date) DO UPDATE SET
        executions_started = stats.executions_started + excluded.executions_started,
        executions_completed = stats.executions_completed + excluded.executions_completed,
        executions_failed = stats.executions_failed + excluded.executions_failed,
        executions_cancelled = stats.executions_cancelled + excluded.executions_cancelled,
        mails_sent = stats.mails_sent + excluded.mails_sent,
        execution_duration_ms = stats.execution_duration_ms + excluded.execution_duration_ms
      """;

  static final String ADD_TO_FORMS =
      """
      INSERT INTO analytics.form_daily_stats AS stats (workspace_id, form_id, stat_date, responses)
      SELECT * FROM unnest(:workspaces, :forms, :days, :responses)
      ON CONFLICT (workspace_id, form_id, stat_date) DO UPDATE SET
        responses = stats.responses + excluded.responses
      """;

  static final String DAYS_OF_WORKSPACE =
      """
      SELECT day::date AS stat_date,
             coalesce(responses, 0) AS responses,
             coalesce(leads_created, 0) AS leads_created,
             coalesce(executions_started, 0) AS executions_started,
             coalesce(executions_completed, 0) AS executions_completed,
             coalesce(executions_failed, 0) AS executions_failed,
             coalesce(executions_cancelled, 0) AS executions_cancelled,
             coalesce(mails_sent, 0) AS mails_sent,
             coalesce(execution_duration_ms, 0) AS execution_duration_ms
      FROM generate_series(:from::timestamp, :to::timestamp, interval '1 day') AS day
      LEFT JOIN analytics.workspace_daily_stats stats
        ON stats.workspace_id = :workspace
       AND stats.stat_date = day::date AND stats.stat_date BETWEEN :from AND :to
      ORDER BY day
      """;

  static final String DAYS_OF_WORKFLOW =
      """
      SELECT day::date AS stat_date,
             0::bigint AS responses,
             0::bigint AS leads_created,
             coalesce(executions_started, 0) AS executions_started,
             coalesce(executions_completed, 0) AS executions_completed,
             coalesce(executions_failed, 0) AS executions_failed,
             coalesce(executions_cancelled, 0) AS executions_cancelled,
             coalesce(mails_sent, 0) AS mails_sent,
             coalesce(execution_duration_ms, 0) AS execution_duration_ms
      FROM generate_series(:from::timestamp, :to::timestamp, interval '1 day') AS day
      LEFT JOIN analytics.workflow_daily_stats stats
        ON stats.workspace_id = :workspace AND stats.workflow_id = :workflow
       AND stats.stat_date = day::date AND stats.stat_date BETWEEN :from AND :to
      ORDER BY day
      """;

  static final String DAYS_OF_FORM =
      """
      SELECT day::date AS stat_date,
             coalesce(responses, 0) AS responses,
             0::bigint AS leads_created,
             0::bigint AS executions_started,
             0::bigint AS executions_completed,
             0::bigint AS executions_failed,
             0::bigint AS executions_cancelled,
             0::bigint AS mails_sent,
             0::bigint AS execution_duration_ms
      FROM generate_series(:from::timestamp, :to::timestamp, interval '1 day') AS day
      LEFT JOIN analytics.form_daily_stats stats
        ON stats.workspace_id = :workspace AND stats.form_id = :form
       AND stats.stat_date = day::date AND stats.stat_date BETWEEN :from AND :to
      ORDER BY day
      """;

  private DailyStatsSql() {}
}
