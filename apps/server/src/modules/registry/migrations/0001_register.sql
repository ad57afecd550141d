-- 网络经营主体库: who trades online, and where.
CREATE TABLE operators (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  name text NOT NULL,
  uscc text,
  kind text,
  address text,
  representative text,
  phones text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX operators_uscc ON operators (bureau, uscc) WHERE uscc IS NOT NULL;
CREATE INDEX operators_name ON operators (bureau, name);

CREATE TABLE sites (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  host text NOT NULL,
  -- What makes a site one site: its host (with port), and for a shop on a platform the path of its front page too.
  site_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('platform', 'independent', 'shop', 'non-trading', 'unknown')),
  confidence real NOT NULL DEFAULT 0,
  reasons text[] NOT NULL DEFAULT '{}',
  forms text[] NOT NULL DEFAULT '{}',
  confirm_status text NOT NULL DEFAULT 'pending' CHECK (confirm_status IN ('pending', 'confirmed', 'excluded')),
  operator_id text,
  platform_id text,
  icp text[] NOT NULL DEFAULT '{}',
  police text[] NOT NULL DEFAULT '{}',
  phones text[] NOT NULL DEFAULT '{}',
  licence_display text NOT NULL DEFAULT 'unread' CHECK (licence_display IN ('shown', 'missing', 'unread')),
  found_by text NOT NULL,
  found_at timestamptz NOT NULL,
  last_patrol_at timestamptz,
  pages int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, operator_id) REFERENCES operators (bureau, id),
  FOREIGN KEY (bureau, platform_id) REFERENCES sites (bureau, id)
);
CREATE UNIQUE INDEX sites_key ON sites (bureau, site_key);
CREATE INDEX sites_found ON sites (bureau, found_at DESC, id);
CREATE INDEX sites_kind ON sites (bureau, kind, region);
CREATE INDEX sites_operator ON sites (bureau, operator_id);
CREATE INDEX sites_platform ON sites (bureau, platform_id);

-- 人工确认: who confirmed, how, when, with what result.
CREATE TABLE site_confirmations (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  site_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  method text NOT NULL CHECK (method IN ('page', 'phone', 'on-site')),
  result text NOT NULL CHECK (result IN ('confirmed', 'excluded')),
  kind text NOT NULL,
  forms text[] NOT NULL,
  note text NOT NULL DEFAULT '',
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, site_id) REFERENCES sites (bureau, id)
);
CREATE INDEX site_confirmations_site ON site_confirmations (bureau, site_id, at);

-- An uploaded table, kept whole: every row with what was wrong with it, until it is committed or discarded.
CREATE TABLE site_imports (
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
CREATE TABLE site_import_rows (
  bureau text NOT NULL,
  import_id text NOT NULL,
  row_number int NOT NULL,
  region text NOT NULL,
  raw jsonb NOT NULL,
  input jsonb,
  problems jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('good', 'bad', 'duplicate', 'committed')),
  PRIMARY KEY (bureau, import_id, row_number),
  FOREIGN KEY (bureau, import_id) REFERENCES site_imports (bureau, id)
);

SELECT protect_table('operators'), protect_table('sites'), protect_table('site_confirmations'), protect_table('site_imports'), protect_table('site_import_rows');
-- One subject may trade in several counties of a bureau: who it is, is known to the whole bureau; its sites are not.
CREATE POLICY bureau_wide ON operators TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]))
  WITH CHECK (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
