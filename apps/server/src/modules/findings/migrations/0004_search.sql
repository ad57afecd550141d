-- Search by two characters without reading every finding; the newest first without sorting them all.
ALTER TABLE findings ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(quote, term, url, page_title)) STORED;
CREATE INDEX findings_search ON findings USING gin (search);
CREATE INDEX findings_newest ON findings (found_at, id);
