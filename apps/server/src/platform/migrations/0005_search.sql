-- The grams of a record (core/search-grams.ts) made by the database itself, so that no writer can forget them:
--   ALTER TABLE cases ADD COLUMN search text[] NOT NULL GENERATED ALWAYS AS (record_grams(title, number)) STORED;
--   CREATE INDEX cases_search ON cases USING gin (search);
-- Every character and every pair of neighbours, but those that a query never asks for (white space, signs); independent
-- of the server's character classes, which do not know Chinese everywhere.
CREATE FUNCTION record_grams(VARIADIC texts text[]) RETURNS text[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
  AS $$
  SELECT coalesce(array_agg(DISTINCT gram), '{}') FROM (
    SELECT c, lead(c) OVER (ORDER BY n) AS next
      FROM string_to_table(lower(normalize(left(array_to_string(texts, ' '), 4000), NFKC)), NULL) WITH ORDINALITY AS s (c, n)
  ) AS neighbours, LATERAL (VALUES (c), (c || next)) AS grams (gram)
  WHERE gram !~ '[[:space:]!-/:-@[-`{-~，。、；：？！“”‘’（）〔〕【】《》—…·]'
  $$;
COMMENT ON FUNCTION record_grams IS 'Characters and pairs of characters of texts, for columns that search asks (search @> query).';
