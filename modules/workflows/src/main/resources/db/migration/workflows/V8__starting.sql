-- Concurrency --------------------------------------------------------------------------------------------------------

-- What has a limit: a workflow, by its id, or the workspace itself, by its own. The row is the lock for all that decides
-- by how many of its slots are taken.
CREATE TABLE workflows.concurrency_scope (
  workspace_id uuid NOT NULL,
  scope        uuid NOT NULL,
  PRIMARY KEY (workspace_id, scope)
);
SELECT kernel.enable_tenancy('workflows.concurrency_scope', 'SELECT');

-- A slot that an execution has taken, or, if it is held, waits for. Goes when the execution ends.
CREATE TABLE workflows.execution_slot (
  workspace_id uuid        NOT NULL,
  scope        uuid        NOT NULL,
  execution_id uuid        NOT NULL,
  held         boolean     NOT NULL,
  priority     smallint    NOT NULL,
  since        timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, scope, execution_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
CREATE INDEX execution_slot_by_execution ON workflows.execution_slot (workspace_id, execution_id);
-- who goes next
CREATE INDEX execution_slot_held ON workflows.execution_slot (workspace_id, scope, priority, since, execution_id) WHERE held;
-- who gives way first
CREATE INDEX execution_slot_taken ON workflows.execution_slot (workspace_id, scope, since, execution_id) WHERE NOT held;
SELECT kernel.enable_tenancy('workflows.execution_slot', 'SELECT, DELETE');

-- Debounce -----------------------------------------------------------------------------------------------------------

-- The start for a lead that waits for others to take its place.
CREATE TABLE workflows.debounced_start (
  workspace_id uuid        NOT NULL,
  workflow_id  uuid        NOT NULL,
  lead_id      uuid        NOT NULL,
  execution_id uuid        NOT NULL,
  -- whose place it took; null if it is the first
  former_id    uuid,
  -- when the first of them came
  first_at     timestamptz NOT NULL,
  due_at       timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, workflow_id, lead_id)
) WITH (fillfactor = 70);
CREATE INDEX debounced_start_due ON workflows.debounced_start (workspace_id, due_at);
SELECT kernel.enable_tenancy('workflows.debounced_start', 'SELECT');
