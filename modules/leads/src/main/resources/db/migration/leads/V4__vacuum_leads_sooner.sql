-- A workflow changes nearly each new lead once, and a page of leads passes over every dead row between: not a fifth of the table may be dead
-- before it is vacuumed, as is the server's default, but a twentieth.
ALTER TABLE leads.lead SET (autovacuum_vacuum_scale_factor = 0.05);
