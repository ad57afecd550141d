-- Row scope (docs/ARCHITECTURE.md, "Keys, and past one machine"). Every DOMAIN table:
--   * has `bureau text NOT NULL` (city-level code of GB/T 2260) and `region text NOT NULL` (where the matter lies),
--   * has bureau as the FIRST column of its primary key, of every foreign key and of every unique index,
--   * has no trigger,
--   * is handed to protect_table(), once, in the migration that creates it.
-- A test reads the system catalog and refuses a table that breaks a rule (platform/catalog-rules.test.ts).
--
-- The scope of a transaction is three comma-separated settings, set by literal SET LOCAL at its head:
--   wangjian.bureaus        bureaus of which the actor sees anything at all
--   wangjian.whole_bureaus  bureaus of which it sees every region
--   wangjian.regions        regions (with all that lies in them) that it sees in the other bureaus
-- Nothing set means nothing seen.

CREATE FUNCTION scope_list(setting text) RETURNS text[]
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT string_to_array(current_setting('wangjian.' || setting, true), ',') $$;
COMMENT ON FUNCTION scope_list IS 'One list of the transaction''s scope; NULL (nothing) when it was not set.';

-- The sub-selects make PostgreSQL read each setting once a query, not once a row, and leave (bureau, …) indexes usable.
CREATE FUNCTION protect_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  inside constant text := 'bureau = ANY ((SELECT scope_list(''bureaus''))::text[]) AND ('
    || 'bureau = ANY ((SELECT scope_list(''whole_bureaus''))::text[])'
    || ' OR region = ANY ((SELECT scope_list(''regions''))::text[]))';
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY scope ON %s TO wangjian_app USING (%s) WITH CHECK (%s)', target, inside, inside);
  -- FORCE binds the owner too; migrations and backups of an installation without BYPASSRLS must still see every row.
  EXECUTE format('CREATE POLICY owner ON %s TO %I USING (true) WITH CHECK (true)', target, current_user);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO wangjian_app', target);
END $$;
COMMENT ON FUNCTION protect_table IS 'Row-level security by bureau and region, forced, and the app role''s grants.';

-- A table partitioned BY RANGE (month), month as 202611 read from the ULID in the id: makes the missing partitions
-- from one month up to another. Partitions get no grants: they are reached through their parent only.
CREATE FUNCTION add_month_partitions(parent regclass, first_month integer, last_month integer) RETURNS integer
  LANGUAGE plpgsql AS $$
DECLARE
  at date := to_date(first_month::text, 'YYYYMM');
  made integer := 0;
BEGIN
  WHILE at <= to_date(last_month::text, 'YYYYMM') LOOP
    IF to_regclass(format('%I', parent::text || '_' || to_char(at, 'YYYYMM'))) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%s) TO (%s)',
        parent::text || '_' || to_char(at, 'YYYYMM'), parent,
        to_char(at, 'YYYYMM'), to_char(at + interval '1 month', 'YYYYMM'));
      made := made + 1;
    END IF;
    at := (at + interval '1 month')::date;
  END LOOP;
  RETURN made;
END $$;

-- Reference tables: the same on every machine, without bureau.
CREATE TABLE regions (
  code text PRIMARY KEY CHECK (code ~ '^(\d{6}|\d{9})$'),
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('province', 'city', 'county', 'township')),
  parent text REFERENCES regions (code),
  bureau text NOT NULL,
  valid_from date NOT NULL DEFAULT '1949-10-01',
  valid_to date
);
CREATE TABLE region_ancestors (
  code text NOT NULL REFERENCES regions (code),
  ancestor text NOT NULL REFERENCES regions (code),
  distance integer NOT NULL,
  PRIMARY KEY (code, ancestor)
);
CREATE INDEX region_ancestors_ancestor ON region_ancestors (ancestor);

-- The bureaus of this installation: what a job of the system walks, and what the scope "everything" means.
CREATE TABLE bureaus (
  code text PRIMARY KEY CHECK (code ~ '^\d{6}$'),
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON regions, region_ancestors, bureaus TO wangjian_app, wangjian_auditor;
GRANT INSERT, UPDATE ON bureaus TO wangjian_app;
