-- What a workspace may consume in a period; without a row there is no limit. Requests read it, the system's key sets it.
CREATE TABLE workspaces.quota (
  workspace_id uuid        NOT NULL REFERENCES workspaces.workspace,
  key          text        NOT NULL,
  units        bigint      NOT NULL CHECK (units >= 0),
  period       text        NOT NULL CHECK (period IN ('DAY', 'MONTH')),
  set_at       timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
SELECT kernel.enable_tenancy('workspaces.quota', 'SELECT');

-- What was consumed of it, and what nodes have leased to hand out. The row is written about twice a second while there
-- is traffic: room on its page keeps those writes off the index.
CREATE TABLE workspaces.quota_usage (
  workspace_id uuid   NOT NULL REFERENCES workspaces.workspace,
  key          text   NOT NULL,
  period       text   NOT NULL,
  starts_on    date   NOT NULL,
  used         bigint NOT NULL CHECK (used >= 0),
  PRIMARY KEY (workspace_id, key, period, starts_on)
) WITH (fillfactor = 50);
SELECT kernel.enable_tenancy('workspaces.quota_usage', 'SELECT');
