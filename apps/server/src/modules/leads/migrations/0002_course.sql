-- The course of a lead from dispatch to the archive. Plain columns for what lists, lamps and statistics ask.
ALTER TABLE leads DROP CONSTRAINT leads_status_check;
ALTER TABLE leads
  ADD CONSTRAINT leads_status_check CHECK (status IN ('sorting', 'accepted', 'dispatched', 'checking', 'returned',
    'reviewing', 'reviewed', 'closed', 'archived', 'handed-over', 'handed-back', 'dismissed', 'merged')),
  -- What belongs to the source: complaint number, sampling report, handing-over department … (core/lead.ts).
  ADD COLUMN source_fields jsonb NOT NULL DEFAULT '{}',
  -- 发现之日或收到之日: from it 线索核查 counts (处罚程序规定 art. 18).
  ADD COLUMN received_on date,
  ADD COLUMN holder_org_id text,
  ADD COLUMN holder_officer_id text,
  ADD COLUMN dispatcher_org_id text,
  ADD COLUMN review_org_id text,
  -- Open hand-overs within the bureau; 0 for a lead that its own unit handles.
  ADD COLUMN hops int NOT NULL DEFAULT 0,
  ADD COLUMN feedback_due_on date,
  ADD COLUMN dispatched_at timestamptz,
  ADD COLUMN signed_at timestamptz,
  ADD COLUMN checked_on date,
  ADD COLUMN fed_back_at timestamptz,
  ADD COLUMN closed_on date,
  ADD COLUMN archived_on date,
  ADD COLUMN result text,
  -- Why it was dismissed or returned last.
  ADD COLUMN return_reason text,
  ADD COLUMN sent_back boolean NOT NULL DEFAULT false,
  ADD COLUMN supervised_at timestamptz,
  -- The guidance, case or transfer that came of it (resolveLead).
  ADD COLUMN resolved_by text,
  ADD COLUMN resolved_id text,
  -- Across bureaus: the record that this one succeeds, and the one that succeeds it.
  ADD COLUMN origin_id text,
  ADD COLUMN origin_bureau text,
  ADD COLUMN origin_dispatch_id text,
  ADD COLUMN successor_id text,
  ADD COLUMN successor_bureau text,
  ADD COLUMN search text[] NOT NULL DEFAULT '{}';
UPDATE leads SET received_on = (registered_at AT TIME ZONE 'Asia/Shanghai')::date;
ALTER TABLE leads ALTER COLUMN received_on SET NOT NULL;
-- Characters and pairs of characters, as core/search-grams.ts makes them for what is entered from here on.
UPDATE leads l SET search = coalesce((
  SELECT array_agg(DISTINCT gram) FROM regexp_split_to_table(
      lower(normalize(concat_ws(' ', l.title, l.number, l.party, l.uscc, l.url), NFKC)), '[^[:alnum:]]+') AS piece,
    generate_series(1, length(piece)) AS at,
    LATERAL (VALUES (substr(piece, at, 1)), (CASE WHEN at < length(piece) THEN substr(piece, at, 2) END)) AS grams (gram)
  WHERE gram IS NOT NULL AND gram <> ''), '{}');
CREATE INDEX leads_search ON leads USING gin (search);
CREATE INDEX leads_holder ON leads (bureau, holder_org_id, status);
CREATE INDEX leads_review ON leads (bureau, review_org_id) WHERE status IN ('reviewing', 'reviewed', 'closed');
CREATE INDEX leads_closed ON leads (bureau, closed_on) WHERE closed_on IS NOT NULL;
CREATE UNIQUE INDEX leads_origin ON leads (bureau, origin_dispatch_id) WHERE origin_dispatch_id IS NOT NULL;

-- 分派: one row a hand-over from unit to unit; the open ones are the way back. Hop 0 is one to another bureau, whose code
-- is then in to_org_id.
CREATE TABLE lead_dispatches (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  lead_id text NOT NULL,
  hop int NOT NULL,
  from_org_id text NOT NULL,
  to_org_id text NOT NULL,
  from_status text NOT NULL,
  -- Whom the lead was with before, and where, for a withdrawal.
  before_org_id text,
  before_region text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  due_on date,
  requirement text NOT NULL DEFAULT '',
  -- The unit that was proposed, why, and why the officer chose another.
  proposed_org_id text,
  proposal text,
  override_reason text,
  state text NOT NULL CHECK (state IN ('open', 'signed', 'returned', 'withdrawn')),
  ended_at timestamptz,
  reason text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);
CREATE UNIQUE INDEX lead_dispatches_hop ON lead_dispatches (bureau, lead_id, hop) WHERE state IN ('open', 'signed');

-- 核查记录: what was checked, how, with what result and evidence.
CREATE TABLE lead_checks (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  lead_id text NOT NULL,
  checked_on date NOT NULL,
  way text NOT NULL,
  place text,
  content text NOT NULL,
  finding text NOT NULL,
  officers text[] NOT NULL,
  evidence_ids text[] NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);
CREATE INDEX lead_checks_lead ON lead_checks (bureau, lead_id, at);

-- 反馈 and its review.
CREATE TABLE lead_feedbacks (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  lead_id text NOT NULL,
  result text NOT NULL,
  facts text NOT NULL,
  handling text,
  reference text,
  reason text,
  -- The record that it came from, when a module to the right ended the lead.
  resolved_by text,
  resolved_id text,
  at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  verdict text CHECK (verdict IN ('approved', 'sent-back')),
  verdict_at timestamptz,
  verdict_by text,
  verdict_opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);
CREATE INDEX lead_feedbacks_lead ON lead_feedbacks (bureau, lead_id, at);

-- 督办单.
CREATE TABLE lead_supervisions (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  lead_id text NOT NULL,
  text text NOT NULL,
  due_on date NOT NULL,
  at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);
CREATE INDEX lead_supervisions_lead ON lead_supervisions (bureau, lead_id, at);

CREATE TABLE lead_attachments (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  lead_id text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  bytes int8 NOT NULL,
  sha256 text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  removed_at timestamptz,
  removed_by text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);
CREATE INDEX lead_attachments_lead ON lead_attachments (bureau, lead_id, at);

-- 关联: both directions are rows, each in its lead's region.
CREATE TABLE lead_links (
  bureau text NOT NULL,
  lead_id text NOT NULL,
  other_id text NOT NULL,
  region text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('related', 'split-into', 'split-from')),
  note text NOT NULL DEFAULT '',
  at timestamptz NOT NULL,
  officer_name text NOT NULL,
  PRIMARY KEY (bureau, lead_id, other_id),
  FOREIGN KEY (bureau, lead_id) REFERENCES leads (bureau, id)
);

SELECT protect_table(name::regclass) FROM unnest(ARRAY['lead_dispatches', 'lead_checks', 'lead_feedbacks',
  'lead_supervisions', 'lead_attachments', 'lead_links']) AS name;
