-- 电子证据: one sealed file (WACZ) per page and moment; its bytes are in the file store, reached only through this row.
CREATE TABLE evidence (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  site_id text,
  url text NOT NULL,
  title text NOT NULL DEFAULT '',
  status text NOT NULL CHECK (status IN ('queued', 'sealing', 'sealed', 'failed')),
  failure text,
  attempts int NOT NULL DEFAULT 0,
  -- Where the page as it was fetched stands: a WARC file in the store, and the record's place in it.
  warc_blob text NOT NULL,
  warc_offset bigint NOT NULL,
  warc_length bigint NOT NULL,
  -- In which the page was read; a server may declare another one.
  charset text,
  -- The words to be marked in the picture.
  terms text[] NOT NULL DEFAULT '{}',
  fetched_at timestamptz NOT NULL,
  queued_at timestamptz NOT NULL,
  sealed_at timestamptz,
  sealed_by text NOT NULL,
  bytes bigint,
  sha256 text,
  sm3 text,
  file_blob text,
  screenshot_blob text,
  environment jsonb NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE INDEX evidence_site ON evidence (bureau, site_id, fetched_at DESC);
-- The same fetched page is sealed once, however many findings stand on it.
CREATE UNIQUE INDEX evidence_record ON evidence (bureau, warc_blob, warc_offset);

-- Which records a piece of evidence belongs to (finding_…, lead_…).
CREATE TABLE evidence_links (
  bureau text NOT NULL,
  evidence_id text NOT NULL,
  on_id text NOT NULL,
  region text NOT NULL,
  PRIMARY KEY (bureau, evidence_id, on_id),
  FOREIGN KEY (bureau, evidence_id) REFERENCES evidence (bureau, id)
);
CREATE INDEX evidence_links_on ON evidence_links (bureau, on_id);

SELECT protect_table('evidence'), protect_table('evidence_links');
