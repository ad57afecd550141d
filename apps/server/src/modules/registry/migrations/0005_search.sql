-- Search by two characters without reading the whole register; what was found last first without sorting it.
ALTER TABLE sites ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(name, url)) STORED;
CREATE INDEX sites_search ON sites USING gin (search);
CREATE INDEX sites_newest ON sites (found_at, id);
ALTER TABLE operators ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(name, uscc)) STORED;
CREATE INDEX operators_search ON operators USING gin (search);
ALTER TABLE permits ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(holder, number, uscc)) STORED;
CREATE INDEX permits_search ON permits USING gin (search);
CREATE INDEX permits_newest ON permits (imported_at, id);
