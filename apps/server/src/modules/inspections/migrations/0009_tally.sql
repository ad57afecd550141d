-- What each check found in the rows of Annex 1, a bit a row by its place on the form: sums of the form add up checks and
-- need not read nineteen boxes of each. Written wherever a box or what has to be put right of it is (tally.ts).
ALTER TABLE inspection_checks
  ADD COLUMN rows_checked int NOT NULL DEFAULT 0,
  ADD COLUMN rows_problem int NOT NULL DEFAULT 0,
  ADD COLUMN rows_rectified int NOT NULL DEFAULT 0;
WITH boxes AS (
  SELECT b.bureau, b.inspection_id, split_part(b.key, '.', 2) AS side, b.result, k.all_corrected,
      1 << (array_position(ARRAY['registration-match', 'prior-permits', 'licence-display', 'substandard-goods',
        'consumer-and-quality-law', 'service-completeness', 'price-conduct', 'low-price-tours', 'contract-wording',
        'contract-fairness', 'contract-notice', 'contract-harm', 'information-truth', 'illegal-ads', 'trademarks',
        'unfair-competition', 'pyramid-selling', 'other', 'complaints'], split_part(b.key, '.', 1)) - 1) AS bit
    FROM inspection_cells b
    LEFT JOIN (SELECT r.bureau, r.inspection_id, r.key, bool_and(r.status = 'corrected') AS all_corrected
        FROM rectifications r WHERE r.status <> 'dropped' GROUP BY r.bureau, r.inspection_id, r.key) AS k
      ON k.bureau = b.bureau AND k.inspection_id = b.inspection_id AND k.key = b.key
    WHERE b.result IN ('none', 'problem')),
  tallies AS (
    SELECT bureau, inspection_id, side, bit_or(bit) AS checked, bit_or(bit) FILTER (WHERE result = 'problem') AS problem,
        bit_or(bit) FILTER (WHERE result = 'problem' AND all_corrected) AS rectified
      FROM boxes GROUP BY bureau, inspection_id, side)
UPDATE inspection_checks c
  SET rows_checked = coalesce(t.checked, 0), rows_problem = coalesce(t.problem, 0), rows_rectified = coalesce(t.rectified, 0)
  FROM tallies t WHERE t.bureau = c.bureau AND t.inspection_id = c.inspection_id AND t.side = c.kind;
-- The sums read the boxes no more.
DROP INDEX IF EXISTS inspection_cells_counted;
