-- How often a rule was right, and the counts of the workbench, from indexes alone.
DROP INDEX findings_rule;
CREATE INDEX findings_rule ON findings (bureau, rule, status)
  INCLUDE (region, lead_region, lead_verdict, reject_reason, automatic);
CREATE INDEX findings_counts ON findings (bureau, status, category, region) INCLUDE (lead_region);
