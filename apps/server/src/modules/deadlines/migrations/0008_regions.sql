-- What runs, by region: counts of a county, and its part of what a search finds.
CREATE INDEX deadlines_regions ON deadlines (bureau, region) WHERE ended_at IS NULL;
