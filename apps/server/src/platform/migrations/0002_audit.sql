-- Who did what, when, why, and what it changed. Written in the transaction of the deed; the app role may only add and
-- read. Partitioned by month of the id.
CREATE TABLE audit_entries (
  bureau text NOT NULL,
  month integer NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL CHECK (actor_kind IN ('officer', 'system', 'anonymous')),
  actor_id text,
  actor_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  action_name text NOT NULL,
  on_id text,
  why text,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
  address text,
  request_id text,
  before jsonb,
  after jsonb,
  PRIMARY KEY (bureau, month, id)
) PARTITION BY RANGE (month);
-- Months outside the prepared ones (a clock that was set wrong) still find a place.
CREATE TABLE audit_entries_other PARTITION OF audit_entries DEFAULT;
SELECT add_month_partitions('audit_entries', 202609, 202812);
CREATE INDEX audit_entries_on ON audit_entries (bureau, on_id, id);
CREATE INDEX audit_entries_actor ON audit_entries (bureau, actor_id, id);

-- The hash chain, one per bureau, made by a job: a chain inside the transaction of the deed would queue up all writers.
CREATE TABLE audit_links (
  bureau text NOT NULL,
  seq bigint NOT NULL,
  region text NOT NULL,
  month integer NOT NULL,
  entry_id text NOT NULL,
  entry_hash text NOT NULL,
  hash text NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, seq)
);
CREATE UNIQUE INDEX audit_links_entry ON audit_links (bureau, month, entry_id);

SELECT protect_table('audit_entries'), protect_table('audit_links');
REVOKE UPDATE, DELETE ON audit_entries, audit_links FROM wangjian_app;
-- Anybody's deed is recorded, also one outside the regions that the actor sees.
CREATE POLICY append ON audit_entries FOR INSERT TO wangjian_app WITH CHECK (true);
GRANT SELECT ON audit_entries, audit_links TO wangjian_auditor;
CREATE POLICY auditor ON audit_entries FOR SELECT TO wangjian_auditor USING (true);
CREATE POLICY auditor ON audit_links FOR SELECT TO wangjian_auditor USING (true);
