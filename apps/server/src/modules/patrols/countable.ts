import { sql } from 'kysely';
import { dayOfInstant, type Placed, type PlacedRow } from '../../platform/countable.ts';

/** Sites that a patrol read to the end (巡查网站 个次), by the day it did; `pieces` are the pages that were read. */
export const sitesPatrolled: Placed = ({ begins, ends }) => sql<PlacedRow>`
  SELECT s.bureau, s.region, s.id, NULL::text AS org_id, ${dayOfInstant('s.finished_at')} AS day,
      NULL::text AS kind, NULL::text AS category, '{}'::text[] AS violations, s.pages AS pieces, 0::int8 AS fen,
      s.host AS title, '/patrols/' || s.patrol_id AS path
    FROM patrol_sites s
    WHERE s.finished_at >= ${begins} AND s.finished_at < ${ends} AND s.status = 'done' AND NOT s.only_page`;
