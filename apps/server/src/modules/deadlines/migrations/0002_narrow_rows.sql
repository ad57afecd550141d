-- Lists and sums walk over many rows and need neither the frozen law nor the readings of each: those go out of line.
ALTER TABLE deadlines SET (toast_tuple_target = 256);
ALTER TABLE deadlines ALTER COLUMN law SET STORAGE EXTERNAL, ALTER COLUMN readings SET STORAGE EXTERNAL;
-- What runs, by its end: the list as it opens, and its counts from the index alone.
DROP INDEX deadlines_due;
CREATE INDEX deadlines_due ON deadlines (bureau, due_at, id)
  INCLUDE (region, yellow_at, red_at, due, expired_due, org_id, officer_id, slot, provisional, title)
  WHERE ended_at IS NULL;
-- Those whose lamp has turned, and those that were told to be over: few among all that run.
CREATE INDEX deadlines_lit ON deadlines (bureau, yellow_at) WHERE ended_at IS NULL;
CREATE INDEX deadlines_told ON deadlines (bureau, due_at) WHERE ended_at IS NULL AND expired_due = due;
-- Characters and pairs of title and subject (core/search-grams.ts).
ALTER TABLE deadlines ADD COLUMN search text[] NOT NULL DEFAULT '{}';
CREATE INDEX deadlines_search ON deadlines USING gin (search);
