-- 建议提案答复 (W-20): a proposal of a deputy, the unit that answers, the reply and what became of it.
CREATE TABLE proposal_replies (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('suggestion', 'proposal')),
  role text NOT NULL CHECK (role IN ('host', 'assist')),
  incoming_number text NOT NULL,
  session text NOT NULL,
  proposal_number text NOT NULL,
  proposers text[] NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  assigned_by text NOT NULL,
  received_on date NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL CHECK (status IN ('registered', 'drafting', 'signed', 'replied', 'cancelled')),
  org_id text NOT NULL,
  result text CHECK (result IN ('A', 'B', 'C')),
  openness text CHECK (openness IN ('open', 'request', 'closed')),
  copies text[] NOT NULL DEFAULT '{}',
  document_id text,
  number text,
  signer text,
  signed_on date,
  replied_on date,
  feedback text CHECK (feedback IN ('satisfied', 'fair', 'dissatisfied')),
  feedback_words text,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  registered_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX proposal_replies_once ON proposal_replies (bureau, kind, session, proposal_number)
  WHERE status <> 'cancelled';
CREATE INDEX proposal_replies_queue ON proposal_replies (bureau, status, due_on, id);
CREATE INDEX proposal_replies_document ON proposal_replies (bureau, document_id);
CREATE INDEX proposal_replies_counted ON proposal_replies (bureau, replied_on);

CREATE TABLE proposal_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  reply_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, reply_id) REFERENCES proposal_replies (bureau, id)
);
CREATE INDEX proposal_events_reply ON proposal_events (bureau, reply_id, at, id);

-- 宣传 (W-21): material handed out, boards, reports of the media, tips for consumers, activities.
CREATE TABLE publicity_works (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('material', 'board', 'media', 'tip', 'activity')),
  title text NOT NULL,
  day date NOT NULL,
  pieces int NOT NULL CHECK (pieces > 0),
  medium text NOT NULL,
  link text,
  place text NOT NULL,
  content text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'published', 'void')),
  void_reason text,
  org_id text NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  recorded_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE INDEX publicity_works_counted ON publicity_works (bureau, day, id);

CREATE TABLE publicity_pictures (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  caption text NOT NULL,
  at timestamptz NOT NULL,
  officer_name text NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES publicity_works (bureau, id)
);
CREATE INDEX publicity_pictures_work ON publicity_pictures (bureau, work_id, at);

SELECT protect_table(name::regclass) FROM unnest(ARRAY[
  'proposal_replies', 'proposal_events', 'publicity_works', 'publicity_pictures']) AS name;
