-- The page of a lead names those that were merged into it.
CREATE INDEX leads_merged ON leads (bureau, merged_into) WHERE merged_into IS NOT NULL;
