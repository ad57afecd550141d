-- Lamps of cases, their parties and matters are few among those of leads: each kind is read for itself.
DROP INDEX deadlines_lit;
CREATE INDEX deadlines_lit ON deadlines (bureau, on_kind, yellow_at)
  INCLUDE (region, due_at, red_at, due, expired_due, on_id, ended_at) WHERE ended_at IS NULL;
