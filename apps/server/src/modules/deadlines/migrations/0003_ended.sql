-- What has ended, in the order in which the list shows it.
CREATE INDEX deadlines_ended ON deadlines (bureau, due_at, id) WHERE ended_at IS NOT NULL;
