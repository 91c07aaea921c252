-- For a module whose listener takes another name, or the place of several: gives it what waits, and what has died, under
-- the name of before. Nodes that still listen under that name must have stopped.
CREATE FUNCTION kernel.rename_listener(old_name text, new_name text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  target regclass;
BEGIN
  FOREACH target IN ARRAY ARRAY['kernel.outbox', 'kernel.dead_letter']::regclass[] LOOP
    -- the owner, too, sees the rows of a tenant table only through a policy
    EXECUTE format('CREATE POLICY rename ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', target);
    EXECUTE format('UPDATE %s SET listener = $1 WHERE listener = $2', target) USING new_name, old_name;
    EXECUTE format('DROP POLICY rename ON %s', target);
  END LOOP;
END
$$;
