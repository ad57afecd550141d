-- Search by two characters without reading every guidance; the newest first without sorting them all.
ALTER TABLE guidances ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(title, party, uscc, number)) STORED;
CREATE INDEX guidances_search ON guidances USING gin (search);
CREATE INDEX guidances_newest ON guidances (opened_at, id);
