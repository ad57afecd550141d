-- How often a rule was right of late: what was judged, the newest first.
CREATE INDEX findings_judged ON findings (bureau, rule, found_at) INCLUDE (region, lead_region, lead_verdict, status)
  WHERE lead_verdict IS NOT NULL OR NOT automatic AND status IN ('confirmed', 'rejected');
-- Counts of the workbench: equal keys stand in an index once when nothing is included.
DROP INDEX findings_counts;
CREATE INDEX findings_counts ON findings (bureau, region, category, status, lead_region);
DROP INDEX findings_newest;
CREATE INDEX findings_newest ON findings (found_at, id) INCLUDE (bureau, region, lead_region);
