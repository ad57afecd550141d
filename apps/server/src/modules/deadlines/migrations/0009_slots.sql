-- What the terms that officers set are called, one of each, for the sums.
CREATE INDEX deadlines_slot ON deadlines (bureau, slot, region);
