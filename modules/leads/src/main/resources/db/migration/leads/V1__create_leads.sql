CREATE SCHEMA IF NOT EXISTS leads;
SELECT kernel.open_schema('leads');

-- Pipeline ------------------------------------------------------------------------------------------------------------

-- A workspace without rows here has the default stages.
CREATE TABLE leads.stage (
  workspace_id uuid    NOT NULL,
  key          text    NOT NULL,
  label        text    NOT NULL,
  position     integer NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
SELECT kernel.enable_tenancy('leads.stage');

-- Leads ---------------------------------------------------------------------------------------------------------------

-- The row carries its custom fields' values, so that reading a lead is one row. A submission that is merged changes no
-- indexed column: with room left on the page it needs no new index entries.
CREATE TABLE leads.lead (
  workspace_id   uuid        NOT NULL,
  id             uuid        NOT NULL,
  email          text,
  name           text,
  company        text,
  phone          text,
  stage          text        NOT NULL,
  fields         jsonb       NOT NULL DEFAULT '{}',
  source         text        NOT NULL,
  form_id        uuid,
  submitted_at   timestamptz,
  request_key    text,
  request_hash   text,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,
  version        integer     NOT NULL DEFAULT 1,
  deleted_at     timestamptz,
  PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 85);
COMMENT ON COLUMN leads.lead.email IS 'trimmed, NFC, lower case';
COMMENT ON COLUMN leads.lead.submitted_at IS 'of the latest submission that was merged: an earlier one that comes later only fills gaps';
COMMENT ON COLUMN leads.lead.request_key IS 'the Idempotency-Key it was created with';

CREATE UNIQUE INDEX lead_email ON leads.lead (workspace_id, email) WHERE deleted_at IS NULL AND email IS NOT NULL;
CREATE UNIQUE INDEX lead_request_key ON leads.lead (workspace_id, request_key) WHERE request_key IS NOT NULL;
-- A page reads its fifty rows whole, since an item shows all fields; so these carry the order and nothing to include.
CREATE INDEX lead_newest ON leads.lead (workspace_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX lead_newest_of_stage ON leads.lead (workspace_id, stage, created_at DESC, id DESC) WHERE deleted_at IS NULL;
SELECT kernel.enable_tenancy('leads.lead');

-- Custom fields -------------------------------------------------------------------------------------------------------

CREATE TABLE leads.lead_field (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  key          text        NOT NULL,
  label        text        NOT NULL,
  type         text        NOT NULL,
  options      text[]      NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
);
SELECT kernel.enable_tenancy('leads.lead_field');

-- Its row is the lock under which a workspace gets new fields.
CREATE TABLE leads.field_budget (
  workspace_id uuid    PRIMARY KEY,
  used         integer NOT NULL
);
SELECT kernel.enable_tenancy('leads.field_budget');

-- A filterable field's value in its own type; several rows for a choice of several. Written with the lead's row locked,
-- and leads are never removed, so a foreign key would only cost a look-up per row on the busiest path.
CREATE TABLE leads.lead_field_value (
  workspace_id uuid    NOT NULL,
  field_id     uuid    NOT NULL,
  lead_id      uuid    NOT NULL,
  ordinal      integer NOT NULL DEFAULT 0,
  text         text,
  number       numeric,
  time         timestamptz,
  PRIMARY KEY (workspace_id, lead_id, field_id, ordinal),
  CHECK (num_nonnulls(text, number, time) = 1)
);
SELECT kernel.enable_tenancy('leads.lead_field_value');

-- Activity ------------------------------------------------------------------------------------------------------------

CREATE TABLE leads.lead_activity (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  lead_id      uuid        NOT NULL,
  kind         text        NOT NULL,
  actor        text        NOT NULL,
  form_id      uuid,
  response_id  uuid,
  detail       jsonb       NOT NULL DEFAULT '{}',
  occurred_at  timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX lead_activity_newest ON leads.lead_activity (workspace_id, lead_id, id DESC);
-- One response is captured once, however often its event comes.
CREATE UNIQUE INDEX lead_activity_response ON leads.lead_activity (workspace_id, response_id) WHERE response_id IS NOT NULL;
SELECT kernel.enable_tenancy('leads.lead_activity');
