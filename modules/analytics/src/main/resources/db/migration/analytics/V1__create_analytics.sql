CREATE SCHEMA IF NOT EXISTS analytics;
SELECT kernel.open_schema('analytics');

-- Additive counters of UTC days. A day's row is updated for as long as the day lasts: room in the page and no index on a
-- counter keep those updates in place (HOT).

CREATE TABLE analytics.workspace_daily_stats (
  workspace_id          uuid   NOT NULL,
  stat_date             date   NOT NULL,
  responses             bigint NOT NULL DEFAULT 0,
  leads_created         bigint NOT NULL DEFAULT 0,
  executions_started    bigint NOT NULL DEFAULT 0,
  executions_completed  bigint NOT NULL DEFAULT 0,
  executions_failed     bigint NOT NULL DEFAULT 0,
  executions_cancelled  bigint NOT NULL DEFAULT 0,
  mails_sent            bigint NOT NULL DEFAULT 0,
  execution_duration_ms bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, stat_date)
) WITH (fillfactor = 70);
COMMENT ON COLUMN analytics.workspace_daily_stats.execution_duration_ms
  IS 'sum over the executions that ended on that day';
SELECT kernel.enable_tenancy('analytics.workspace_daily_stats', 'SELECT');

CREATE TABLE analytics.workflow_daily_stats (
  workspace_id          uuid   NOT NULL,
  workflow_id           uuid   NOT NULL,
  stat_date             date   NOT NULL,
  executions_started    bigint NOT NULL DEFAULT 0,
  executions_completed  bigint NOT NULL DEFAULT 0,
  executions_failed     bigint NOT NULL DEFAULT 0,
  executions_cancelled  bigint NOT NULL DEFAULT 0,
  mails_sent            bigint NOT NULL DEFAULT 0,
  execution_duration_ms bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, workflow_id, stat_date)
) WITH (fillfactor = 70);
-- all workflows of a workspace in a window of days
CREATE INDEX workflow_daily_stats_of_window ON analytics.workflow_daily_stats (workspace_id, stat_date, workflow_id);
-- the refresh of the summary, which is of all workspaces
CREATE INDEX workflow_daily_stats_recent ON analytics.workflow_daily_stats (stat_date);
SELECT kernel.enable_tenancy('analytics.workflow_daily_stats', 'SELECT');

CREATE TABLE analytics.form_daily_stats (
  workspace_id uuid   NOT NULL,
  form_id      uuid   NOT NULL,
  stat_date    date   NOT NULL,
  responses    bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, form_id, stat_date)
) WITH (fillfactor = 70);
SELECT kernel.enable_tenancy('analytics.form_daily_stats', 'SELECT');

-- The summary -------------------------------------------------------------------------------------------------------

-- A refresh reads as the owner of the view, and forced row-level security binds the owner, too: without a policy the
-- summary would be empty.
CREATE POLICY summary ON analytics.workflow_daily_stats FOR SELECT TO CURRENT_USER USING (true);

CREATE MATERIALIZED VIEW analytics.workflow_summary AS
SELECT workspace_id, workflow_id, started, completed, failed, cancelled, mails_sent, last_active_day,
       CASE WHEN completed + failed = 0 THEN 0 ELSE round(failed::numeric / (completed + failed), 6) END AS failure_rate,
       CASE WHEN ended = 0 THEN 0 ELSE round(duration_ms / ended)::bigint END AS average_duration_ms
FROM (
  SELECT workspace_id, workflow_id,
         sum(executions_started)::bigint    AS started,
         sum(executions_completed)::bigint  AS completed,
         sum(executions_failed)::bigint     AS failed,
         sum(executions_cancelled)::bigint  AS cancelled,
         sum(mails_sent)::bigint            AS mails_sent,
         sum(execution_duration_ms)         AS duration_ms,
         sum(executions_completed + executions_failed + executions_cancelled) AS ended,
         max(stat_date)                     AS last_active_day
  FROM analytics.workflow_daily_stats
  WHERE stat_date > (now() AT TIME ZONE 'UTC')::date - 30
  GROUP BY workspace_id, workflow_id
) AS recent;
CREATE UNIQUE INDEX workflow_summary_key ON analytics.workflow_summary (workspace_id, workflow_id);

-- Row-level security does not cover materialized views: nobody but the owner may read this one. What requests read is the
-- view below. It runs with its owner's rights, since with security_invoker tributary_app would need a grant on the
-- materialized view, and with it would see every workspace. The barrier keeps functions of a query's own conditions from
-- seeing rows that the filter has not passed.
REVOKE ALL ON analytics.workflow_summary FROM PUBLIC;
CREATE VIEW analytics.workflow_summary_of_workspace WITH (security_barrier) AS
SELECT * FROM analytics.workflow_summary
WHERE workspace_id = (SELECT nullif(current_setting('tributary.workspace_id', true), '')::uuid);
GRANT SELECT ON analytics.workflow_summary_of_workspace TO tributary_app;

CREATE TABLE analytics.refresh_state (
  name    text        PRIMARY KEY,
  as_of   timestamptz NOT NULL,
  took_ms integer     NOT NULL
);
COMMENT ON COLUMN analytics.refresh_state.as_of IS 'everything that was committed before is in the summary';
INSERT INTO analytics.refresh_state VALUES ('workflow_summary', now(), 0);
GRANT SELECT ON analytics.refresh_state TO tributary_app, tributary_worker;

-- Only an owner may refresh. Workers own nothing, so they are lent this one right.
CREATE FUNCTION analytics.refresh_workflow_summary() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  begun timestamptz := clock_timestamp();
  took  integer;
BEGIN
  REFRESH MATERIALIZED VIEW CONCURRENTLY analytics.workflow_summary;
  took := extract(epoch FROM clock_timestamp() - begun) * 1000;
  UPDATE analytics.refresh_state SET as_of = begun, took_ms = took WHERE name = 'workflow_summary';
  RETURN took;
END
$$;
REVOKE ALL ON FUNCTION analytics.refresh_workflow_summary() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analytics.refresh_workflow_summary() TO tributary_worker;
