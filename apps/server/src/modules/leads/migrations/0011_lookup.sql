-- Thousands of leads are looked up by ids compared as bytes: several times quicker than in the order of the language.
DROP INDEX leads_lookup;
CREATE INDEX leads_lookup ON leads (bureau, id COLLATE "C") INCLUDE (region, status);
