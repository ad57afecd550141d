-- Each party has a decision of its own: a case is found by the number of any of them.
DROP INDEX case_parties_search;
ALTER TABLE case_parties DROP COLUMN search;
ALTER TABLE case_parties ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(name, uscc, decision_number)) STORED;
CREATE INDEX case_parties_search ON case_parties USING gin (search);
