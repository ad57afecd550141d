-- Keeps every table partitioned by month supplied with partitions for the months to come. Runs as the owner, since the
-- app role makes no tables; returns how many were made. A month that the default partition already holds rows of (a
-- clock set wrong) stays there.
CREATE FUNCTION extend_month_partitions(months_ahead integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  parent regclass;
  made integer := 0;
BEGIN
  FOR parent IN
    SELECT p.partrelid FROM pg_partitioned_table p
      JOIN pg_class c ON c.oid = p.partrelid AND c.relnamespace = 'public'::regnamespace
      JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
     WHERE p.partstrat = 'r' AND a.attname = 'month'
  LOOP
    BEGIN
      made := made + add_month_partitions(parent, to_char(now(), 'YYYYMM')::integer,
        to_char(now() + make_interval(months => months_ahead), 'YYYYMM')::integer);
    EXCEPTION WHEN check_violation THEN
      RAISE WARNING 'partitions of % were not extended: %', parent, SQLERRM;
    END;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION extend_month_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION extend_month_partitions TO wangjian_app;
