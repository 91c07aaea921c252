ALTER TABLE workflows.workflow_trigger ADD COLUMN debounce_seconds integer;
COMMENT ON COLUMN workflows.workflow_trigger.debounce_seconds IS 'how long a start waits for another one for the same lead; null for not at all';
-- matching reads the index alone
DROP INDEX workflows.workflow_trigger_match;
CREATE INDEX workflow_trigger_match ON workflows.workflow_trigger (workspace_id, type, form_id)
  INCLUDE (workflow_id, version, debounce_seconds);

-- A client that repeats the request that created a workflow gets the one that is there.
ALTER TABLE workflows.workflow
  ADD COLUMN request_key  text,
  ADD COLUMN request_hash text;
COMMENT ON COLUMN workflows.workflow.request_key IS 'the Idempotency-Key it was created with';
COMMENT ON COLUMN workflows.workflow.request_hash IS 'of the body that came with it';
CREATE UNIQUE INDEX workflow_request_key ON workflows.workflow (workspace_id, request_key) WHERE request_key IS NOT NULL;

-- The parts of every definition, to be searched. Version 0 is the draft, which may break rules: what cannot be read
-- of it has no row.
CREATE TABLE workflows.node (
  workspace_id uuid    NOT NULL,
  workflow_id  uuid    NOT NULL,
  version      integer NOT NULL,
  node_id      text    NOT NULL,
  type         text    NOT NULL,
  label        text    NOT NULL,
  config       jsonb   NOT NULL,
  PRIMARY KEY (workspace_id, workflow_id, version, node_id),
  FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflows.workflow (workspace_id, id)
);
CREATE TABLE workflows.edge (
  workspace_id uuid    NOT NULL,
  workflow_id  uuid    NOT NULL,
  version      integer NOT NULL,
  edge_id      text    NOT NULL,
  source       text    NOT NULL,
  target       text    NOT NULL,
  handle       text,
  condition    jsonb,
  PRIMARY KEY (workspace_id, workflow_id, version, edge_id),
  FOREIGN KEY (workspace_id, workflow_id) REFERENCES workflows.workflow (workspace_id, id)
);

-- forced row-level security hides the rows from an owner that is no superuser
ALTER TABLE workflows.workflow NO FORCE ROW LEVEL SECURITY;
ALTER TABLE workflows.workflow_version NO FORCE ROW LEVEL SECURITY;
CREATE TEMPORARY TABLE stored_definition ON COMMIT DROP AS
  SELECT workspace_id, id AS workflow_id, 0 AS version, draft AS definition FROM workflows.workflow
  UNION ALL
  SELECT workspace_id, workflow_id, version, definition FROM workflows.workflow_version;
ALTER TABLE workflows.workflow FORCE ROW LEVEL SECURITY;
ALTER TABLE workflows.workflow_version FORCE ROW LEVEL SECURITY;

INSERT INTO workflows.node (workspace_id, workflow_id, version, node_id, type, label, config)
SELECT DISTINCT ON (d.workspace_id, d.workflow_id, d.version, n.value ->> 'id')
       d.workspace_id, d.workflow_id, d.version, n.value ->> 'id', n.value ->> 'type',
       CASE WHEN jsonb_typeof(n.value #> '{data,label}') = 'string'
                 AND btrim(n.value #>> '{data,label}') <> ''
                 AND char_length(n.value #>> '{data,label}') <= 200
            THEN n.value #>> '{data,label}' ELSE n.value ->> 'id' END,
       CASE WHEN jsonb_typeof(n.value #> '{data,config}') = 'object'
            THEN n.value #> '{data,config}' ELSE '{}' END
FROM stored_definition d
CROSS JOIN LATERAL jsonb_array_elements(
  CASE jsonb_typeof(d.definition -> 'nodes') WHEN 'array' THEN d.definition -> 'nodes' ELSE '[]' END)
  WITH ORDINALITY AS n (value, place)
WHERE jsonb_typeof(n.value -> 'id') = 'string' AND char_length(n.value ->> 'id') BETWEEN 1 AND 100
  AND jsonb_typeof(n.value -> 'type') = 'string' AND char_length(n.value ->> 'type') BETWEEN 1 AND 100
ORDER BY d.workspace_id, d.workflow_id, d.version, n.value ->> 'id', n.place;

INSERT INTO workflows.edge (workspace_id, workflow_id, version, edge_id, source, target, handle, condition)
SELECT DISTINCT ON (d.workspace_id, d.workflow_id, d.version, e.value ->> 'id')
       d.workspace_id, d.workflow_id, d.version, e.value ->> 'id', e.value ->> 'source', e.value ->> 'target',
       CASE jsonb_typeof(e.value -> 'sourceHandle')
         WHEN 'string' THEN nullif(e.value ->> 'sourceHandle', '') END,
       nullif(e.value #> '{data,condition}', 'null')
FROM stored_definition d
CROSS JOIN LATERAL jsonb_array_elements(
  CASE jsonb_typeof(d.definition -> 'edges') WHEN 'array' THEN d.definition -> 'edges' ELSE '[]' END)
  WITH ORDINALITY AS e (value, place)
WHERE jsonb_typeof(e.value -> 'id') = 'string' AND char_length(e.value ->> 'id') BETWEEN 1 AND 100
  AND jsonb_typeof(e.value -> 'source') = 'string' AND char_length(e.value ->> 'source') BETWEEN 1 AND 100
  AND jsonb_typeof(e.value -> 'target') = 'string' AND char_length(e.value ->> 'target') BETWEEN 1 AND 100
ORDER BY d.workspace_id, d.workflow_id, d.version, e.value ->> 'id', e.place;

-- "which nodes send this template"; the primary key serves what asks for none
CREATE INDEX node_config ON workflows.node USING gin (config jsonb_path_ops);
CREATE INDEX node_by_type ON workflows.node (workspace_id, type, workflow_id, version, node_id);
CREATE INDEX edge_condition ON workflows.edge USING gin (condition jsonb_path_ops) WHERE condition IS NOT NULL;
SELECT kernel.enable_tenancy('workflows.node');
SELECT kernel.enable_tenancy('workflows.edge');
