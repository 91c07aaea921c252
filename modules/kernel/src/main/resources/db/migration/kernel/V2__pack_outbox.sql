-- A row carries all events of one append for one workspace and listener: in `payload` one JSON text a line, and how many
-- in `events`. A row of before is a row of one event.
ALTER TABLE kernel.outbox ADD COLUMN events integer NOT NULL DEFAULT 1 CHECK (events > 0);
COMMENT ON COLUMN kernel.outbox.payload IS 'events as JSON, one a line, in their order';
