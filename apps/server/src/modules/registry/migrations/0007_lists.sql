-- Counts and pages far behind are read from the index alone.
DROP INDEX sites_newest;
CREATE INDEX sites_newest ON sites (found_at, id) INCLUDE (bureau, region);
