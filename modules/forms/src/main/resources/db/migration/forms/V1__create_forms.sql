CREATE SCHEMA IF NOT EXISTS forms;
SELECT kernel.open_schema('forms');

-- A form with its draft. The newest first is its key backwards: ids are UUIDv7.
CREATE TABLE forms.form (
  workspace_id      uuid        NOT NULL,
  id                uuid        NOT NULL,
  form_key          text        NOT NULL,
  title             text        NOT NULL,
  description       text,
  fields            jsonb       NOT NULL,
  status            text        NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
  published_version integer     CHECK (published_version > 0),
  version           integer     NOT NULL CHECK (version > 0),
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  CHECK (status <> 'PUBLISHED' OR published_version IS NOT NULL)
);
SELECT kernel.enable_tenancy('forms.form', 'SELECT, INSERT, UPDATE');

-- The one table that is looked up without a workspace: all that a visitor brings is the form's public key, and this
-- says whose it is. That is why its key does not start with workspace_id, and why only workers read it.
CREATE TABLE forms.form_address (
  form_key     text PRIMARY KEY,
  workspace_id uuid NOT NULL,
  form_id      uuid NOT NULL,
  FOREIGN KEY (workspace_id, form_id) REFERENCES forms.form (workspace_id, id)
);
SELECT kernel.enable_tenancy('forms.form_address', 'INSERT');

-- Immutable, so nobody but the owner of the schema may change or delete one.
CREATE TABLE forms.form_version (
  workspace_id uuid        NOT NULL,
  form_id      uuid        NOT NULL,
  version      integer     NOT NULL CHECK (version > 0),
  title        text        NOT NULL,
  description  text,
  fields       jsonb       NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, form_id, version),
  FOREIGN KEY (workspace_id, form_id) REFERENCES forms.form (workspace_id, id)
);
SELECT kernel.enable_tenancy('forms.form_version', 'SELECT, INSERT');
REVOKE UPDATE, DELETE ON forms.form_version FROM tributary_worker;

-- No foreign key to the version: it would lock that one row in every batch of submissions, and a version is never
-- deleted. submitted_at is the time in the id, kept as a column for people who look.
CREATE TABLE forms.response (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  form_id      uuid        NOT NULL,
  form_version integer     NOT NULL,
  data         jsonb       NOT NULL,
  hidden       jsonb       NOT NULL,
  metadata     jsonb       NOT NULL,
  submitted_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
) PARTITION BY RANGE (id);
CREATE INDEX response_newest ON forms.response (workspace_id, form_id, id DESC);
SELECT kernel.partition_by_month('forms.response', NULL);
SELECT kernel.enable_tenancy('forms.response', 'SELECT');

-- Which response a client's Idempotency-Key stands for. Kept as long as the responses: a key has no date in it, so
-- a repeat after any time is known as one.
CREATE TABLE forms.response_key (
  workspace_id    uuid        NOT NULL,
  form_id         uuid        NOT NULL,
  idempotency_key text        NOT NULL,
  response_id     uuid        NOT NULL,
  request_hash    bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, form_id, idempotency_key)
);
SELECT kernel.enable_tenancy('forms.response_key', 'SELECT');
