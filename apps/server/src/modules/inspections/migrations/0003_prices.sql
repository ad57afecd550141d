-- 价格序列: the lowest and the highest price of a product page on each day that a patrol read it.
CREATE TABLE page_prices (
  bureau text NOT NULL,
  site_id text NOT NULL,
  url_hash text NOT NULL,
  day date NOT NULL,
  region text NOT NULL,
  url text NOT NULL,
  title text NOT NULL,
  lowest bigint NOT NULL,
  highest bigint NOT NULL,
  -- The highest 原价 / 划线价 that the page compares with.
  compared bigint,
  source text NOT NULL CHECK (source IN ('data', 'text')),
  readings int NOT NULL DEFAULT 1,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (bureau, site_id, url_hash, day)
);
SELECT protect_table('page_prices');
