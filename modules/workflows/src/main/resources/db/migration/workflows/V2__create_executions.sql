CREATE SCHEMA IF NOT EXISTS workflows;
SELECT kernel.open_schema('workflows');

-- One run of one published version.
CREATE TABLE workflows.execution (
  workspace_id     uuid        NOT NULL,
  id               uuid        NOT NULL,
  workflow_id      uuid        NOT NULL,
  workflow_version integer     NOT NULL,
  status           text        NOT NULL
    CHECK (status IN ('QUEUED', 'RUNNING', 'WAITING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  trigger_type     text        NOT NULL,
  lead_id          uuid,
  response_id      uuid,
  current_node     text,
  state            jsonb       NOT NULL,
  error            jsonb,
  outcome          text,
  -- the fence: every write of the engine names the version that it read, and raises it
  version          integer     NOT NULL DEFAULT 1,
  created_at       timestamptz NOT NULL,
  started_at       timestamptz,
  ended_at         timestamptz,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX execution_by_workflow ON workflows.execution (workspace_id, workflow_id, id);
CREATE INDEX execution_by_lead ON workflows.execution (workspace_id, lead_id, id) WHERE lead_id IS NOT NULL;
CREATE INDEX execution_by_status ON workflows.execution (workspace_id, status, id);
SELECT kernel.partition_by_month('workflows.execution');
SELECT kernel.enable_tenancy('workflows.execution', 'SELECT, UPDATE');

-- What has not ended, and when the engine must look at it next. A lease is nothing but a due_at in the future and an owner:
-- a lease that ran out is due like everything else, and one index finds all.
CREATE TABLE workflows.execution_queue (
  workspace_id uuid        NOT NULL,
  execution_id uuid        NOT NULL,
  due_at       timestamptz NOT NULL DEFAULT now(),
  lease_owner  uuid,
  PRIMARY KEY (workspace_id, execution_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
-- taking turns between workspaces; within one, what is due longest
CREATE INDEX execution_queue_turns ON workflows.execution_queue (workspace_id, due_at, execution_id);
-- the row that is due longest, and the one that is due next
CREATE INDEX execution_queue_due ON workflows.execution_queue (due_at, workspace_id);
SELECT kernel.enable_tenancy('workflows.execution_queue', 'SELECT, DELETE');

-- What was started: unique per event (or client's key) and workflow, so that a second delivery starts nothing.
CREATE TABLE workflows.execution_start (
  workspace_id uuid        NOT NULL,
  workflow_id  uuid        NOT NULL,
  start_key    text        NOT NULL,
  execution_id uuid        NOT NULL,
  -- of what a client asked, to tell a repetition from another request under the same key
  fingerprint  text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, workflow_id, start_key)
);
SELECT kernel.enable_tenancy('workflows.execution_start', 'SELECT');

-- One visit of one node, with all its attempts.
CREATE TABLE workflows.node_execution (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  execution_id uuid        NOT NULL,
  node_id      text        NOT NULL,
  node_type    text        NOT NULL,
  visit        integer     NOT NULL,
  status       text        NOT NULL CHECK (status IN ('RUNNING', 'WAITING', 'COMPLETED', 'FAILED', 'SKIPPED')),
  attempts     integer     NOT NULL,
  output       jsonb,
  error        jsonb,
  started_at   timestamptz NOT NULL,
  ended_at     timestamptz,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX node_execution_by_execution ON workflows.node_execution (workspace_id, execution_id, id);
SELECT kernel.partition_by_month('workflows.node_execution');
SELECT kernel.enable_tenancy('workflows.node_execution', 'SELECT, UPDATE');

CREATE TABLE workflows.execution_log (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  execution_id uuid        NOT NULL,
  node_id      text,
  level        text        NOT NULL CHECK (level IN ('INFO', 'WARN', 'ERROR')),
  message      text        NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX execution_log_by_execution ON workflows.execution_log (workspace_id, execution_id, id);
SELECT kernel.partition_by_month('workflows.execution_log', interval '90 days');
SELECT kernel.enable_tenancy('workflows.execution_log', 'SELECT');

-- What signs the HTTP calls of a workspace. For a day after a rotation the former secret signs too.
CREATE TABLE workflows.webhook_secret (
  workspace_id   uuid        NOT NULL PRIMARY KEY,
  secret         text        NOT NULL,
  former_secret  text,
  former_until   timestamptz,
  created_at     timestamptz NOT NULL
);
SELECT kernel.enable_tenancy('workflows.webhook_secret', 'SELECT, INSERT, UPDATE');

-- Mails of a demo without an SMTP server. The key is the one of the effect: a repeated attempt adds nothing.
CREATE TABLE workflows.mail (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  message_key  text        NOT NULL,
  sender       text        NOT NULL,
  recipients   text[]      NOT NULL,
  reply_to     text,
  subject      text        NOT NULL,
  text_body    text,
  html_body    text,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_key)
);
SELECT kernel.enable_tenancy('workflows.mail', 'SELECT');
