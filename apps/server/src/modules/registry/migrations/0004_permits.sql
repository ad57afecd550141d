-- 行政许可 (双公示): against which the permit numbers printed on pages are checked.
CREATE TABLE permits (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  holder text NOT NULL,
  uscc text,
  -- 许可证书名称, e.g. 食品经营许可证.
  certificate text NOT NULL,
  -- 许可类别: 普通 / 特许 / 认可 / 核准 / 登记 / 其他.
  category text,
  -- 许可决定文书号 and 许可编号; `number_key` is the latter without spaces, signs and case.
  document_number text,
  number text NOT NULL,
  number_key text NOT NULL,
  content text,
  issuer text NOT NULL,
  decided_on date,
  valid_from date,
  valid_until date,
  state text NOT NULL,
  source_unit text,
  imported_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX permits_number ON permits (bureau, number_key);
CREATE INDEX permits_uscc ON permits (bureau, uscc);
CREATE INDEX permits_holder ON permits (bureau, holder);
SELECT protect_table('permits');
-- A permit of one county may be printed on a page of another: who holds what is known to the whole bureau.
CREATE POLICY bureau_wide ON permits TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]))
  WITH CHECK (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));

-- The permit numbers that a patrol read on the site's pages.
ALTER TABLE sites ADD COLUMN permit_numbers text[] NOT NULL DEFAULT '{}';

-- An uploaded table of permits, kept whole (platform/import).
CREATE TABLE permit_imports (
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
CREATE TABLE permit_import_rows (
  bureau text NOT NULL,
  import_id text NOT NULL,
  row_number int NOT NULL,
  region text NOT NULL,
  raw jsonb NOT NULL,
  input jsonb,
  problems jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('good', 'bad', 'duplicate', 'committed')),
  PRIMARY KEY (bureau, import_id, row_number),
  FOREIGN KEY (bureau, import_id) REFERENCES permit_imports (bureau, id)
);
SELECT protect_table('permit_imports'), protect_table('permit_import_rows');
