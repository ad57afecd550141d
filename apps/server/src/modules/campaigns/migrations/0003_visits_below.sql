-- 督查 of a bureau below: the superior's visit and the bureau's own record of it are two rows, each in its bureau.
-- In the bureau's: the visit of the superior, and the version of that which it was told last.
ALTER TABLE campaign_visits ADD COLUMN source_id text, ADD COLUMN source_version int;
CREATE UNIQUE INDEX campaign_visits_source ON campaign_visits (bureau, source_id) WHERE source_id IS NOT NULL;
