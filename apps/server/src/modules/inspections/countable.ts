import { dayInChina } from '@wangjian/core/plain-date.ts';
import { sql } from 'kysely';
import type { Countable, CountableRow, Placed, PlacedRow } from '../../platform/countable.ts';

/** Checks that were done (网上检查、实地检查 个次); `kind` is `online` or `on-site`. */
export const inspectionChecks: Countable = sql<CountableRow>`
  SELECT c.bureau, c.id, c.org_id, c.checked_on AS day, c.kind, NULL::text AS category, 1 AS pieces, 0::int8 AS fen,
      (SELECT i.number || ' ' || i.subject FROM inspections i WHERE i.bureau = c.bureau AND i.id = c.inspection_id) AS title,
      '/inspections/' || c.inspection_id AS path
    FROM inspection_checks c`;

/** Inspections that ended in an order to correct (责令整改 个次), by the day of the order. */
export const correctionsByInspection: Countable = sql<CountableRow>`
  SELECT i.bureau, i.id, i.org_id, i.ordered_on AS day, 'inspection' AS kind,
      NULL::text AS category, 1 AS pieces, 0::int8 AS fen, i.number || ' ' || i.subject AS title,
      '/inspections/' || i.id AS path
    FROM inspections i WHERE i.ordered_on IS NOT NULL AND i.outcome = 'ordered-to-correct' AND i.status <> 'void'`;

// LEFT JOINs below: everything has its inspection, and where a count asks nothing of it, it is not read.

/**
 * Checks that were done, with the region in which they lie; `kind` is `online` or `on-site`, and `rows_…` are the rows of
 * Annex 1, as bits, that were filled in, in which a problem was found, and of which all that had to be has been put right.
 */
export const checksDone: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT c.bureau, c.region, c.id, c.org_id, c.checked_on AS day, c.kind, NULL::text AS category,
      '{}'::text[] AS violations, 1 AS pieces, 0::int8 AS fen, i.number || ' ' || i.subject AS title,
      '/inspections/' || c.inspection_id AS path, c.rows_checked, c.rows_problem, c.rows_rectified
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
