-- 联合行动与联席会议: one matter or one standing group, several departments, each with its own part.
--
-- Regions cannot divide departments: the police of a city and its market bureau lie in the same region, and a county
-- unit may take part in what the city leads. So beside the bureau these tables are divided by UNIT, by two settings that
-- modules/joint/standing.ts makes at the head of each of its transactions (nothing set means nothing seen):
--   wangjian.units  the units that the officer acts for
--   wangjian.joint  the one joint work that was opened, after its own row let the officer in
CREATE FUNCTION joint_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('wangjian.actor', true) LIKE 'system.%', false) $$;
COMMENT ON FUNCTION joint_system IS 'Whether the transaction is the platform''s own (jobs); officers'' ids begin otherwise.';

CREATE TABLE joint_works (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('action', 'conference')),
  title text NOT NULL,
  purpose text NOT NULL,
  plan text NOT NULL,
  status text NOT NULL CHECK (status IN ('preparing', 'running', 'concluded', 'cancelled')),
  lead_org_id text NOT NULL,
  -- The lead unit and all that take part: who sees the shared part.
  unit_ids text[] NOT NULL,
  begins_on date,
  ends_on date,
  started_on date,
  ended_on date,
  result text,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  opened_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE INDEX joint_works_queue ON joint_works (bureau, status, opened_at DESC, id);

-- 参加单位. `org_id` is null for a department that has no account here: the lead unit writes its part.
CREATE TABLE joint_parts (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  org_id text,
  name text NOT NULL,
  leads boolean NOT NULL,
  duty text NOT NULL,
  contact_name text,
  contact_post text,
  contact_phone text,
  status text NOT NULL CHECK (status IN ('invited', 'joined', 'reported', 'declined', 'removed')),
  answer text,
  reported_on date,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_parts_work ON joint_parts (bureau, work_id, id);

-- What the joint work is about, as the lead unit shares it: others read the words, the record stays behind its own door.
CREATE TABLE joint_matters (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('lead', 'case', 'site', 'theme')),
  record_id text,
  title text NOT NULL,
  summary text NOT NULL,
  removed_at timestamptz,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_matters_work ON joint_matters (bureau, work_id, id);

-- 发现, 进展, 结果 of one unit; private until it shares them.
CREATE TABLE joint_entries (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  part_id text NOT NULL,
  org_id text,
  by_org_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('finding', 'progress', 'result')),
  text text NOT NULL,
  shared boolean NOT NULL,
  at timestamptz NOT NULL,
  officer_name text NOT NULL,
  withdrawn_why text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_entries_work ON joint_entries (bureau, work_id, at, id);

-- 联席会议的会议: agenda, attendance, minutes.
CREATE TABLE joint_meetings (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  title text NOT NULL,
  meets_at text NOT NULL,
  place text NOT NULL,
  chair text NOT NULL,
  recorder text NOT NULL,
  agenda jsonb NOT NULL,
  attendance jsonb NOT NULL,
  minutes text NOT NULL,
  status text NOT NULL CHECK (status IN ('planned', 'held', 'recorded', 'cancelled')),
  why text,
  document_id text,
  number text,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_meetings_work ON joint_meetings (bureau, work_id, meets_at, id);
CREATE INDEX joint_meetings_document ON joint_meetings (bureau, document_id);

-- A task of one unit; one that is not shared is seen by that unit and by the one that set it.
CREATE TABLE joint_tasks (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  meeting_id text,
  part_id text NOT NULL,
  org_id text,
  by_org_id text NOT NULL,
  title text NOT NULL,
  due_on date NOT NULL,
  shared boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'done', 'cancelled')),
  result text,
  done_on date,
  set_at timestamptz NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_tasks_work ON joint_tasks (bureau, work_id, due_on, id);
CREATE INDEX joint_tasks_unit ON joint_tasks (bureau, org_id, status, due_on);

-- 联合检查: when, where, who took part, and the inspection record that came of it.
CREATE TABLE joint_checks (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  part_id text NOT NULL,
  subject text NOT NULL,
  checked_on date NOT NULL,
  place text NOT NULL,
  units text[] NOT NULL,
  outcome text NOT NULL,
  inspection_id text,
  withdrawn_why text,
  at timestamptz NOT NULL,
  officer_name text NOT NULL,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_checks_work ON joint_checks (bureau, work_id, checked_on, id);

CREATE TABLE joint_events (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  work_id text NOT NULL,
  org_id text,
  shared boolean NOT NULL,
  at timestamptz NOT NULL,
  officer_name text NOT NULL,
  org_name text NOT NULL,
  action text NOT NULL,
  opinion text,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, work_id) REFERENCES joint_works (bureau, id)
);
CREATE INDEX joint_events_work ON joint_events (bureau, work_id, at, id);

-- Two policies on each table: `units` opens it to units beyond the region of their grant, `only_units` closes it to
-- everybody else of the region.
CREATE FUNCTION protect_joint(target regclass, who text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM protect_table(target);
  EXECUTE format('CREATE POLICY units ON %s TO wangjian_app USING (%s) WITH CHECK (%s)', target,
    'bureau = ANY ((SELECT scope_list(''bureaus''))::text[]) AND (' || who || ')',
    'bureau = ANY ((SELECT scope_list(''bureaus''))::text[]) AND (' || who || ')');
  EXECUTE format('CREATE POLICY only_units ON %s AS RESTRICTIVE TO wangjian_app USING (%s) WITH CHECK (%s)', target,
    who || ' OR (SELECT joint_system())', who || ' OR (SELECT joint_system())');
END $$;

SELECT protect_joint('joint_works', 'unit_ids && (SELECT scope_list(''units''))::text[]');
-- Shared by all who take part.
SELECT protect_joint(name::regclass, 'work_id = (SELECT current_setting(''wangjian.joint'', true))')
  FROM unnest(ARRAY['joint_parts', 'joint_matters', 'joint_meetings', 'joint_checks']) AS name;
-- A unit's own, and what others share in the work that was opened.
SELECT protect_joint(name::regclass,
    'org_id = ANY ((SELECT scope_list(''units''))::text[]) OR by_org_id = ANY ((SELECT scope_list(''units''))::text[])'
    || ' OR (shared AND work_id = (SELECT current_setting(''wangjian.joint'', true)))')
  FROM unnest(ARRAY['joint_entries', 'joint_tasks']) AS name;
SELECT protect_joint('joint_events',
  'org_id = ANY ((SELECT scope_list(''units''))::text[])'
  || ' OR (shared AND work_id = (SELECT current_setting(''wangjian.joint'', true)))');
DROP FUNCTION protect_joint;
