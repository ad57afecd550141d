-- Dashboards count what happened in a span of days, by region and unit: each kind of record has an index on its day that
-- holds what is asked of it, so that the rows themselves are not read.
CREATE INDEX patrol_sites_counted ON patrol_sites (bureau, finished_at) INCLUDE (region, pages)
  WHERE status = 'done' AND NOT only_page;
CREATE INDEX findings_counted ON findings (bureau, found_at) INCLUDE (region, status, category, violation);
CREATE INDEX leads_registered_counted ON leads (bureau, registered_at) INCLUDE (region, holder_org_id, source, violations);
CREATE INDEX leads_checked_counted ON leads (bureau, checked_on) INCLUDE (region, holder_org_id, source, violations)
  WHERE checked_on IS NOT NULL;
CREATE INDEX leads_closed_counted ON leads (bureau, closed_on) INCLUDE (region, id, holder_org_id, source, violations)
  WHERE closed_on IS NOT NULL;
CREATE INDEX lead_feedbacks_counted ON lead_feedbacks (bureau, verdict_at) INCLUDE (region, lead_id, verdict)
  WHERE verdict_at IS NOT NULL;
CREATE INDEX guidances_counted ON guidances (bureau, issued_on) WHERE issued_on IS NOT NULL;
CREATE INDEX inspections_ordered ON inspections (bureau, ordered_on) WHERE ordered_on IS NOT NULL;
CREATE INDEX rectifications_counted ON rectifications (bureau, due_on) INCLUDE (region, status, inspection_id);
CREATE INDEX deadlines_counted ON deadlines (bureau, due_at) INCLUDE (region, org_id, ended_at, outcome);
