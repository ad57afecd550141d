-- 线索: 案源线索登记表 and what was done with it.
CREATE TABLE leads (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  number text NOT NULL,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('sorting', 'accepted', 'dismissed', 'merged')),
  source text NOT NULL,
  site_id text,
  party text,
  uscc text,
  party_address text,
  party_phone text,
  url text,
  informant text,
  informant_phone text,
  found_on date NOT NULL,
  content text NOT NULL,
  violations text[] NOT NULL DEFAULT '{}',
  opinion text,
  patrol_id text,
  merged_into text,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  registered_by_name text NOT NULL,
  idempotency_key text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX leads_number ON leads (bureau, number);
CREATE UNIQUE INDEX leads_idempotency ON leads (bureau, idempotency_key) WHERE idempotency_key IS NOT NULL;
-- ADR 0003: one site has at most one lead of a patrol in sorting.
CREATE UNIQUE INDEX leads_sorting ON leads (bureau, site_id) WHERE status = 'sorting' AND source = 'patrol';
CREATE INDEX leads_queue ON leads (bureau, status, registered_at DESC, id);
CREATE INDEX leads_site ON leads (bureau, site_id);

-- Who did what, when, with what opinion (办理过程).
CREATE TABLE lead_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  lead_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);
CREATE INDEX lead_events_lead ON lead_events (bureau, lead_id, at, id);

-- 案源登记号 without gaps: one counter a bureau and year, taken in the transaction that registers.
CREATE TABLE lead_numbers (
  bureau text NOT NULL,
  year int NOT NULL,
  region text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (bureau, year)
);

SELECT protect_table('leads'), protect_table('lead_events'), protect_table('lead_numbers');
-- Every unit of a bureau takes its numbers from the bureau's one register.
CREATE POLICY bureau_wide ON lead_numbers TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]))
  WITH CHECK (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
