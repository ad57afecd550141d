-- Counts and pages far behind are read from the index alone; so is that an officer sees nothing of the register.
DROP INDEX documents_newest;
CREATE INDEX documents_newest ON documents (drafted_at, id) INCLUDE (bureau, region, status);
DROP INDEX document_register_newest;
CREATE INDEX document_register_newest ON document_register (taken_at, number) INCLUDE (bureau, region);
