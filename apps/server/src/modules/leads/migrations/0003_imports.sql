-- An uploaded table of leads, kept whole (platform/import).
CREATE TABLE lead_imports (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  file_name text NOT NULL,
  status text NOT NULL CHECK (status IN ('checked', 'committed', 'discarded')),
  columns jsonb NOT NULL,
  rows int NOT NULL,
  good int NOT NULL,
  bad int NOT NULL,
  duplicates int NOT NULL,
  committed int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE TABLE lead_import_rows (
  bureau text NOT NULL,
  import_id text NOT NULL,
  row_number int NOT NULL,
  region text NOT NULL,
  raw jsonb NOT NULL,
  input jsonb,
  problems jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('good', 'bad', 'duplicate', 'committed')),
  PRIMARY KEY (bureau, import_id, row_number),
  FOREIGN KEY (bureau, import_id) REFERENCES lead_imports (bureau, id)
);
SELECT protect_table('lead_imports'), protect_table('lead_import_rows');
