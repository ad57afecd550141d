CREATE TABLE patrols (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  name text NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'finished', 'stopped')),
  max_pages int NOT NULL,
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  idempotency_key text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX patrols_idempotency ON patrols (bureau, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX patrols_created ON patrols (bureau, created_at DESC);

-- One site of one patrol: the unit of work, one job in the queue of its host.
CREATE TABLE patrol_sites (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  patrol_id text NOT NULL,
  site_id text,
  seed text NOT NULL,
  host text NOT NULL,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed', 'skipped')),
  kind text,
  pages int NOT NULL DEFAULT 0,
  bytes bigint NOT NULL DEFAULT 0,
  findings int NOT NULL DEFAULT 0,
  problem text,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, patrol_id) REFERENCES patrols (bureau, id)
);
CREATE INDEX patrol_sites_patrol ON patrol_sites (bureau, patrol_id, status);
CREATE INDEX patrol_sites_site ON patrol_sites (bureau, site_id);

-- Every page read, and where its WARC record stands. By month: this is the table that grows.
CREATE TABLE pages (
  bureau text NOT NULL,
  -- Read from the ULID in the id, e.g. 202611.
  month integer NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  patrol_site_id text NOT NULL,
  site_id text,
  url text NOT NULL,
  final_url text NOT NULL,
  status int,
  problem text,
  title text NOT NULL,
  charset text,
  bytes bigint NOT NULL,
  truncated boolean NOT NULL,
  sha256 text,
  warc_blob text,
  warc_offset bigint,
  warc_length bigint,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, month, id)
) PARTITION BY RANGE (month);
CREATE TABLE pages_other PARTITION OF pages DEFAULT;
SELECT add_month_partitions('pages', 202609, 202812);
CREATE INDEX pages_patrol_site ON pages (bureau, patrol_site_id);

SELECT protect_table('patrols'), protect_table('patrol_sites'), protect_table('pages');
