import { sql } from 'kysely';
import type { Countable, CountableRow } from '../../platform/countable.ts';

/** Checks that were done (网上检查、实地检查 个次); `kind` is `online` or `on-site`. */
export const inspectionChecks: Countable = sql<CountableRow>`
  SELECT c.bureau, c.id, c.org_id, c.checked_on AS day, c.kind, NULL::text AS category, 1 AS pieces, 0::int8 AS fen,
      i.number || ' ' || i.subject AS title, '/inspections/' || i.id AS path
    FROM inspection_checks c JOIN inspections i ON i.bureau = c.bureau AND i.id = c.inspection_id`;

/** Inspections that ended in an order to correct (责令整改 个次), by the day of the check. */
export const correctionsByInspection: Countable = sql<CountableRow>`
  SELECT i.bureau, i.id, i.org_id, coalesce(i.on_site_on, i.online_on) AS day, 'inspection' AS kind,
      NULL::text AS category, 1 AS pieces, 0::int8 AS fen, i.number || ' ' || i.subject AS title,
      '/inspections/' || i.id AS path
    FROM inspections i WHERE i.outcome = 'ordered-to-correct' AND i.status <> 'void'`;
