-- 监测发现: one rule, one site, one text is one finding for life; seeing it again counts an occurrence.
CREATE TABLE findings (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  site_id text NOT NULL,
  rule text NOT NULL,
  rule_version text NOT NULL,
  violation text NOT NULL,
  category text NOT NULL,
  level text NOT NULL CHECK (level IN ('violation', 'suspect')),
  status text NOT NULL CHECK (status IN ('pending', 'confirmed', 'rejected', 'merged')),
  term text NOT NULL,
  quote text NOT NULL,
  -- SHA-256 of the sentence with white space, digits and marks folded away.
  text_key text NOT NULL,
  why text NOT NULL,
  articles jsonb NOT NULL,
  context_text text NOT NULL,
  context_start int NOT NULL,
  context_end int NOT NULL,
  url text NOT NULL,
  page_title text NOT NULL,
  patrol_id text,
  lead_id text,
  evidence_id text,
  merged_into text,
  occurrences int NOT NULL DEFAULT 1,
  found_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  -- True when the rule itself opened the lead, without an officer.
  automatic boolean NOT NULL DEFAULT false,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  reject_reason text,
  note text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX findings_text ON findings (bureau, site_id, rule, text_key);
CREATE INDEX findings_queue ON findings (bureau, status, found_at DESC, id);
CREATE INDEX findings_rule ON findings (bureau, rule, status);
CREATE INDEX findings_patrol ON findings (bureau, patrol_id);
CREATE INDEX findings_lead ON findings (bureau, lead_id);

-- The pages on which a finding was seen, the newest hundred of each.
CREATE TABLE finding_pages (
  bureau text NOT NULL,
  finding_id text NOT NULL,
  url_hash text NOT NULL,
  region text NOT NULL,
  url text NOT NULL,
  title text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau, finding_id, url_hash),
  FOREIGN KEY (bureau, finding_id) REFERENCES findings (bureau, id)
);

-- What a bureau does with a `violation`: open a lead at once, or let it wait for triage.
CREATE TABLE finding_policies (
  bureau text NOT NULL,
  region text NOT NULL,
  open_lead_at_once boolean NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau)
);

SELECT protect_table('findings'), protect_table('finding_pages'), protect_table('finding_policies');
-- A county's officer reads how the bureau handles findings.
CREATE POLICY bureau_wide ON finding_policies FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
