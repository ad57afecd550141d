import { dayInChina } from '@wangjian/core/plain-date.ts';
import { sql } from 'kysely';
import type { Countable, CountableRow, Placed, PlacedRow } from '../../platform/countable.ts';

/** Checks that were done (网上检查、实地检查 个次); `kind` is `online` or `on-site`. */
export const inspectionChecks: Countable = sql<CountableRow>`
  SELECT c.bureau, c.id, c.org_id, c.checked_on AS day, c.kind, NULL::text AS category, 1 AS pieces, 0::int8 AS fen,
      (SELECT i.number || ' ' || i.subject FROM inspections i WHERE i.bureau = c.bureau AND i.id = c.inspection_id) AS title,
      '/inspections/' || c.inspection_id AS path
    FROM inspection_checks c`;

/** Inspections that ended in an order to correct (责令整改 个次), by the day of the check. */
export const correctionsByInspection: Countable = sql<CountableRow>`
  SELECT i.bureau, i.id, i.org_id, CASE WHEN i.on_site_on IS NULL THEN i.online_on ELSE i.on_site_on END AS day, 'inspection' AS kind,
      NULL::text AS category, 1 AS pieces, 0::int8 AS fen, i.number || ' ' || i.subject AS title,
      '/inspections/' || i.id AS path
    FROM inspections i WHERE i.outcome = 'ordered-to-correct' AND i.status <> 'void'`;

// LEFT JOINs below: everything has its inspection, and where a count asks nothing of it, it is not read.

/** Checks that were done, with the region in which they lie; `kind` is `online` or `on-site`. */
export const checksDone: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT c.bureau, c.region, c.id, c.org_id, c.checked_on AS day, c.kind, NULL::text AS category,
      '{}'::text[] AS violations, 1 AS pieces, 0::int8 AS fen, i.number || ' ' || i.subject AS title,
      '/inspections/' || c.inspection_id AS path
    FROM inspection_checks c LEFT JOIN inspections i ON i.bureau = c.bureau AND i.id = c.inspection_id
    WHERE c.checked_on BETWEEN ${from}::date AND ${to}::date`;

/** Orders to correct that ended an inspection, by their day. */
export const inspectionOrders: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT i.bureau, i.region, i.id, i.org_id, i.ordered_on AS day, 'inspection' AS kind, NULL::text AS category,
      '{}'::text[] AS violations, 1 AS pieces, 0::int8 AS fen, i.number || ' ' || i.subject AS title,
      '/inspections/' || i.id AS path
    FROM inspections i WHERE i.ordered_on BETWEEN ${from}::date AND ${to}::date AND i.outcome = 'ordered-to-correct'
      AND i.status <> 'void'`;

/**
 * What had to be put right (整改) by a day of the span that is over, by that day; `kept` where it was put right with
 * evidence of before and after. What was dropped counts nowhere.
 */
export const rectificationsDue: Placed = ({ from, to, now }) => sql<PlacedRow>`
  SELECT r.bureau, r.region, r.id, i.org_id, r.due_on AS day, r.kind, NULL::text AS category,
      CASE WHEN r.violation IS NULL THEN '{}' ELSE ARRAY[r.violation] END AS violations, 1 AS pieces, 0::int8 AS fen,
      i.number || ' ' || r.words AS title, '/inspections/' || r.inspection_id || '?tab=rectifications' AS path,
      r.status = 'corrected' AS kept
    FROM rectifications r LEFT JOIN inspections i ON i.bureau = r.bureau AND i.id = r.inspection_id
    WHERE r.due_on BETWEEN ${from}::date AND ${to}::date AND r.due_on < ${dayInChina(now)}::date AND r.status <> 'dropped'`;

/**
 * Rows of Annex 1 that were looked at in a check that was done, by the day of the check: `category` is the row, `kind`
 * the column. `problem` where one was found, `rectified` where all that had to be put right of it has been.
 */
export const annex1Boxes: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT c.bureau, c.region, c.inspection_id AS id, c.org_id, c.checked_on AS day, c.kind,
      split_part(b.key, '.', 1) AS category, b.violations, 1 AS pieces, 0::int8 AS fen,
      i.number || ' ' || i.subject AS title, '/inspections/' || c.inspection_id AS path, b.result = 'problem' AS problem,
      b.result = 'problem' AND coalesce(k.all_corrected, false) AS rectified
    FROM inspection_checks c
    LEFT JOIN inspections i ON i.bureau = c.bureau AND i.id = c.inspection_id
    JOIN inspection_cells b ON b.bureau = c.bureau AND b.inspection_id = c.inspection_id
      AND b.result IN ('none', 'problem')
      -- Said by CASE, of which PostgreSQL assumes that half of the rows meet it, and not next to none.
      AND CASE c.kind WHEN 'online' THEN split_part(b.key, '.', 2) = 'online'
        ELSE split_part(b.key, '.', 2) = 'on-site' END
    -- All of them at once: one by one they would be looked up for a million boxes.
    LEFT JOIN (SELECT r.bureau, r.inspection_id, r.key, bool_and(r.status = 'corrected') AS all_corrected
        FROM rectifications r WHERE r.status <> 'dropped' GROUP BY r.bureau, r.inspection_id, r.key) AS k
      ON k.bureau = b.bureau AND k.inspection_id = b.inspection_id AND k.key = b.key
    WHERE c.checked_on BETWEEN ${from}::date AND ${to}::date`;
