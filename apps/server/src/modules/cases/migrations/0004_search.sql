-- Search by two characters without reading every case and party; the newest first without sorting them all.
ALTER TABLE cases ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(title, number, decision_number)) STORED;
CREATE INDEX cases_search ON cases USING gin (search);
ALTER TABLE case_parties ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(name, uscc)) STORED;
CREATE INDEX case_parties_search ON case_parties USING gin (search);
CREATE INDEX cases_newest ON cases (registered_at, id);
-- Decided cases are counted from the index alone.
CREATE INDEX cases_counted ON cases (bureau, decided_on) INCLUDE (region, org_id, procedure, category, fine_fen, forfeit_fen)
  WHERE decided_on IS NOT NULL AND outcome = 'penalty';
