-- The paper that follows the one which opened a matter: 延长查封扣押 once it is approved, 结果告知 once it is served.
ALTER TABLE case_matters ADD COLUMN following_document text;
