-- Lamps of leads and of cases are asked for from the index alone, so the kind of the record stands in it.
DROP INDEX deadlines_lit;
CREATE INDEX deadlines_lit ON deadlines (bureau, yellow_at)
  INCLUDE (region, due_at, red_at, due, expired_due, on_id, on_kind, ended_at) WHERE ended_at IS NULL;
DROP INDEX deadlines_told;
CREATE INDEX deadlines_told ON deadlines (bureau, yellow_at)
  INCLUDE (region, due_at, red_at, due, expired_due, on_id, on_kind, ended_at)
  WHERE ended_at IS NULL AND expired_due = due;
-- A search among what runs, which is what the list opens with.
CREATE INDEX deadlines_search_open ON deadlines USING gin (search) WHERE ended_at IS NULL;
