-- The sums of all that runs read no rows, only this index: with `ended_at`, which is asked though it is always null here.
DROP INDEX deadlines_due;
CREATE INDEX deadlines_due ON deadlines (bureau, due_at, id)
  INCLUDE (region, yellow_at, red_at, due, expired_due, org_id, officer_id, slot, provisional, title, ended_at)
  WHERE ended_at IS NULL;
