import { sql } from 'kysely';
import { dayOfInstant, type Placed, type PlacedRow } from '../../platform/countable.ts';
import { lampAt } from './list-store.ts';

const columns = sql`d.bureau, d.region, d.id, d.org_id, NULL::text AS category, '{}'::text[] AS violations, 1 AS pieces,
  0::int8 AS fen, d.title || ' · ' || d.subject AS title, d.path`;

/**
 * Deadlines that were due in the span and before now, by the day they were due; `kept` where the work was done before
 * the end came. Those that fell away count nowhere, nor those of others, which the office only waits for.
 */
export const deadlinesDue: Placed = ({ begins, ends, now }) => sql<PlacedRow>`
  SELECT ${columns}, ${dayOfInstant('d.due_at')} AS day, d.on_kind AS kind,
      d.ended_at IS NOT NULL AND d.ended_at <= d.due_at AS kept
    FROM deadlines d
    WHERE d.due_at >= ${begins} AND d.due_at < ${ends} AND d.due_at <= ${now} AND d.red_at IS NOT NULL
      AND d.outcome IS DISTINCT FROM 'dropped'`;

/** Deadlines that run now, whatever the span; `kind` is the lamp. */
export const deadlinesRunning: Placed = ({ now }) => sql<PlacedRow>`
  SELECT ${columns}, d.started_on AS day, ${lampAt(now)} AS kind FROM deadlines d WHERE d.ended_at IS NULL`;
