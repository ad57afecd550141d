-- 附件2报表: what a unit reported for a period, frozen; a later change is a correction of its own.
CREATE TABLE annex2_reports (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  status text NOT NULL CHECK (status IN ('submitted', 'returned', 'signed', 'corrected')),
  -- Line id → value (whole numbers; 罚没款 in 分), as counted when it was submitted.
  figures jsonb NOT NULL,
  remarks jsonb NOT NULL DEFAULT '{}',
  note text NOT NULL DEFAULT '',
  catalog_version text NOT NULL,
  submitted_at timestamptz NOT NULL,
  submitted_by text NOT NULL,
  submitted_by_name text NOT NULL,
  decided_at timestamptz,
  decided_by_name text,
  opinion text,
  -- The report that this one corrects, and why.
  corrects_id text,
  correction_reason text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  CHECK (from_day <= to_day)
);
CREATE INDEX annex2_reports_unit ON annex2_reports (bureau, org_id, from_day, to_day, submitted_at DESC);
-- One that is valid or waits for its signature at a time.
CREATE UNIQUE INDEX annex2_reports_open ON annex2_reports (bureau, org_id, from_day, to_day) WHERE status = 'submitted';
SELECT protect_table('annex2_reports');
