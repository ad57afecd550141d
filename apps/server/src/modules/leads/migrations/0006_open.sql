-- What is open, with all that the workbench and the proposals count of it.
DROP INDEX leads_open;
CREATE INDEX leads_open ON leads (bureau, status, region)
  INCLUDE (violations, holder_org_id, review_org_id, dispatcher_org_id, checked_on, sent_back)
  WHERE status IN ('sorting', 'accepted', 'dispatched', 'checking', 'returned', 'reviewing', 'reviewed');
