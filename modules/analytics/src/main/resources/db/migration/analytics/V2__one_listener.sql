SELECT kernel.rename_listener('analytics.responses', 'analytics.counts');
SELECT kernel.rename_listener('analytics.leads', 'analytics.counts');
SELECT kernel.rename_listener('analytics.executions', 'analytics.counts');
