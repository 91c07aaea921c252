-- The member who looks after a lead; members are not known here, so nothing refers to it.
ALTER TABLE leads.lead ADD COLUMN owner_id uuid;
COMMENT ON COLUMN leads.lead.owner_id IS 'a member''s id; any UUID is taken';

-- Partial: a captured lead has no owner, so capturing writes nothing here. One for each way to list, so that a page of a
-- large portfolio in a rare stage is read in order, too.
CREATE INDEX lead_newest_of_owner ON leads.lead (workspace_id, owner_id, created_at DESC, id DESC)
  WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
CREATE INDEX lead_newest_of_owner_in_stage ON leads.lead (workspace_id, owner_id, stage, created_at DESC, id DESC)
  WHERE deleted_at IS NULL AND owner_id IS NOT NULL;
