-- Each lead is changed once or twice soon after it was made. A share of the table grows with it; where next to nothing
-- of a large table is dead, vacuum leaves its indexes alone, so coming often costs little.
ALTER TABLE leads.lead SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
