-- Counts and pages far behind are read from the index alone.
DROP INDEX guidances_newest;
CREATE INDEX guidances_newest ON guidances (opened_at, id) INCLUDE (bureau, region);
