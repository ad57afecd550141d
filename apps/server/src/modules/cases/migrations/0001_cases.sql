-- 案件: one row a case; days and amounts (分) are columns, since statistics count them.
CREATE TABLE cases (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  -- 立案号 of the register, taken when filing is approved.
  number text,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('drafting', 'not-filed', 'discarded', 'investigating', 'suspended', 'reviewing',
    'notifying', 'stating', 'hearing', 'deciding', 'serving', 'executing', 'ending', 'closed', 'archived')),
  pending_action text,
  pending_document text,
  -- What the officer entered with the pending step, applied when its document is signed or served.
  pending_input jsonb,
  procedure text NOT NULL CHECK (procedure IN ('ordinary', 'simple')),
  case_type text NOT NULL,
  violations text[] NOT NULL,
  -- One line of Annex 2 (C01 … C12); a case is counted once.
  category text NOT NULL CHECK (category ~ '^C[0-9]{2}$'),
  source text NOT NULL,
  lead_id text,
  inspection_id text,
  site_id text,
  -- 案情: what is alleged, when it was done (the law of that day holds) and when it was found.
  summary text NOT NULL,
  acted_on date NOT NULL,
  found_on date NOT NULL,
  severe boolean NOT NULL DEFAULT false,
  same_act boolean NOT NULL DEFAULT true,
  org_id text,
  org_name text NOT NULL,
  turnover_fen bigint CHECK (turnover_fen >= 0),
  goods_fen bigint CHECK (goods_fen >= 0),
  income_fen bigint CHECK (income_fen >= 0),
  ad_cost_fen bigint CHECK (ad_cost_fen >= 0),
  -- Grounds of art. 50 of 程序规定 that are the officers' judgement.
  public_interest boolean NOT NULL DEFAULT false,
  complex boolean NOT NULL DEFAULT false,
  other_review_rule text,
  heard boolean NOT NULL DEFAULT false,
  facts text,
  proposal jsonb,
  range_reason text,
  review_kind text CHECK (review_kind IN ('legal', 'case')),
  reviewed_on date,
  reviewed_by text,
  review_opinion text,
  noticed_on date,
  notice_penalty jsonb,
  hearing_right boolean NOT NULL DEFAULT false,
  statement text,
  statement_on date,
  statement_adopted boolean,
  waived boolean NOT NULL DEFAULT false,
  hearing_requested_on date,
  hearing_on date,
  discussed_on date,
  discussion text,
  penalty jsonb,
  outcome text CHECK (outcome IN ('penalty', 'no-penalty', 'not-established', 'police', 'other-agency', 'terminated')),
  decision_document text,
  decision_number text,
  fine_fen bigint NOT NULL DEFAULT 0 CHECK (fine_fen >= 0),
  forfeit_fen bigint NOT NULL DEFAULT 0 CHECK (forfeit_fen >= 0),
  publish boolean,
  filed_on date,
  concluded_on date,
  decided_on date,
  served_on date,
  pay_by date,
  demanded_on date,
  court_applied_on date,
  ended_on date,
  end_reason text,
  closed_on date,
  archived_on date,
  archive_number text,
  transferred_to_police_on date,
  extended_times int NOT NULL DEFAULT 0,
  registered_at timestamptz NOT NULL,
  registered_by text NOT NULL,
  registered_by_name text NOT NULL,
  idempotency_key text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX cases_number ON cases (bureau, number) WHERE number IS NOT NULL;
CREATE INDEX cases_queue ON cases (bureau, state, registered_at DESC, id);
CREATE INDEX cases_lead ON cases (bureau, lead_id);
CREATE INDEX cases_filed ON cases (bureau, filed_on);
CREATE INDEX cases_decided ON cases (bureau, decided_on);
CREATE INDEX cases_closed ON cases (bureau, closed_on);
CREATE INDEX cases_site ON cases (bureau, site_id);

-- 当事人: the first one is fined, others act jointly. Personal data is shown masked.
CREATE TABLE case_parties (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  place int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'individual', 'company', 'other')),
  name text NOT NULL,
  uscc text,
  representative text,
  id_number text,
  phone text,
  address text,
  PRIMARY KEY (bureau, id),
  UNIQUE (bureau, case_id, place),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);

-- 办案人员: two at least (程序规定 arts 19, 22); one who was recused stays on record with the day.
CREATE TABLE case_handlers (
  bureau text NOT NULL,
  case_id text NOT NULL,
  officer_id text NOT NULL,
  region text NOT NULL,
  name text NOT NULL,
  certificate text NOT NULL,
  lead boolean NOT NULL,
  since date NOT NULL,
  until date,
  reason text,
  PRIMARY KEY (bureau, case_id, officer_id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_handlers_officer ON case_handlers (bureau, officer_id) WHERE until IS NULL;

-- Measures, inquiries and what is handed to others.
CREATE TABLE case_matters (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  -- 逆向物流溯源: the answer that led to this inquiry.
  parent_id text,
  kind text NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  counterpart text NOT NULL,
  content text NOT NULL,
  items jsonb NOT NULL DEFAULT '[]',
  document_id text,
  started_on date NOT NULL,
  opened_on date,
  opened_at timestamptz,
  result text,
  receipt text,
  result_on date,
  informed_on date,
  ended_on date,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_matters_case ON case_matters (bureau, case_id, started_on, id);
CREATE INDEX case_matters_kind ON case_matters (bureau, kind, opened_on);

-- 案值认定: what each thing is worth, and on what basis.
CREATE TABLE case_valuations (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  place int NOT NULL,
  name text NOT NULL,
  quantity numeric(14, 3) NOT NULL CHECK (quantity > 0),
  unit text NOT NULL,
  price_fen bigint NOT NULL CHECK (price_fen >= 0),
  sold boolean NOT NULL,
  basis text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_valuations_case ON case_valuations (bureau, case_id, place);

CREATE TABLE case_payments (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  paid_on date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('fine', 'forfeit', 'late-fine')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  receipt text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_payments_case ON case_payments (bureau, case_id, paid_on, id);

-- Papers that are neither a document of the register nor sealed evidence: photos, receipts, statements of others.
CREATE TABLE case_attachments (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  section text NOT NULL,
  evidence_kind text,
  name text NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  pages int NOT NULL,
  collected_on date,
  collected_by text,
  added_at timestamptz NOT NULL,
  added_by_name text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_attachments_case ON case_attachments (bureau, case_id, added_at, id);

-- 办理过程.
CREATE TABLE case_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  case_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, case_id) REFERENCES cases (bureau, id)
);
CREATE INDEX case_events_case ON case_events (bureau, case_id, at, id);

-- Thresholds of hearings (分), which provinces and departments set; without a row the catalog's own, marked 未核对.
CREATE TABLE case_settings (
  bureau text NOT NULL,
  region text NOT NULL,
  person_fine_fen bigint NOT NULL CHECK (person_fine_fen > 0),
  unit_fine_fen bigint NOT NULL CHECK (unit_fine_fen > 0),
  person_forfeit_fen bigint NOT NULL CHECK (person_forfeit_fen > 0),
  unit_forfeit_fen bigint NOT NULL CHECK (unit_forfeit_fen > 0),
  basis text NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau)
);

SELECT protect_table(name::regclass) FROM unnest(ARRAY['cases', 'case_parties', 'case_handlers', 'case_matters',
  'case_valuations', 'case_payments', 'case_attachments', 'case_events', 'case_settings']) AS name;
CREATE POLICY bureau_reads ON case_settings FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
