-- What the lead of a finding came to: 'upheld', or the reason for which it was dismissed, returned or found wrong. A
-- rule that opens leads by itself is judged by it.
ALTER TABLE findings ADD COLUMN lead_verdict text;
-- Where the lead lies, when it was dispatched to another region than the site's: whoever handles it sees its findings.
ALTER TABLE findings ADD COLUMN lead_region text;
CREATE POLICY under_lead ON findings TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[]) AND lead_region = ANY ((SELECT scope_list('regions'))::text[]))
  WITH CHECK (bureau = ANY ((SELECT scope_list('bureaus'))::text[]) AND lead_region = ANY ((SELECT scope_list('regions'))::text[]));
