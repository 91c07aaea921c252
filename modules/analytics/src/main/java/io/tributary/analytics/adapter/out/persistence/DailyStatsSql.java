package io.tributary.analytics.adapter.out.persistence;

import io.tributary.kernel.transactions.ScopedSelect;

/// Additions are one statement for a table and batch, with rows in the order in which they are
/// locked. Reads give only days on which something was counted, with columns in the order of
/// `Counters`.
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
      ScopedSelect.of(
          """
          SELECT stat_date, responses, leads_created, executions_started, executions_completed,
                 executions_failed, executions_cancelled, mails_sent, execution_duration_ms
          FROM analytics.workspace_daily_stats
          WHERE workspace_id = scope.workspace_id AND stat_date BETWEEN :from AND :to
          """);

  static final String DAYS_OF_WORKFLOW =
      ScopedSelect.of(
          """
          SELECT stat_date, executions_started, executions_completed,
                 executions_failed, executions_cancelled, mails_sent, execution_duration_ms
          FROM analytics.workflow_daily_stats
          WHERE workspace_id = scope.workspace_id AND workflow_id = :workflow
            AND stat_date BETWEEN :from AND :to
          """);

  static final String DAYS_OF_FORM =
      ScopedSelect.of(
          """
          SELECT stat_date, responses FROM analytics.form_daily_stats
          WHERE workspace_id = scope.workspace_id AND form_id = :form
            AND stat_date BETWEEN :from AND :to
          """);

  private DailyStatsSql() {}
}
