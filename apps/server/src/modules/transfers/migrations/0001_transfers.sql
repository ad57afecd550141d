-- 移送协查: letters between authorities, out and in. What goes to another bureau of this installation has a row on each side.
CREATE TABLE transfers (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('out', 'in')),
  kind text NOT NULL CHECK (kind IN ('transfer', 'inform', 'report', 'assistance', 'copy')),
  reach text NOT NULL CHECK (reach IN ('bureau', 'unit', 'outside')),
  title text NOT NULL,
  status text NOT NULL CHECK (status IN
    ('draft', 'signed', 'sent', 'received', 'accepted', 'returned', 'done', 'cancelled')),
  counterpart text NOT NULL,
  other_bureau text,
  other_org_id text,
  other_id text,
  on_id text,
  lead_id text,
  party text,
  uscc text,
  form jsonb NOT NULL,
  document_id text,
  number text,
  letter_on date,
  reply_document_id text,
  reply_number text,
  due_on date,
  sent_on date,
  receiver_name text,
  receiver_org text,
  receiver_phone text,
  received_on date,
  accepted_on date,
  return_reason text CHECK (return_reason IN ('jurisdiction', 'incomplete', 'duplicate', 'other')),
  return_text text,
  result text CHECK (result IN
    ('filed', 'corrected', 'not-filed', 'not-true', 'assisted', 'forwarded', 'noted', 'other')),
  result_text text,
  result_on date,
  closed_on date,
  code_hash text,
  code_expires_on date,
  package_sha256 text,
  package_bytes bigint,
  org_id text,
  officer_id text,
  officer_name text NOT NULL,
  opened_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX transfers_code ON transfers (bureau, code_hash) WHERE code_hash IS NOT NULL;
-- One record on this side for each record on the other.
CREATE UNIQUE INDEX transfers_other ON transfers (bureau, direction, other_id) WHERE other_id IS NOT NULL;
CREATE INDEX transfers_queue ON transfers (bureau, direction, status, opened_at DESC, id);
CREATE INDEX transfers_document ON transfers (bureau, document_id);
CREATE INDEX transfers_reply ON transfers (bureau, reply_document_id);
CREATE INDEX transfers_on ON transfers (bureau, on_id);
CREATE INDEX transfers_lead ON transfers (bureau, lead_id);

CREATE TABLE transfer_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  transfer_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, transfer_id) REFERENCES transfers (bureau, id)
);
CREATE INDEX transfer_events_transfer ON transfer_events (bureau, transfer_id, at, id);

-- What is handed over: the letter, sealed evidence, attachments; the content lies in the file store by its SHA-256.
CREATE TABLE transfer_items (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  transfer_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('letter', 'evidence', 'file')),
  evidence_id text,
  name text NOT NULL,
  type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  sm3 text,
  url text,
  captured_on date,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, transfer_id) REFERENCES transfers (bureau, id)
);
CREATE INDEX transfer_items_transfer ON transfer_items (bureau, transfer_id, id);

-- 交接链: who handed what to whom and when; each link carries the hash of the one before it.
CREATE TABLE transfer_custody (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  transfer_id text NOT NULL,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  act text NOT NULL CHECK (act IN ('packed', 'handed', 'downloaded', 'received', 'accepted', 'returned')),
  by_name text NOT NULL,
  by_org text NOT NULL,
  to_org text,
  note text,
  sha256s text[] NOT NULL,
  previous text,
  hash text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, transfer_id) REFERENCES transfers (bureau, id)
);
CREATE UNIQUE INDEX transfer_custody_seq ON transfer_custody (bureau, transfer_id, seq);

SELECT protect_table('transfers'), protect_table('transfer_events'), protect_table('transfer_items'),
  protect_table('transfer_custody');
-- Append-only.
REVOKE UPDATE, DELETE ON transfer_custody FROM wangjian_app;
