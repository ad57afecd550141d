-- Lists of the records behind a number find a page by its keys, from the index on the day alone, and read only that page:
-- each of these indexes holds the id. Where the day is a column they stand in the order of the list, too.
DROP INDEX patrol_sites_counted;
CREATE INDEX patrol_sites_counted ON patrol_sites (bureau, finished_at) INCLUDE (region, id, pages)
  WHERE status = 'done' AND NOT only_page;
DROP INDEX findings_counted;
CREATE INDEX findings_counted ON findings (bureau, found_at) INCLUDE (region, lead_region, id, status, category, violation);
DROP INDEX leads_registered_counted;
CREATE INDEX leads_registered_counted ON leads (bureau, registered_at) INCLUDE (region, id, holder_org_id, source, violations);
DROP INDEX leads_checked_counted;
CREATE INDEX leads_checked_counted ON leads (bureau, checked_on, id) INCLUDE (region, holder_org_id, source, violations)
  WHERE checked_on IS NOT NULL;
DROP INDEX leads_closed;
DROP INDEX leads_closed_counted;
CREATE INDEX leads_closed_counted ON leads (bureau, closed_on, id) INCLUDE (region, holder_org_id, source, violations)
  WHERE closed_on IS NOT NULL;
DROP INDEX lead_feedbacks_counted;
CREATE INDEX lead_feedbacks_counted ON lead_feedbacks (bureau, verdict_at) INCLUDE (region, id, lead_id, verdict)
  WHERE verdict_at IS NOT NULL;
DROP INDEX guidances_counted;
CREATE INDEX guidances_counted ON guidances (bureau, issued_on, id) INCLUDE (region, org_id, kind, status)
  WHERE issued_on IS NOT NULL;
-- Orders to correct count by their day, for Annex 2 as for the dashboards.
DROP INDEX inspections_corrected;
DROP INDEX inspections_ordered;
CREATE INDEX inspections_ordered ON inspections (bureau, ordered_on, id) INCLUDE (region, org_id)
  WHERE ordered_on IS NOT NULL AND outcome = 'ordered-to-correct' AND status <> 'void';
DROP INDEX rectifications_counted;
CREATE INDEX rectifications_counted ON rectifications (bureau, due_on, id)
  INCLUDE (region, kind, status, violation, inspection_id);
DROP INDEX deadlines_counted;
CREATE INDEX deadlines_counted ON deadlines (bureau, due_at) INCLUDE (region, id, org_id, on_kind, ended_at, outcome);
DROP INDEX cases_counted;
CREATE INDEX cases_counted ON cases (bureau, decided_on, id)
  INCLUDE (region, org_id, procedure, category, fine_fen, forfeit_fen) WHERE decided_on IS NOT NULL AND outcome = 'penalty';
DROP INDEX documents_served;
CREATE INDEX documents_served ON documents (bureau, form, served_on, id) INCLUDE (region, org_id, on_id, items)
  WHERE served_on IS NOT NULL AND status = 'served';
