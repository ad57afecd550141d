-- Names of units stand in records that others may read who may not see those units, as officer_names does.
CREATE FUNCTION org_names(ids text[]) RETURNS TABLE (id text, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name FROM org_units u WHERE u.id = ANY (ids)
$$;
REVOKE ALL ON FUNCTION org_names FROM PUBLIC;
GRANT EXECUTE ON FUNCTION org_names TO wangjian_app;
