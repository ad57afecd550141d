-- Who there is in a bureau, for the modules that hand work from unit to unit: an officer of a county dispatches to
-- units and names officers whose accounts it may not see. Only of bureaus in the reader's scope.
CREATE FUNCTION bureau_units(code text)
  RETURNS TABLE (id text, parent_id text, name text, level text, region text, active boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.parent_id, u.name, u.level, u.region, u.active FROM org_units u
   WHERE u.bureau = code AND code = ANY (scope_list('bureaus')) ORDER BY u.region, u.created_at, u.id
$$;
CREATE FUNCTION bureau_officers(code text)
  RETURNS TABLE (id text, name text, post text, org_id text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.id, o.name, o.post, o.org_id FROM officers o
   WHERE o.bureau = code AND NOT o.disabled AND code = ANY (scope_list('bureaus')) ORDER BY o.org_id, o.name, o.id
$$;
REVOKE ALL ON FUNCTION bureau_units, bureau_officers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bureau_units, bureau_officers TO wangjian_app;
