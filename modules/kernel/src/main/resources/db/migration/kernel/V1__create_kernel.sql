CREATE SCHEMA IF NOT EXISTS kernel;

-- Tenancy -----------------------------------------------------------------------------------------------------------

-- Requests run as tributary_app and see one workspace; workers run as tributary_worker and see all.
CREATE FUNCTION kernel.open_schema(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', name);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO tributary_app, tributary_worker', name);
END
$$;

-- Row-level security for a table with a column workspace_id, and the grants that go with it.
CREATE FUNCTION kernel.enable_tenancy(target regclass, app_grants text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  -- the sub-select is evaluated once a statement; nullif, since the setting is '' after the first transaction
  EXECUTE format($policy$
    CREATE POLICY tenant ON %s TO tributary_app
    USING (workspace_id = (SELECT nullif(current_setting('tributary.workspace_id', true), '')::uuid))
    WITH CHECK (workspace_id = (SELECT nullif(current_setting('tributary.workspace_id', true), '')::uuid))
    $policy$, target);
  EXECUTE format('CREATE POLICY worker ON %s TO tributary_worker USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT %s ON %s TO tributary_app', app_grants, target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO tributary_worker', target);
END
$$;

-- Partitions --------------------------------------------------------------------------------------------------------

-- The smallest UUIDv7 of an instant.
CREATE FUNCTION kernel.uuid_v7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid
$$;

CREATE TABLE kernel.partitioned_table (
  parent    text PRIMARY KEY,
  retention interval
);
COMMENT ON TABLE kernel.partitioned_table IS 'tables partitioned by month on a UUIDv7 id; a null retention keeps all';

CREATE FUNCTION kernel.create_partition(parent regclass, month timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  schema_name text;
  table_name  text;
  part        text;
  first_day   timestamp := date_trunc('month', month AT TIME ZONE 'UTC');
  low         uuid := kernel.uuid_v7_floor(first_day AT TIME ZONE 'UTC');
  high        uuid := kernel.uuid_v7_floor((first_day + interval '1 month') AT TIME ZONE 'UTC');
  full_name   text;
BEGIN
  SELECT n.nspname, c.relname INTO schema_name, table_name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = parent;
  part := table_name || '_' || to_char(first_day, 'YYYYMM');
  full_name := format('%I.%I', schema_name, part);
  IF to_regclass(full_name) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)', full_name, parent);
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', full_name);
  -- strays of that month move from the default partition, which would refuse the new one otherwise; locked first as
  -- attaching locks it anyway, so that no stray comes in between
  EXECUTE format('LOCK TABLE %I.%I IN ACCESS EXCLUSIVE MODE', schema_name, table_name || '_default');
  EXECUTE format('CREATE POLICY move ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', full_name);
  EXECUTE format(
    'WITH strays AS (DELETE FROM %1$I.%2$I WHERE id >= %3$L AND id < %4$L RETURNING *) INSERT INTO %5$s SELECT * FROM strays',
    schema_name, table_name || '_default', low, high, full_name);
  EXECUTE format('DROP POLICY move ON %s', full_name);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)', parent, full_name, low, high);
  RETURN full_name;
END
$$;

-- Registers a table that is PARTITION BY RANGE (id); gives it a default partition and those of this month and three ahead.
CREATE FUNCTION kernel.partition_by_month(target regclass, retention interval DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  schema_name text;
  table_name  text;
BEGIN
  SELECT n.nspname, c.relname INTO schema_name, table_name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
  INSERT INTO kernel.partitioned_table VALUES (schema_name || '.' || table_name, retention);
  EXECUTE format('CREATE TABLE %1$I.%2$I PARTITION OF %1$I.%3$I DEFAULT', schema_name, table_name || '_default', table_name);
  EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', schema_name, table_name || '_default');
  EXECUTE format('CREATE POLICY move ON %I.%I TO CURRENT_USER USING (true)', schema_name, table_name || '_default');
  PERFORM kernel.create_partition(target, now() + make_interval(months => ahead)) FROM generate_series(0, 3) AS ahead;
END
$$;

CREATE FUNCTION kernel.create_partitions(first timestamptz, last timestamptz) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  created text[] := '{}';
  made    text;
  entry   record;
BEGIN
  PERFORM pg_advisory_xact_lock(7236832542);
  FOR entry IN
    SELECT t.parent, month
    FROM kernel.partitioned_table t,
         generate_series(date_trunc('month', first AT TIME ZONE 'UTC'), last AT TIME ZONE 'UTC', interval '1 month') AS month
    ORDER BY t.parent, month
  LOOP
    made := kernel.create_partition(entry.parent::regclass, entry.month AT TIME ZONE 'UTC');
    IF made IS NOT NULL THEN
      created := created || made;
    END IF;
  END LOOP;
  RETURN created;
END
$$;

CREATE FUNCTION kernel.drop_expired_partitions(at timestamptz) RETURNS text[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  dropped text[] := '{}';
  entry   record;
BEGIN
  PERFORM pg_advisory_xact_lock(7236832542);
  FOR entry IN
    SELECT format('%I.%I', n.nspname, c.relname) AS part
    FROM kernel.partitioned_table t
    JOIN pg_inherits i ON i.inhparent = t.parent::regclass
    JOIN pg_class c ON c.oid = i.inhrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE t.retention IS NOT NULL
      AND right(c.relname, 6) ~ '^[0-9]{6}$'
      AND (to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month') <= (at AT TIME ZONE 'UTC') - t.retention
    ORDER BY 1
  LOOP
    EXECUTE 'DROP TABLE ' || entry.part;
    dropped := dropped || entry.part;
  END LOOP;
  -- what strayed into the default partition expires, too
  FOR entry IN
    SELECT t.parent || '_default' AS part, t.retention FROM kernel.partitioned_table t WHERE t.retention IS NOT NULL ORDER BY 1
  LOOP
    EXECUTE format('DELETE FROM %s WHERE id < %L', entry.part,
      kernel.uuid_v7_floor(date_trunc('month', (at AT TIME ZONE 'UTC') - entry.retention) AT TIME ZONE 'UTC'));
  END LOOP;
  RETURN dropped;
END
$$;

REVOKE ALL ON FUNCTION kernel.create_partitions(timestamptz, timestamptz), kernel.drop_expired_partitions(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kernel.create_partitions(timestamptz, timestamptz), kernel.drop_expired_partitions(timestamptz)
  TO tributary_worker;

SELECT kernel.open_schema('kernel');
GRANT SELECT ON kernel.partitioned_table TO tributary_worker;

-- Outbox ------------------------------------------------------------------------------------------------------------

CREATE TABLE kernel.outbox (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  listener     text        NOT NULL,
  event_type   text        NOT NULL,
  payload      text        NOT NULL,
  attempts     integer     NOT NULL DEFAULT 0,
  last_error   text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  available_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
CREATE INDEX outbox_due ON kernel.outbox (listener, available_at, id);
SELECT kernel.enable_tenancy('kernel.outbox', 'INSERT');

CREATE TABLE kernel.dead_letter (
  workspace_id uuid        NOT NULL,
  id           uuid        NOT NULL,
  listener     text        NOT NULL,
  event_type   text        NOT NULL,
  payload      text        NOT NULL,
  attempts     integer     NOT NULL,
  error        text        NOT NULL,
  created_at   timestamptz NOT NULL,
  died_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX dead_letter_newest ON kernel.dead_letter (id);
SELECT kernel.enable_tenancy('kernel.dead_letter', 'SELECT');

-- Locks and secrets of the whole system -------------------------------------------------------------------------------

CREATE TABLE kernel.shedlock (
  name       text        PRIMARY KEY,
  lock_until timestamptz NOT NULL,
  locked_at  timestamptz NOT NULL,
  locked_by  text        NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON kernel.shedlock TO tributary_worker;

CREATE TABLE kernel.secret (
  name  text  PRIMARY KEY,
  value bytea NOT NULL
);
INSERT INTO kernel.secret
VALUES ('cursor', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));
GRANT SELECT ON kernel.secret TO tributary_worker;
