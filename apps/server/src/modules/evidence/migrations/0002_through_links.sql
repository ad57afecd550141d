-- Evidence is seen by whoever sees a record that it is evidence for: a lead may be handled in another region than the
-- one in which its site lies. The links are scoped themselves, so the inner query sees only those in the reader's scope.
CREATE POLICY through_links ON evidence FOR SELECT TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]) AND EXISTS (
    SELECT 1 FROM evidence_links k WHERE k.bureau = evidence.bureau AND k.evidence_id = evidence.id));
