-- A page of the list in either order, by the day of registration or the number, without sorting all leads.
DROP INDEX leads_newest;
CREATE INDEX leads_newest ON leads (registered_at, id);
CREATE INDEX leads_by_number ON leads (number, id);
-- 本人: leads that an officer handles or entered.
CREATE INDEX leads_officer ON leads (bureau, holder_officer_id) WHERE holder_officer_id IS NOT NULL;
CREATE INDEX leads_registrant ON leads (bureau, registered_by);
-- 督办 and 已分派, few among all.
CREATE INDEX leads_supervised ON leads (bureau, supervised_at) WHERE supervised_at IS NOT NULL;
CREATE INDEX leads_dispatcher ON leads (bureau, dispatcher_org_id, status)
  WHERE status IN ('dispatched', 'checking', 'returned', 'handed-over');
CREATE INDEX leads_violations ON leads USING gin (violations);
