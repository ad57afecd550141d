-- Counts and pages far behind are read from the index alone; the dearest first without sorting all cases.
DROP INDEX cases_newest;
CREATE INDEX cases_newest ON cases (registered_at, id) INCLUDE (bureau, region);
CREATE INDEX cases_by_fine ON cases (fine_fen, id);
