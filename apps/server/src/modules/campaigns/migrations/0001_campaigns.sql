-- 专项行动: the plan, what each unit has to do and did, supervision, pictures, typical cases, reports.
CREATE TABLE campaigns (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  -- 牵头单位: owns the plan, receives the reports.
  org_id text NOT NULL,
  org_name text NOT NULL,
  name text NOT NULL,
  -- 依据 (上级方案、文号), 工作目标, 报送的上级, 抄报抄送.
  basis text NOT NULL DEFAULT '',
  aim text NOT NULL DEFAULT '',
  report_to text NOT NULL DEFAULT '',
  copies_to text NOT NULL DEFAULT '',
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  phases jsonb NOT NULL,
  goals jsonb NOT NULL,
  scope jsonb NOT NULL,
  items jsonb NOT NULL,
  midterm_on date,
  final_on date,
  cases_wanted int NOT NULL,
  monthly_check boolean NOT NULL,
  patrol_every text NOT NULL CHECK (patrol_every IN ('none', 'week', 'month')),
  status text NOT NULL CHECK (status IN ('draft', 'issued', 'running', 'summing-up', 'closed', 'cancelled')),
  issued_on date,
  closed_on date,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  CHECK (ends_on >= starts_on)
);
CREATE INDEX campaigns_status ON campaigns (bureau, status, starts_on DESC, id);

-- An issued plan is an order to all units of the bureau: they read it whole, though it lies in the bureau's own region.
CREATE FUNCTION visible_campaigns(code text) RETURNS SETOF campaigns
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.* FROM campaigns c
   WHERE c.bureau = code AND code = ANY (scope_list('bureaus'))
     AND (c.issued_on IS NOT NULL OR code = ANY (scope_list('whole_bureaus')) OR c.region = ANY (scope_list('regions')))
$$;
REVOKE ALL ON FUNCTION visible_campaigns FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visible_campaigns TO wangjian_app;

-- Units that take part, from the day the plan was issued.
CREATE TABLE campaign_units (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  received_at timestamptz,
  received_by_name text,
  withdrawn boolean NOT NULL DEFAULT false,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE UNIQUE INDEX campaign_units_once ON campaign_units (bureau, campaign_id, org_id);

-- One item of the plan for one unit.
CREATE TABLE campaign_tasks (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  item text NOT NULL,
  seq int NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  leader text NOT NULL,
  office text NOT NULL,
  due_on date,
  status text NOT NULL CHECK (status IN ('assigned', 'working', 'done', 'withdrawn')),
  progress text,
  progress_at timestamptz,
  done_on date,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE UNIQUE INDEX campaign_tasks_once ON campaign_tasks (bureau, campaign_id, org_id, item);

CREATE TABLE campaign_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  at timestamptz NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE INDEX campaign_events_of ON campaign_events (bureau, campaign_id, at, id);

-- Patrols and random draws that were started for the sites of the scope.
CREATE TABLE campaign_runs (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('patrol', 'draw')),
  record_id text NOT NULL,
  name text NOT NULL,
  objects int NOT NULL,
  started_at timestamptz NOT NULL,
  started_by_name text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE INDEX campaign_runs_of ON campaign_runs (bureau, campaign_id, started_at DESC);

-- 督查组.
CREATE TABLE campaign_groups (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  name text NOT NULL,
  leader text NOT NULL,
  members text[] NOT NULL,
  org_ids text[] NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE INDEX campaign_groups_of ON campaign_groups (bureau, campaign_id, id);

CREATE TABLE campaign_visits (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  group_id text NOT NULL,
  group_name text NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  visited_on date NOT NULL,
  members text NOT NULL,
  findings text NOT NULL,
  corrections text NOT NULL,
  due_on date,
  status text NOT NULL CHECK (status IN ('open', 'answered', 'closed')),
  answer text,
  answered_at timestamptz,
  answered_by_name text,
  conclusion text,
  closed_on date,
  recorded_by_name text NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE INDEX campaign_visits_of ON campaign_visits (bureau, campaign_id, visited_on DESC, id);

CREATE TABLE campaign_pictures (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  bytes int NOT NULL,
  sha256 text NOT NULL,
  caption text NOT NULL DEFAULT '',
  adopted boolean NOT NULL DEFAULT false,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  added_by_name text NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE INDEX campaign_pictures_of ON campaign_pictures (bureau, campaign_id, org_id, added_at, id);

-- 典型案例: closed cases, told with personal data masked.
CREATE TABLE campaign_cases (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  org_id text NOT NULL,
  org_name text NOT NULL,
  case_id text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  decision_document text NOT NULL,
  decision_number text NOT NULL,
  adopted boolean NOT NULL DEFAULT false,
  chosen_at timestamptz NOT NULL,
  chosen_by_name text NOT NULL,
  removed boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE UNIQUE INDEX campaign_cases_once ON campaign_cases (bureau, campaign_id, org_id, case_id) WHERE NOT removed;

-- 中期、全面工作总结, from each unit to the owner and from the owner upward.
CREATE TABLE campaign_reports (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  campaign_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('midterm', 'final')),
  org_id text NOT NULL,
  org_name text NOT NULL,
  document_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'signed', 'submitted', 'returned', 'received')),
  number text,
  -- Line of Annex 2 → number, as the report was last filled in.
  figures jsonb NOT NULL,
  filled_at timestamptz NOT NULL,
  submitted_at timestamptz,
  submitted_by_name text,
  receipt text,
  received_at timestamptz,
  received_by_name text,
  return_reason text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, campaign_id) REFERENCES campaigns (bureau, id)
);
CREATE UNIQUE INDEX campaign_reports_once ON campaign_reports (bureau, campaign_id, org_id, kind);
CREATE INDEX campaign_reports_document ON campaign_reports (bureau, document_id);

SELECT protect_table('campaigns'), protect_table('campaign_units'), protect_table('campaign_tasks'),
  protect_table('campaign_events'), protect_table('campaign_runs'), protect_table('campaign_groups'),
  protect_table('campaign_visits'), protect_table('campaign_pictures'), protect_table('campaign_cases'),
  protect_table('campaign_reports');
