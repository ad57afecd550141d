import { sql } from 'kysely';
import { dayOfInstant, type Placed, type PlacedRow } from '../../platform/countable.ts';

const columns = sql`l.bureau, l.region, l.id, l.holder_org_id AS org_id, NULL::text AS category, l.violations,
  1 AS pieces, 0::int8 AS fen, l.number || ' ' || l.title AS title, '/leads/' || l.id AS path`;

/** Leads by the day of their registration; `kind` is the source. */
export const leadsRegistered: Placed = ({ begins, ends }) => sql<PlacedRow>`
  SELECT ${columns}, ${dayOfInstant('l.registered_at')} AS day, l.source AS kind
    FROM leads l WHERE l.registered_at >= ${begins} AND l.registered_at < ${ends}`;

/** Leads that were checked, by the day of the check. */
export const leadsChecked: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, l.checked_on AS day, l.source AS kind
    FROM leads l WHERE l.checked_on BETWEEN ${from}::date AND ${to}::date`;

/** Leads that ended (办结), by the day they did. */
export const leadsClosed: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, l.closed_on AS day, l.source AS kind
    FROM leads l WHERE l.closed_on BETWEEN ${from}::date AND ${to}::date`;

/**
 * Those of them with something that was fixed as evidence or attached to them. Asked as a join, which PostgreSQL does in
 * one go for a year, and not lead by lead.
 */
export const leadsProven: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, l.closed_on AS day, l.source AS kind
    FROM leads l WHERE l.closed_on BETWEEN ${from}::date AND ${to}::date
      AND (l.bureau, l.id) IN (SELECT k.bureau, k.on_id FROM evidence_links k
        UNION ALL SELECT a.bureau, a.lead_id FROM lead_attachments a WHERE a.removed_at IS NULL)`;

/** Answers to a dispatch (反馈) that were reviewed, by the day of the review; `kind` is the verdict. */
export const feedbacksReviewed: Placed = ({ begins, ends }) => sql<PlacedRow>`
  SELECT f.bureau, f.region, f.id, l.holder_org_id AS org_id, ${dayOfInstant('f.verdict_at')} AS day,
      f.verdict AS kind, NULL::text AS category, l.violations, 1 AS pieces, 0::int8 AS fen,
      l.number || ' ' || l.title AS title, '/leads/' || l.id AS path, f.verdict = 'sent-back' AS sent_back
    FROM lead_feedbacks f JOIN leads l ON l.bureau = f.bureau AND l.id = f.lead_id
    WHERE f.verdict_at >= ${begins} AND f.verdict_at < ${ends}`;
