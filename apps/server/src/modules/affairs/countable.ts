import { sql } from 'kysely';
import type { Countable, CountableRow } from '../../platform/countable.ts';

/** Replies to proposals that were given (建议提案答复 件), by the day of the reply; `kind` is 办理结果 A, B or C. */
export const repliesGiven: Countable = sql<CountableRow>`
  SELECT r.bureau, r.id, r.org_id, r.replied_on AS day, r.result AS kind, NULL::text AS category, 1 AS pieces,
      0::int8 AS fen, coalesce(r.number || ' ', '') || r.title AS title, '/affairs/replies/' || r.id AS path
    FROM proposal_replies r WHERE r.replied_on IS NOT NULL AND r.status = 'replied'`;

/** Publicity work (宣传), by its day; `kind` says what, `pieces` how many 份, 块, 篇, 条, 场. */
export const publicityDone: Countable = sql<CountableRow>`
  SELECT p.bureau, p.id, p.org_id, p.day, p.kind, NULL::text AS category, p.pieces, 0::int8 AS fen, p.title,
      '/affairs/publicity/' || p.id AS path
    FROM publicity_works p WHERE p.status = 'published'`;
