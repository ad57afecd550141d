import { sql } from 'kysely';
import type { Placed, PlacedRow } from '../../platform/countable.ts';

/** Guidance that was given (行政指导), by the day of issue; `kind` tells advice, talk, order to correct … apart. */
export const guidanceGiven: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT g.bureau, g.region, g.id, g.org_id, g.issued_on AS day, g.kind, NULL::text AS category, '{}'::text[] AS violations,
      1 AS pieces, 0::int8 AS fen, coalesce(g.number || ' ', '') || g.title AS title, '/guidance/' || g.id AS path
    FROM guidances g WHERE g.issued_on BETWEEN ${from}::date AND ${to}::date AND g.status <> 'cancelled'`;
