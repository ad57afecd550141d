-- Lists of a million leads: the newest first without sorting them all, counts without reading the rows, and rows that
-- are narrow because contents and search grams lie out of line.
ALTER TABLE leads SET (toast_tuple_target = 512);
CREATE INDEX leads_newest ON leads (registered_at DESC NULLS LAST, id DESC);
CREATE INDEX leads_scope ON leads (bureau, region, status);
