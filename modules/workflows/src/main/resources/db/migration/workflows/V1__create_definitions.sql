CREATE SCHEMA IF NOT EXISTS workflows;
SELECT kernel.open_schema('workflows');

CREATE TABLE workflows.workflow (
  workspace_id      uuid        NOT NULL,
  id                uuid        NOT NULL,
  name              text        NOT NULL,
  description       text        NOT NULL,
  status            text        NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'PAUSED', 'ARCHIVED')),
  draft             jsonb       NOT NULL,
  version           integer     NOT NULL,
  published_version integer,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
COMMENT ON COLUMN workflows.workflow.version IS 'counts changes of this row; published versions are counted by published_version';
-- the list of one status, newest first; the list of all goes by the primary key
CREATE INDEX workflow_by_status ON workflows.workflow (workspace_id, status, id);
SELECT kernel.enable_tenancy('workflows.workflow', 'SELECT, INSERT, UPDATE');

CREATE TABLE workflows.workflow_version (
  workspace_id uuid        NOT NULL,
  workflow_id  uuid        NOT NULL,
  version      integer     NOT NULL,
  name         text        NOT NULL,
  definition   jsonb       NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, workflow_id, version),
  FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflows.workflow (workspace_id, id)
);
SELECT kernel.enable_tenancy('workflows.workflow_version', 'SELECT, INSERT');
-- executions are pinned to a version: nobody may change it under them
REVOKE UPDATE ON workflows.workflow_version FROM tributary_worker;

CREATE TABLE workflows.workflow_trigger (
  workspace_id uuid    NOT NULL,
  workflow_id  uuid    NOT NULL,
  version      integer NOT NULL,
  type         text    NOT NULL,
  form_id      uuid,
  PRIMARY KEY (workspace_id, workflow_id),
  FOREIGN KEY (workspace_id, workflow_id, version)
    REFERENCES workflows.workflow_version (workspace_id, workflow_id, version)
);
COMMENT ON TABLE workflows.workflow_trigger IS 'what starts the current version of each active workflow; paused and archived ones have no row';
COMMENT ON COLUMN workflows.workflow_trigger.form_id IS 'only responses to that form; null for any';
CREATE INDEX workflow_trigger_match ON workflows.workflow_trigger (workspace_id, type, form_id) INCLUDE (workflow_id, version);
SELECT kernel.enable_tenancy('workflows.workflow_trigger');
