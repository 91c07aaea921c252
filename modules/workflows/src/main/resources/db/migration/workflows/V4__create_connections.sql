-- What HTTP requests prove themselves with. The secret part is sealed for its workspace and id, and never read by
-- clients.
CREATE TABLE workflows.credential (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  key          text        NOT NULL,
  name         text        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('BASIC', 'BEARER', 'HEADER', 'OAUTH2_CLIENT_CREDENTIALS')),
  -- the one that it is sent to, with a port unless it is the usual one
  host         text        NOT NULL,
  public       jsonb       NOT NULL,
  secret       bytea       NOT NULL,
  request_key  text,
  request_hash text,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  version      integer     NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key)
);
COMMENT ON COLUMN workflows.credential.request_key IS 'the Idempotency-Key it was created with';
CREATE UNIQUE INDEX credential_request_key ON workflows.credential (workspace_id, request_key) WHERE request_key IS NOT NULL;
SELECT kernel.enable_tenancy('workflows.credential');

CREATE TABLE workflows.mail_template (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  key          text        NOT NULL,
  name         text        NOT NULL,
  subject      text        NOT NULL,
  text_body    text,
  html_body    text,
  request_key  text,
  request_hash text,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  version      integer     NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key),
  CHECK (text_body IS NOT NULL OR html_body IS NOT NULL)
);
COMMENT ON COLUMN workflows.mail_template.request_key IS 'the Idempotency-Key it was created with';
CREATE UNIQUE INDEX mail_template_request_key ON workflows.mail_template (workspace_id, request_key) WHERE request_key IS NOT NULL;
SELECT kernel.enable_tenancy('workflows.mail_template');

-- A workspace's own mail server. The password is sealed for its workspace.
CREATE TABLE workflows.smtp_settings (
  workspace_id uuid        NOT NULL PRIMARY KEY,
  host         text        NOT NULL,
  port         integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
  security     text        NOT NULL CHECK (security IN ('STARTTLS', 'TLS', 'NONE')),
  username     text,
  secret       bytea,
  sender       text        NOT NULL,
  updated_at   timestamptz NOT NULL,
  version      integer     NOT NULL
);
SELECT kernel.enable_tenancy('workflows.smtp_settings');

ALTER TABLE workflows.mail
  ADD COLUMN sender_name text,
  ADD COLUMN cc          text[] NOT NULL DEFAULT '{}',
  ADD COLUMN bcc         text[] NOT NULL DEFAULT '{}';
