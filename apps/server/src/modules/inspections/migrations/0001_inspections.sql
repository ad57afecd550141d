-- 检查: one record holds Annex 1 (网上检查记录表) with its online and its on-site column.
CREATE TABLE inspections (
  bureau text NOT NULL,
  -- Made by the client, so that what was begun in the field without a network has its name at once.
  id text NOT NULL,
  region text NOT NULL,
  number text NOT NULL,
  subject text NOT NULL,
  status text NOT NULL CHECK (status IN ('planned', 'checking', 'rectifying', 'finished', 'void')),
  source text NOT NULL CHECK (source IN ('free', 'lead', 'draw')),
  site_id text,
  lead_id text,
  draw_id text,
  party text,
  uscc text,
  place text,
  -- Whether the check is wanted, done, or waived with a reason: 线上发现 → 线下核实 and the other way round.
  online_task text NOT NULL CHECK (online_task IN ('none', 'open', 'done', 'waived')),
  on_site_task text NOT NULL CHECK (on_site_task IN ('none', 'open', 'done', 'waived')),
  task_why text,
  due_on date,
  online_on date,
  on_site_on date,
  org_id text,
  org_name text NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  second_officer_id text,
  second_officer_name text,
  outcome text,
  -- What was known when the online column was filled in from the patrol and the register.
  facts jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  finished_at timestamptz,
  finished_on date,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX inspections_number ON inspections (bureau, number);
CREATE INDEX inspections_created ON inspections (bureau, created_at DESC, id);
CREATE INDEX inspections_site ON inspections (bureau, site_id);
CREATE INDEX inspections_lead ON inspections (bureau, lead_id);
CREATE INDEX inspections_draw ON inspections (bureau, draw_id);

-- 检查编号 without gaps: one counter a bureau and year.
CREATE TABLE inspection_numbers (
  bureau text NOT NULL,
  year int NOT NULL,
  region text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (bureau, year)
);

-- One box of the form. Each has a version of its own: two officers who fill in different boxes never meet.
CREATE TABLE inspection_cells (
  bureau text NOT NULL,
  inspection_id text NOT NULL,
  -- `registration-match.online`, `registration-match.on-site` …, `handling`, `party-opinion`.
  key text NOT NULL,
  region text NOT NULL,
  result text CHECK (result IN ('none', 'problem', 'not-applicable')),
  words text NOT NULL DEFAULT '',
  violations text[] NOT NULL DEFAULT '{}',
  -- Filled in by the platform and not yet touched by an officer.
  prefilled boolean NOT NULL DEFAULT false,
  filled_at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, inspection_id, key),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);

-- What stands behind a box: findings and sealed pages.
CREATE TABLE inspection_proofs (
  bureau text NOT NULL,
  inspection_id text NOT NULL,
  key text NOT NULL,
  on_id text NOT NULL,
  region text NOT NULL,
  words text NOT NULL DEFAULT '',
  url text,
  PRIMARY KEY (bureau, inspection_id, key, on_id),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);

-- Photos and signatures; never deleted, only withdrawn with a reason.
CREATE TABLE inspection_attachments (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  inspection_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('photo', 'signature')),
  key text,
  role text CHECK (role IN ('party', 'officer-1', 'officer-2', 'witness')),
  signer text,
  -- SHA-256 of the form as it stood when it was signed.
  form_sha256 text,
  superseded_at timestamptz,
  file_name text NOT NULL,
  type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  taken_at timestamptz NOT NULL,
  latitude double precision,
  longitude double precision,
  accuracy double precision,
  place text,
  note text NOT NULL DEFAULT '',
  late boolean NOT NULL DEFAULT false,
  withdrawn_at timestamptz,
  withdrawn_why text,
  uploaded_at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);
CREATE INDEX inspection_attachments_of ON inspection_attachments (bureau, inspection_id, uploaded_at);

-- Boxes that were filled in without a network and came after the inspection had ended: kept, never lost.
CREATE TABLE inspection_late_cells (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  inspection_id text NOT NULL,
  key text NOT NULL,
  result text,
  words text NOT NULL,
  violations text[] NOT NULL,
  filled_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  settled_at timestamptz,
  settled_how text CHECK (settled_how IN ('adopted', 'noted')),
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);
CREATE INDEX inspection_late_cells_of ON inspection_late_cells (bureau, inspection_id, received_at);

CREATE TABLE inspection_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  inspection_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);
CREATE INDEX inspection_events_of ON inspection_events (bureau, inspection_id, at, id);

-- What Annex 2 counts (个次): one row for each check that was done, by day and unit.
CREATE TABLE inspection_checks (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  inspection_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('online', 'on-site')),
  checked_on date NOT NULL,
  org_id text,
  org_name text NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  site_id text,
  problems int NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, inspection_id) REFERENCES inspections (bureau, id)
);
CREATE UNIQUE INDEX inspection_checks_once ON inspection_checks (bureau, inspection_id, kind);
CREATE INDEX inspection_checks_day ON inspection_checks (bureau, checked_on, kind);

SELECT protect_table('inspections'), protect_table('inspection_numbers'), protect_table('inspection_cells'),
  protect_table('inspection_proofs'), protect_table('inspection_attachments'), protect_table('inspection_late_cells'),
  protect_table('inspection_events'), protect_table('inspection_checks');
-- Every unit of a bureau takes its numbers from the bureau's one register.
CREATE POLICY bureau_wide ON inspection_numbers TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]))
  WITH CHECK (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
