-- The sums of Annex 1 and the checks of the dashboards are counted from this index alone.
DROP INDEX inspection_checks_day;
CREATE INDEX inspection_checks_day ON inspection_checks (bureau, checked_on, id)
  INCLUDE (region, kind, org_id, inspection_id, rows_checked, rows_problem, rows_rectified);
