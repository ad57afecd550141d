-- 责令整改 (附件2): the day on which an inspection ended with an order to correct.
ALTER TABLE inspections ADD COLUMN ordered_on date;
ALTER TABLE inspections ADD COLUMN correct_by date;

-- 整改: one thing to be put right; closes itself only with evidence of before and after.
CREATE TABLE rectifications (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  inspection_id text NOT NULL,
  lead_id text,
  site_id text,
  -- 'page': read that page again; 'site': read the whole site again; 'on-site': an officer looks.
  kind text NOT NULL CHECK (kind IN ('page', 'site', 'on-site')),
  status text NOT NULL CHECK (status IN ('open', 'checking', 'sealing', 'corrected', 'dropped')),
  key text NOT NULL,
  violation text,
  words text NOT NULL,
  url text,
  finding_id text,
  due_on date NOT NULL,
  before_evidence_id text,
  before_attachment_id text,
  after_evidence_id text,
  after_attachment_id text,
  patrol_id text,
  checked_at timestamptz,
  checks int NOT NULL DEFAULT 0,
  last_result text,
  closed_at timestamptz,
  closed_on date,
  closed_by_name text,
  ordered_on date NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);
CREATE INDEX rectifications_of ON rectifications (bureau, inspection_id);
CREATE INDEX rectifications_site ON rectifications (bureau, site_id) WHERE status IN ('open', 'checking', 'sealing');
CREATE INDEX rectifications_due ON rectifications (bureau, due_on) WHERE status = 'open';
SELECT protect_table('rectifications');
