import { sql } from 'kysely';
import type { Placed, PlacedRow } from '../../platform/countable.ts';

const columns = sql`l.bureau, l.region, l.id, l.holder_org_id AS org_id, NULL::text AS category, l.violations,
  1 AS pieces, 0::int8 AS fen, l.number || ' ' || l.title AS title, '/leads/' || l.id AS path`;

/** Leads by the day of their registration; `kind` is the source. */
export const leadsRegistered: Placed = ({ begins, ends }) => sql<PlacedRow>`
  SELECT ${columns}, (l.registered_at AT TIME ZONE 'Asia/Shanghai')::date AS day, l.source AS kind
    FROM leads l WHERE l.registered_at >= ${begins} AND l.registered_at < ${ends}`;

/** Leads that were checked, by the day of the check. */
export const leadsChecked: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, l.checked_on AS day, l.source AS kind
    FROM leads l WHERE l.checked_on BETWEEN ${from}::date AND ${to}::date`;

/**
 * Leads that ended (办结), by the day they did; `proven` tells those with something that was fixed as evidence or
 * attached to them.
 */
export const leadsClosed: Placed = ({ from, to }) => sql<PlacedRow>`
  SELECT ${columns}, l.closed_on AS day, l.source AS kind,
      EXISTS (SELECT 1 FROM evidence_links k WHERE k.bureau = l.bureau AND k.on_id = l.id)
        OR EXISTS (SELECT 1 FROM lead_attachments a
          WHERE a.bureau = l.bureau AND a.lead_id = l.id AND a.removed_at IS NULL) AS proven
    FROM leads l WHERE l.closed_on BETWEEN ${from}::date AND ${to}::date`;

/** Answers to a dispatch (反馈) that were reviewed, by the day of the review; `kind` is the verdict. */
export const feedbacksReviewed: Placed = ({ begins, ends }) => sql<PlacedRow>`
  SELECT f.bureau, f.region, f.id, l.holder_org_id AS org_id, (f.verdict_at AT TIME ZONE 'Asia/Shanghai')::date AS day,
      f.verdict AS kind, NULL::text AS category, l.violations, 1 AS pieces, 0::int8 AS fen,
      l.number || ' ' || l.title AS title, '/leads/' || l.id AS path, f.verdict = 'sent-back' AS sent_back
    FROM lead_feedbacks f JOIN leads l ON l.bureau = f.bureau AND l.id = f.lead_id
    WHERE f.verdict_at >= ${begins} AND f.verdict_at < ${ends}`;
