-- What is open, by unit and region, for the workbench.
CREATE INDEX leads_open ON leads (bureau, status, region) INCLUDE (violations)
  WHERE status IN ('sorting', 'accepted', 'dispatched', 'checking', 'returned', 'reviewing', 'reviewed');
