-- 消息: what an officer is told. `region` is that of the officer's unit; only the officer reads its own.
CREATE TABLE inbox_messages (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  officer_id text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  text text,
  path text NOT NULL,
  on_id text,
  sender text NOT NULL,
  -- The same news is told once, however often the job runs or the clock is set back.
  key text NOT NULL,
  sent_at timestamptz NOT NULL,
  read_at timestamptz,
  PRIMARY KEY (bureau, id)
);
CREATE UNIQUE INDEX inbox_messages_once ON inbox_messages (bureau, officer_id, key);
CREATE INDEX inbox_messages_list ON inbox_messages (bureau, officer_id, sent_at DESC, id);
CREATE INDEX inbox_messages_unread ON inbox_messages (bureau, officer_id) WHERE read_at IS NULL;

SELECT protect_table('inbox_messages');
-- One's own messages, wherever the unit lay when they were sent.
CREATE POLICY own ON inbox_messages TO wangjian_app
  USING (bureau = ANY ((SELECT scope_list('bureaus'))::text[])
    AND officer_id = (SELECT current_setting('wangjian.actor', true)));
