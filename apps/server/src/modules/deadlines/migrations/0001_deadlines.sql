-- 期限: what is due, on which record, by which law (frozen at the start) or by an officer's word.
CREATE TABLE deadlines (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  on_id text NOT NULL,
  -- The kind of the record, as its id says it: lead, case, …
  on_kind text NOT NULL,
  -- catalog/deadlines, or null for a term that an officer set; `slot` tells several terms of a record apart.
  rule text,
  slot text NOT NULL,
  -- What is due (期限名称), and the title of the record.
  title text NOT NULL,
  subject text NOT NULL,
  path text NOT NULL,
  org_id text,
  officer_id text,
  started_on date NOT NULL,
  -- Only for periods of hours.
  started_at timestamptz,
  -- The whole rule as it stood at the start (frozen); null for a term that an officer set.
  law jsonb,
  due_on date,
  -- [{from, to|null, reason}], [{length, on, reason}]
  pauses jsonb NOT NULL DEFAULT '[]',
  extensions jsonb NOT NULL DEFAULT '[]',
  unit text NOT NULL,
  -- Days, or for hours instants with +08:00.
  strict text NOT NULL,
  legal text NOT NULL,
  due text NOT NULL,
  provisional boolean NOT NULL,
  readings jsonb NOT NULL,
  -- The instant at which it is over: null while it stands still (中止) with no end known.
  due_at timestamptz,
  yellow_at timestamptz,
  red_at timestamptz,
  -- When the sweep has something to do next, and for which `due` it has told what.
  next_at timestamptz,
  near_due text,
  expired_due text,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('met', 'dropped')),
  created_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX deadlines_open ON deadlines (bureau, on_id, slot) WHERE ended_at IS NULL;
CREATE INDEX deadlines_record ON deadlines (bureau, on_id);
CREATE INDEX deadlines_due ON deadlines (bureau, due_at, id) WHERE ended_at IS NULL;
CREATE INDEX deadlines_next ON deadlines (bureau, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deadlines_officer ON deadlines (bureau, officer_id, due_at) WHERE ended_at IS NULL;

-- What was done with a deadline: start, pause, resume, extend, set, hand, calendar, near, expired, end.
CREATE TABLE deadline_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  deadline_id text NOT NULL,
  at timestamptz NOT NULL,
  action text NOT NULL,
  officer_id text,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  reason text,
  -- Days of a pause, length of an extension.
  from_day date,
  to_day date,
  length int,
  due_before text,
  due_after text NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, deadline_id) REFERENCES deadlines (bureau, id)
);
CREATE INDEX deadline_events_deadline ON deadline_events (bureau, deadline_id, at, id);

-- Thresholds of the lamps, reminders: one row a bureau, defaults in the code.
CREATE TABLE deadline_settings (
  bureau text NOT NULL,
  region text NOT NULL,
  settings jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau)
);

-- The State Council's notices that were entered here; they lie over catalog/calendars. The same in every bureau.
CREATE TABLE calendar_notices (
  id text PRIMARY KEY,
  year int NOT NULL,
  notice text NOT NULL,
  url text,
  published date NOT NULL,
  -- [{day, kind, name}]
  days jsonb NOT NULL,
  entered_at timestamptz NOT NULL,
  entered_by text NOT NULL,
  entered_by_name text NOT NULL,
  -- A notice that was entered wrongly is withdrawn, not removed.
  withdrawn_at timestamptz
);
GRANT SELECT, INSERT, UPDATE ON calendar_notices TO wangjian_app;

SELECT protect_table('deadlines'), protect_table('deadline_events'), protect_table('deadline_settings');
CREATE POLICY bureau_reads ON deadline_settings FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
