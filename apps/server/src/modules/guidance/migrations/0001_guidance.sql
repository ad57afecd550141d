-- 行政指导: 走访, 建议, 提示, 约谈, 告诫, 责令改正, 督促删除.
CREATE TABLE guidances (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  kind text NOT NULL CHECK (kind IN
    ('visit', 'research', 'advice', 'reminder', 'talk', 'admonition', 'correction-order', 'takedown')),
  title text NOT NULL,
  status text NOT NULL CHECK (status IN
    ('draft', 'issued', 'waiting', 'answered', 'rechecking', 'closed', 'cancelled')),
  party text NOT NULL,
  uscc text,
  site_id text,
  lead_id text,
  form jsonb NOT NULL,
  document_id text,
  record_document_id text,
  number text,
  due_on date,
  issued_on date,
  served_on date,
  answered_at timestamptz,
  answers int NOT NULL DEFAULT 0,
  code_hash text,
  code_expires_on date,
  recheck_patrol_id text,
  evidence_after text,
  result text CHECK (result IN ('corrected', 'not-corrected', 'done', 'objection-upheld')),
  closed_on date,
  org_id text,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  opened_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX guidances_code ON guidances (bureau, code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX guidances_queue ON guidances (bureau, status, opened_at DESC, id);
CREATE INDEX guidances_document ON guidances (bureau, document_id);
CREATE INDEX guidances_lead ON guidances (bureau, lead_id);
CREATE INDEX guidances_party ON guidances (bureau, uscc, opened_at);

CREATE TABLE guidance_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  guidance_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, guidance_id) REFERENCES guidances (bureau, id)
);
CREATE INDEX guidance_events_guidance ON guidance_events (bureau, guidance_id, at, id);

-- What the party answered: by its link, or on paper and typed in by an officer.
CREATE TABLE guidance_answers (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  guidance_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('corrected', 'explanation', 'objection')),
  text text NOT NULL,
  by_name text NOT NULL,
  contact text,
  for_party text,
  at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, guidance_id) REFERENCES guidances (bureau, id)
);
CREATE INDEX guidance_answers_guidance ON guidance_answers (bureau, guidance_id, at);

CREATE TABLE guidance_answer_files (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  guidance_id text NOT NULL,
  answer_id text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, answer_id) REFERENCES guidance_answers (bureau, id)
);
CREATE INDEX guidance_answer_files_guidance ON guidance_answer_files (bureau, guidance_id);

SELECT protect_table('guidances'), protect_table('guidance_events'), protect_table('guidance_answers'),
  protect_table('guidance_answer_files');
