-- What is done to many executions: they are gone through from the newest that was there when the job was made, a batch
-- and a transaction at a time. How far it came is written with what was done, so that a crash repeats nothing.
CREATE TABLE workflows.control_job (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  action       text        NOT NULL CHECK (action IN ('CANCEL', 'PAUSE', 'RESUME', 'RETRY', 'RERUN', 'MIGRATE')),
  filter       jsonb       NOT NULL,
  arguments    jsonb       NOT NULL,
  status       text        NOT NULL CHECK (status IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  -- executions with this id and above are done with; at first the job's own id: what came later is not meant
  cursor_id    uuid        NOT NULL,
  done         bigint      NOT NULL DEFAULT 0,
  skipped      bigint      NOT NULL DEFAULT 0,
  failed       bigint      NOT NULL DEFAULT 0,
  -- the first hundred that were not done, and why
  errors       jsonb       NOT NULL DEFAULT '[]',
  -- why the job as a whole could not go on
  error        text,
  request_key  text,
  fingerprint  text        NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  -- when it was its turn last
  turn_at      timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX control_job_key ON workflows.control_job (workspace_id, request_key) WHERE request_key IS NOT NULL;
CREATE INDEX control_job_open ON workflows.control_job (workspace_id, turn_at, id) WHERE status IN ('QUEUED', 'RUNNING');
CREATE INDEX control_job_turns ON workflows.control_job (workspace_id, turn_at);
SELECT kernel.enable_tenancy('workflows.control_job', 'SELECT, INSERT, UPDATE');
