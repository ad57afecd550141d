-- Those that were told to be over before the clock was set back: none on most days, though thousands are over.
DROP INDEX deadlines_told;
CREATE INDEX deadlines_told ON deadlines (bureau, yellow_at) INCLUDE (region, due_at, red_at, due, expired_due, ended_at)
  WHERE ended_at IS NULL AND expired_due = due;
