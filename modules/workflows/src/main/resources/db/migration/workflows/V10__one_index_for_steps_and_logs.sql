-- Visits and log lines are looked for by their execution, always: with it in the key, one index does what two did, and a row
-- that is written costs half the index entries. Both tables are locked until their index is built.
ALTER TABLE workflows.node_execution
  DROP CONSTRAINT node_execution_pkey,
  ADD PRIMARY KEY (workspace_id, execution_id, id);
DROP INDEX workflows.node_execution_by_execution;

ALTER TABLE workflows.execution_log
  DROP CONSTRAINT execution_log_pkey,
  ADD PRIMARY KEY (workspace_id, execution_id, id);
DROP INDEX workflows.execution_log_by_execution;
