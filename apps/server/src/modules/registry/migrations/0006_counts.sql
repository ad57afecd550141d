-- The workbench counts sites by region and by what was confirmed of them from the index alone.
CREATE INDEX sites_counts ON sites (bureau, confirm_status, region);
