-- Reading ------------------------------------------------------------------------------------------------------------

-- "the failed ones of this workflow" is the commonest question; those of all statuses are merged from each status's newest
DROP INDEX workflows.execution_by_workflow;
CREATE INDEX execution_by_workflow ON workflows.execution (workspace_id, workflow_id, status, id);
CREATE INDEX execution_paused ON workflows.execution (workspace_id, id) WHERE paused_at IS NOT NULL;

-- Containment (@>). The workspace stands above the state as a key, and so is part of every key of the index: what other
-- workspaces have in common with this one is not even looked at. Row-level security lets only the worker's role use it,
-- since @> is not leakproof.
CREATE INDEX execution_by_state ON workflows.execution
  USING gin ((jsonb_set('{}', ARRAY[workspace_id::text], state)) jsonb_path_ops);

-- History ------------------------------------------------------------------------------------------------------------

-- a workspace without a row keeps what there is and has no limit
CREATE TABLE workflows.settings (
  workspace_id      uuid        NOT NULL PRIMARY KEY,
  concurrency_limit integer     CHECK (concurrency_limit BETWEEN 1 AND 100000),
  log_days          integer     CHECK (log_days BETWEEN 1 AND 90),
  execution_days    integer     CHECK (execution_days BETWEEN 1 AND 3650),
  version           integer     NOT NULL,
  updated_at        timestamptz NOT NULL
);
SELECT kernel.enable_tenancy('workflows.settings', 'SELECT, INSERT, UPDATE');

-- what was started goes with its execution
CREATE INDEX execution_start_by_execution ON workflows.execution_start (workspace_id, execution_id);
