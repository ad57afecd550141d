-- 双随机: a draw of objects and officers with everything that is needed to replay it. Never deleted.
CREATE TABLE inspection_draws (
  bureau text NOT NULL,
  id text NOT NULL,
  region text NOT NULL,
  name text NOT NULL,
  algorithm text NOT NULL,
  seed text NOT NULL,
  -- 'random' by the platform, or 'public': a number that anybody can look up (开奖号码、收盘点数).
  seed_kind text NOT NULL CHECK (seed_kind IN ('random', 'public')),
  seed_note text NOT NULL DEFAULT '',
  -- Share of each risk class that is drawn, in per mille.
  rates jsonb NOT NULL,
  objects jsonb NOT NULL,
  officers jsonb NOT NULL,
  result jsonb NOT NULL,
  drawn int NOT NULL,
  sides text[] NOT NULL,
  due_on date,
  status text NOT NULL CHECK (status IN ('drawn', 'assigned', 'published')),
  drawn_at timestamptz NOT NULL,
  drawn_by text NOT NULL,
  drawn_by_name text NOT NULL,
  published_on date,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (bureau, id)
);
CREATE INDEX inspection_draws_at ON inspection_draws (bureau, drawn_at DESC);
SELECT protect_table('inspection_draws');
