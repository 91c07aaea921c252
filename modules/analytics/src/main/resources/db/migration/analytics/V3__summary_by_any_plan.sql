-- Workers plan without sequential scans, for the sake of their queues; a summary reads whole tables.
ALTER FUNCTION analytics.refresh_workflow_summary() SET enable_seqscan = 'on';
