-- The app role may add a job inside its transaction, and nothing else in the queue's schema.
CREATE FUNCTION enqueue_job(
  name text, payload json, queue text, due timestamptz, attempts integer, job_key text, job_priority integer
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM graphile_worker.add_job(
    identifier => name, payload => payload, queue_name => queue, run_at => due, max_attempts => attempts,
    job_key => job_key, priority => job_priority)
$$;
REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job TO wangjian_app;

-- A request sent again after a lost answer gets the first answer.
CREATE TABLE idempotency_keys (
  bureau text NOT NULL,
  region text NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  key text NOT NULL,
  result jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, actor_id, action, key)
);
SELECT protect_table('idempotency_keys');
-- A key belongs to its actor, wherever the record lies that it made.
CREATE POLICY own ON idempotency_keys TO wangjian_app
  USING (actor_id = (SELECT current_setting('wangjian.actor', true)))
  WITH CHECK (actor_id = (SELECT current_setting('wangjian.actor', true)));
