-- Search by two characters without reading every inspection; the newest first without sorting them all.
ALTER TABLE inspections ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(subject, number, party, uscc)) STORED;
CREATE INDEX inspections_search ON inspections USING gin (search);
CREATE INDEX inspections_newest ON inspections (created_at, id);
ALTER TABLE rectifications ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(words, url)) STORED;
CREATE INDEX rectifications_search ON rectifications USING gin (search);
CREATE INDEX rectifications_first_due ON rectifications (due_on, id);
-- Annex 2 counts checks from the index alone.
DROP INDEX inspection_checks_day;
CREATE INDEX inspection_checks_day ON inspection_checks (bureau, checked_on, kind) INCLUDE (region, org_id, id);
CREATE INDEX inspections_corrected ON inspections (bureau, coalesce(on_site_on, online_on))
  WHERE outcome = 'ordered-to-correct' AND status <> 'void';
