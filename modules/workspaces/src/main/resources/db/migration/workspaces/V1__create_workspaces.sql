CREATE SCHEMA IF NOT EXISTS workspaces;
SELECT kernel.open_schema('workspaces');

CREATE TABLE workspaces.workspace (
  workspace_id uuid        PRIMARY KEY,
  name         text        NOT NULL,
  time_zone    text        NOT NULL,
  created_at   timestamptz NOT NULL
);
SELECT kernel.enable_tenancy('workspaces.workspace', 'SELECT');

CREATE TABLE workspaces.api_key (
  workspace_id uuid        NOT NULL REFERENCES workspaces.workspace,
  id           uuid        NOT NULL,
  name         text        NOT NULL,
  -- SHA-256 of the key: it has 256 random bits, so there is nothing to guess and no need for salt or a slow hash
  hash         bytea       NOT NULL,
  hint         text        NOT NULL,
  permissions  text[]      NOT NULL,
  created_at   timestamptz NOT NULL,
  created_by   text        NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, hash)
);
SELECT kernel.enable_tenancy('workspaces.api_key');

-- The system's own key, where none is configured: drawn at the first start, shown once, one row.
CREATE TABLE workspaces.system_key (
  only_one   boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
  hash       bytea       NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON workspaces.system_key TO tributary_worker;
