-- Leads of a state are counted from the index alone; row-level security asks for their region.
DROP INDEX leads_queue;
CREATE INDEX leads_queue ON leads (bureau, status, registered_at DESC, id) INCLUDE (region);
