import { sql } from 'kysely';
import { dayOfInstant, type Placed, type PlacedRow } from '../../platform/countable.ts';

/** Findings (监测发现), by the day on which they were found first; `confirmed` tells what triage upheld. */
export const findingsFound: Placed = ({ begins, ends }) => sql<PlacedRow>`
  SELECT f.bureau, f.region, f.id, NULL::text AS org_id, ${dayOfInstant('f.found_at')} AS day,
      f.status AS kind, f.category, ARRAY[f.violation] AS violations, 1 AS pieces, 0::int8 AS fen,
      left(f.quote, 60) AS title, '/findings?status=all&at=' || f.id AS path, f.status = 'confirmed' AS confirmed
    FROM findings f WHERE f.found_at >= ${begins} AND f.found_at < ${ends}`;
