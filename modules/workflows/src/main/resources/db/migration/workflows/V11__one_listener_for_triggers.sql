SELECT kernel.rename_listener('workflows.leads-created', 'workflows.lead-triggers');
SELECT kernel.rename_listener('workflows.form-responses', 'workflows.lead-triggers');
