-- What a workspace's other systems told it. Executions may wait for it.
CREATE TABLE workflows.event (
  workspace_id   uuid        NOT NULL,
  id             uuid        NOT NULL,
  name           text        NOT NULL,
  -- whom or what it is about; null if its name says all
  correlation_id text,
  data           jsonb       NOT NULL,
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX event_by_name ON workflows.event (workspace_id, name, id);
-- the name is looked at for each entry: of one correlation id there are few
CREATE INDEX event_by_correlation ON workflows.event (workspace_id, correlation_id, id) INCLUDE (name)
  WHERE correlation_id IS NOT NULL;
SELECT kernel.partition_by_month('workflows.event', interval '30 days');
SELECT kernel.enable_tenancy('workflows.event', 'SELECT, INSERT');

-- The Idempotency-Keys under which events came, as long as the events themselves.
CREATE TABLE workflows.event_key (
  workspace_id uuid        NOT NULL,
  request_key  text        NOT NULL,
  event_id     uuid        NOT NULL,
  fingerprint  text        NOT NULL,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, request_key)
);
SELECT kernel.enable_tenancy('workflows.event_key', 'SELECT, INSERT');

-- Who waits for what: a row for each visit of a node.
CREATE TABLE workflows.event_subscription (
  workspace_id   uuid        NOT NULL,
  step_id        uuid        NOT NULL,
  execution_id   uuid        NOT NULL,
  name           text        NOT NULL,
  -- null for events of that name whatever they are about
  correlation_id text,
  created_at     timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, step_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
CREATE INDEX event_subscription_match
  ON workflows.event_subscription (workspace_id, name, correlation_id, step_id) INCLUDE (execution_id);
SELECT kernel.enable_tenancy('workflows.event_subscription', 'SELECT');

-- How many turns a node that goes round has given out.
CREATE TABLE workflows.rotation (
  workspace_id uuid   NOT NULL,
  workflow_id  uuid   NOT NULL,
  node_id      text   NOT NULL,
  taken        bigint NOT NULL,
  PRIMARY KEY (workspace_id, workflow_id, node_id)
) WITH (fillfactor = 50);
SELECT kernel.enable_tenancy('workflows.rotation', 'SELECT');
