-- The unit whose officer drafted it: statistics count what each unit served.
ALTER TABLE documents ADD COLUMN org_id text;
CREATE INDEX documents_served ON documents (bureau, served_on) WHERE served_on IS NOT NULL;
