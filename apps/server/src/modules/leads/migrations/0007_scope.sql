-- Counts of leads with a lamp join them with their deadlines: from this index alone, with the id in it.
DROP INDEX leads_scope;
CREATE INDEX leads_scope ON leads (bureau, region, status) INCLUDE (id);
