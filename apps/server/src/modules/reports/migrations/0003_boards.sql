-- The sums of Annex 1 read the boxes of all checks of a year, nineteen each: from the index alone.
CREATE INDEX inspection_cells_counted ON inspection_cells (bureau, inspection_id, key) INCLUDE (region, result)
  WHERE result IN ('none', 'problem');
-- Findings are seen by the region of their lead, too.
DROP INDEX findings_counted;
CREATE INDEX findings_counted ON findings (bureau, found_at) INCLUDE (region, lead_region, status, category, violation);
-- The day of a check, with all that is asked of it.
DROP INDEX inspection_checks_day;
CREATE INDEX inspection_checks_day ON inspection_checks (bureau, checked_on, kind) INCLUDE (region, org_id, id, inspection_id);
