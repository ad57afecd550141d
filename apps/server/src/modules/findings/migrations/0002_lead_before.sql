-- The lead that a finding stood under before that was merged into another: a merge can be taken back.
ALTER TABLE findings ADD COLUMN lead_before text;
