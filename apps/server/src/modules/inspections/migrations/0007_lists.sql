-- 整改 is found by the words of its inspection, too: they stand in its own row, so that one index finds both.
ALTER TABLE rectifications ADD COLUMN inspected text NOT NULL DEFAULT '';
UPDATE rectifications r SET inspected = concat_ws(' ', i.subject, i.number, i.party, i.uscc)
  FROM inspections i WHERE i.bureau = r.bureau AND i.id = r.inspection_id;
ALTER TABLE rectifications DROP COLUMN search;
ALTER TABLE rectifications ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(words, url, inspected)) STORED;
CREATE INDEX rectifications_search ON rectifications USING gin (search);
-- Counts and pages far behind are read from the index alone.
DROP INDEX rectifications_first_due;
CREATE INDEX rectifications_first_due ON rectifications (due_on, id) INCLUDE (bureau, region);
DROP INDEX inspections_newest;
CREATE INDEX inspections_newest ON inspections (created_at, id) INCLUDE (bureau, region);
