-- Search by two characters without reading every document; the newest first without sorting them all.
ALTER TABLE documents ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(title, number)) STORED;
CREATE INDEX documents_search ON documents USING gin (search);
CREATE INDEX documents_newest ON documents (drafted_at, id);
ALTER TABLE document_register ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(number, title)) STORED;
CREATE INDEX document_register_search ON document_register USING gin (search);
CREATE INDEX document_register_newest ON document_register (taken_at, number);
-- What Annex 2 counts (条), without reading what was written into every form; it counts from the index alone.
ALTER TABLE documents ADD COLUMN items int NOT NULL GENERATED ALWAYS AS (
  CASE jsonb_typeof(values -> 'items') WHEN 'array' THEN jsonb_array_length(values -> 'items') ELSE 0 END) STORED;
DROP INDEX documents_served;
CREATE INDEX documents_served ON documents (bureau, form, served_on) INCLUDE (region, org_id, on_id, items)
  WHERE served_on IS NOT NULL AND status = 'served';
