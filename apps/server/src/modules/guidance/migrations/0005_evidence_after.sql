-- A re-check reads every page named (督促删除 names up to a hundred): each is evidence of after.
ALTER TABLE guidances ALTER COLUMN evidence_after TYPE text[]
  USING CASE WHEN evidence_after IS NULL THEN '{}'::text[] ELSE ARRAY[evidence_after] END;
ALTER TABLE guidances ALTER COLUMN evidence_after SET DEFAULT '{}';
ALTER TABLE guidances ALTER COLUMN evidence_after SET NOT NULL;
