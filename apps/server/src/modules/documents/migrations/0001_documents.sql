-- 文书: what was drafted on which form, its approval, number and service.
CREATE TABLE documents (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  on_id text,
  form text NOT NULL,
  template_sha256 text NOT NULL,
  title text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('draft', 'review', 'legal', 'sign', 'signed', 'served', 'void', 'discarded')),
  values jsonb NOT NULL,
  number text,
  drafted_by text NOT NULL,
  drafted_by_name text NOT NULL,
  drafted_at timestamptz NOT NULL,
  submitted_by text,
  reviewed_by text,
  returned text,
  signed_by text,
  signed_by_name text,
  signed_on date,
  served_on date,
  file_sha256 text,
  system jsonb,
  void_reason text,
  idempotency_key text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX documents_idempotency ON documents (bureau, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX documents_on ON documents (bureau, on_id, drafted_at);
CREATE INDEX documents_queue ON documents (bureau, status, drafted_at DESC, id);

-- Who did what with it, when, with what opinion.
CREATE TABLE document_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  document_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, document_id) REFERENCES documents (bureau, id)
);
CREATE INDEX document_events_document ON document_events (bureau, document_id, at, id);

-- 送达: one row a recipient, with the receipt (回证).
CREATE TABLE document_services (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  document_id text NOT NULL,
  manner text NOT NULL
    CHECK (manner IN ('direct', 'left', 'post', 'electronic', 'entrusted', 'forwarded', 'notice')),
  recipient text NOT NULL,
  place text,
  served_on date NOT NULL,
  effective_on date NOT NULL,
  officers text NOT NULL,
  note text,
  receipt_sha256 text,
  receipt_name text,
  receipt_bytes bigint,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, document_id) REFERENCES documents (bureau, id)
);
CREATE INDEX document_services_document ON document_services (bureau, document_id, recorded_at);

-- Scans with signatures and seals, annexes.
CREATE TABLE document_attachments (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  document_id text NOT NULL,
  name text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  added_by text NOT NULL,
  added_by_name text NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, document_id) REFERENCES documents (bureau, id)
);
CREATE INDEX document_attachments_document ON document_attachments (bureau, document_id, added_at);

-- 文号 without gaps: one counter a word (卫市监责改) and year, taken in the transaction that uses the number.
CREATE TABLE document_numbers (
  bureau text NOT NULL,
  word text NOT NULL,
  year int NOT NULL,
  region text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (bureau, word, year)
);
-- The register: every number that was ever taken, for what; a void one stays with its reason.
CREATE TABLE document_register (
  bureau text NOT NULL,
  word text NOT NULL,
  year int NOT NULL,
  seq int NOT NULL,
  region text NOT NULL,
  number text NOT NULL,
  on_id text,
  title text NOT NULL,
  taken_at timestamptz NOT NULL,
  taken_by text NOT NULL,
  taken_by_name text NOT NULL,
  void_reason text,
  PRIMARY KEY (bureau, word, year, seq)
);
CREATE UNIQUE INDEX document_register_number ON document_register (bureau, number);

-- Templates that a bureau put in place of the catalog's; earlier ones stay for the documents made with them.
CREATE TABLE document_templates (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  form text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  note text NOT NULL,
  active boolean NOT NULL,
  uploaded_by text NOT NULL,
  uploaded_by_name text NOT NULL,
  uploaded_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX document_templates_active ON document_templates (bureau, form) WHERE active;

SELECT protect_table('documents'), protect_table('document_events'), protect_table('document_services'),
  protect_table('document_attachments'), protect_table('document_numbers'), protect_table('document_register'),
  protect_table('document_templates');
-- Every unit of a bureau takes its numbers from the bureau's one register and uses the bureau's templates.
CREATE POLICY bureau_wide ON document_numbers TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]))
  WITH CHECK (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
CREATE POLICY bureau_wide ON document_templates FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
