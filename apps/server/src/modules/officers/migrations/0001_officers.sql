-- The organisation tree: province → city → county → township office, their sections, and other departments. A parent
-- may belong to another bureau (a city under its province), so it is no foreign key.
CREATE TABLE org_units (
  bureau text NOT NULL,
  region text NOT NULL,
  id text NOT NULL,
  parent_id text,
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'section', 'department')),
  active boolean NOT NULL DEFAULT true,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id)
);

-- `region` is that of the officer's unit.
CREATE TABLE officers (
  bureau text NOT NULL,
  region text NOT NULL,
  id text NOT NULL,
  org_id text NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  post text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  last_sign_in_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, org_id) REFERENCES org_units (bureau, id)
);
-- Sign-in knows nothing but the name, so it is unique in the whole installation: officers are a reference table.
CREATE UNIQUE INDEX officers_login ON officers (login);
CREATE INDEX officers_org ON officers (bureau, org_id);

-- Apart from the officers, so that no list can ever carry a hash. `hash` is a PHC string (argon2id).
CREATE TABLE officer_passwords (
  bureau text NOT NULL,
  region text NOT NULL,
  officer_id text NOT NULL,
  hash text NOT NULL,
  set_at timestamptz NOT NULL,
  must_change boolean NOT NULL,
  PRIMARY KEY (bureau, officer_id),
  FOREIGN KEY (bureau, officer_id) REFERENCES officers (bureau, id)
);

-- Failed tries by the name that was typed, whether an officer has it or not: a lock tells nobody which names exist.
CREATE TABLE sign_in_failures (
  login text PRIMARY KEY,
  failures integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);

-- A bureau's own roles; the built-in ones are in the code.
CREATE TABLE roles (
  bureau text NOT NULL,
  region text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  permissions text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);

-- `region` is that of the officer, who sees it; `grant_region` is where the role holds.
CREATE TABLE role_grants (
  bureau text NOT NULL,
  region text NOT NULL,
  officer_id text NOT NULL,
  role text NOT NULL,
  grant_region text NOT NULL,
  granted_by text NOT NULL,
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, officer_id, role, grant_region),
  FOREIGN KEY (bureau, officer_id) REFERENCES officers (bureau, id)
);

-- `id` is the SHA-256 of the token, which only the browser has.
CREATE TABLE sessions (
  bureau text NOT NULL,
  region text NOT NULL,
  id text NOT NULL,
  officer_id text NOT NULL,
  csrf text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, id),
  FOREIGN KEY (bureau, officer_id) REFERENCES officers (bureau, id)
);
CREATE INDEX sessions_officer ON sessions (bureau, officer_id);

CREATE TABLE sign_in_policies (
  bureau text NOT NULL,
  region text NOT NULL,
  max_failures integer NOT NULL,
  lock_minutes integer NOT NULL,
  idle_minutes integer NOT NULL,
  password_days integer NOT NULL,
  min_length integer NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (bureau)
);

-- Only in a demo installation: shown on the sign-in page.
CREATE TABLE demo_accounts (
  login text PRIMARY KEY,
  password text NOT NULL,
  who text NOT NULL,
  place integer NOT NULL
);

SELECT protect_table(name::regclass) FROM unnest(ARRAY[
  'org_units', 'officers', 'officer_passwords', 'roles', 'role_grants', 'sessions', 'sign_in_policies']) AS name;
-- Roles and the policy of a bureau hold for its counties and townships too.
CREATE POLICY bureau_reads ON roles FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
CREATE POLICY bureau_reads ON sign_in_policies FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failures TO wangjian_app;
GRANT SELECT, INSERT, DELETE ON demo_accounts TO wangjian_app;
GRANT SELECT (bureau, region, id, org_id, login, name) ON officers TO wangjian_auditor;

-- Names of officers stand in records that others may read who may not see those officers' accounts.
CREATE FUNCTION officer_names(ids text[]) RETURNS TABLE (id text, name text, org_name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.name, u.name FROM officers o JOIN org_units u ON (u.bureau, u.id) = (o.bureau, o.org_id)
   WHERE o.id = ANY (ids)
$$;
REVOKE ALL ON FUNCTION officer_names FROM PUBLIC;
GRANT EXECUTE ON FUNCTION officer_names TO wangjian_app;
