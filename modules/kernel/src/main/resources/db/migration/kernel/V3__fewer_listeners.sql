-- Listeners that do the same with several types of event became one. What waits for them goes to the new ones; nodes of
-- before must have stopped, as for V2. The owner sees the rows of a table only through a policy.
DO $$
DECLARE
  target regclass;
BEGIN
  FOREACH target IN ARRAY ARRAY['kernel.outbox', 'kernel.dead_letter']::regclass[] LOOP
    EXECUTE format('CREATE POLICY rename ON %s TO CURRENT_USER USING (true) WITH CHECK (true)', target);
    EXECUTE format(
      $sql$
      UPDATE %s SET listener = CASE
        WHEN listener LIKE 'analytics.%%' THEN 'analytics.counts' ELSE 'workflows.lead-triggers' END
      WHERE listener IN ('analytics.responses', 'analytics.leads', 'analytics.executions',
                         'workflows.leads-created', 'workflows.form-responses')
      $sql$, target);
    EXECUTE format('DROP POLICY rename ON %s', target);
  END LOOP;
END
$$;
