-- Superiors look on: those who supervise see the shared part of joint work that a unit below them leads (not of other
-- departments), and write nothing in it. A third setting of modules/joint/standing.ts, made only where a work is read:
--   wangjian.units_below  the units below the officer's own office
-- `only_units` closed the table for every command alike; now reading has one more door, writing has none.
DROP POLICY only_units ON joint_works;
CREATE POLICY only_units ON joint_works AS RESTRICTIVE FOR SELECT TO wangjian_app USING (
  unit_ids && (SELECT scope_list('units'))::text[]
  OR lead_org_id = ANY ((SELECT scope_list('units_below'))::text[])
  OR (SELECT joint_system()));
CREATE POLICY only_units_insert ON joint_works AS RESTRICTIVE FOR INSERT TO wangjian_app WITH CHECK (
  unit_ids && (SELECT scope_list('units'))::text[] OR (SELECT joint_system()));
CREATE POLICY only_units_update ON joint_works AS RESTRICTIVE FOR UPDATE TO wangjian_app
  USING (unit_ids && (SELECT scope_list('units'))::text[] OR (SELECT joint_system()))
  WITH CHECK (unit_ids && (SELECT scope_list('units'))::text[] OR (SELECT joint_system()));
CREATE POLICY only_units_delete ON joint_works AS RESTRICTIVE FOR DELETE TO wangjian_app USING (
  unit_ids && (SELECT scope_list('units'))::text[] OR (SELECT joint_system()));
