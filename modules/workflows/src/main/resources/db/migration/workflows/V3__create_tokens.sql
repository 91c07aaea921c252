-- An execution stands at several places at once. What it knows (state) is its user's and can be searched; where it
-- stands (progress) is the engine's.
ALTER TABLE workflows.execution
  ADD COLUMN progress       jsonb    NOT NULL DEFAULT '{"nextToken": 0}',
  -- where it stands, as '<workflow>/<node>': of those that are under way and those that failed; null for others
  ADD COLUMN places         text[],
  ADD COLUMN correlation_id text,
  -- 0 before 1 before 2
  ADD COLUMN priority       smallint NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 2),
  -- whom its end is told, if that one waits: the execution and the visit that started it
  ADD COLUMN parent_id      uuid,
  ADD COLUMN parent_step    uuid,
  -- how many executions stand above it
  ADD COLUMN depth          smallint NOT NULL DEFAULT 0,
  ADD COLUMN rerun_of       uuid,
  ADD COLUMN paused_at      timestamptz;

-- forced row-level security hides the rows from an owner that is no superuser
ALTER TABLE workflows.execution NO FORCE ROW LEVEL SECURITY;
UPDATE workflows.execution
SET state = state - 'visits' - 'position',
    progress = jsonb_build_object(
      'visits', coalesce(state -> 'visits', '{}'::jsonb),
      'nextToken', 1,
      'tokens',
      CASE WHEN jsonb_typeof(state -> 'position') = 'object' AND status IN ('RUNNING', 'WAITING', 'FAILED')
        THEN jsonb_build_array(jsonb_build_object(
          'id', 0,
          'position', state -> 'position',
          'phase', CASE status WHEN 'RUNNING' THEN 'REACHING' WHEN 'WAITING' THEN 'WAITING' ELSE 'FAILED' END))
        ELSE '[]'::jsonb END),
    places = CASE WHEN status IN ('RUNNING', 'WAITING', 'FAILED') AND current_node IS NOT NULL
      THEN ARRAY[workflow_id || '/' || current_node] END;
ALTER TABLE workflows.execution FORCE ROW LEVEL SECURITY;

CREATE INDEX execution_by_place ON workflows.execution USING gin (places) WHERE places IS NOT NULL;
CREATE INDEX execution_by_correlation ON workflows.execution (workspace_id, correlation_id, id)
  WHERE correlation_id IS NOT NULL;
CREATE INDEX execution_by_parent ON workflows.execution (workspace_id, parent_id, id) WHERE parent_id IS NOT NULL;

-- One row of the queue for each execution that has not ended: the lock for all that changes it. While it is leased
-- nobody but the owner takes it; the owner does whenever it is due.
ALTER TABLE workflows.execution_queue
  ADD COLUMN priority    smallint NOT NULL DEFAULT 1,
  ADD COLUMN lease_until timestamptz,
  -- what arrived for nodes that wait, oldest first
  ADD COLUMN signals     jsonb;
ALTER TABLE workflows.execution_queue NO FORCE ROW LEVEL SECURITY;
UPDATE workflows.execution_queue SET lease_until = due_at WHERE lease_owner IS NOT NULL;
ALTER TABLE workflows.execution_queue FORCE ROW LEVEL SECURITY;
DROP INDEX workflows.execution_queue_turns;
CREATE INDEX execution_queue_turns ON workflows.execution_queue (workspace_id, priority, due_at, execution_id);
-- leases that ran out
CREATE INDEX execution_queue_leases ON workflows.execution_queue (lease_until, workspace_id) WHERE lease_owner IS NOT NULL;

ALTER TABLE workflows.node_execution
  -- the execution's version by which the visit was written last: what a reader that saw an older one has missed
  ADD COLUMN execution_version integer NOT NULL DEFAULT 0,
  -- the item of the loop inside of which the visit was
  ADD COLUMN item              integer;
