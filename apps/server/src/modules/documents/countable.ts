import { type RawBuilder, sql } from 'kysely';
import type { Countable, CountableRow } from '../../platform/countable.ts';

const title = sql`coalesce(d.number || ' ', '') || d.title`;

/** Items of served takedown notices (督促删除违法商品信息 条): a page's address each, by the day of service. */
export const deletionsUrged: Countable = sql<CountableRow>`
  SELECT d.bureau, d.id, d.org_id, d.served_on AS day, 'takedown' AS kind, NULL::text AS category,
      d.items AS pieces, 0::int8 AS fen, ${title} AS title, '/documents/' || d.id AS path
    FROM documents d WHERE d.form = 'takedown-notice' AND d.served_on IS NOT NULL AND d.status = 'served'`;

/** Served orders to correct (责令改正通知书); those of an inspection are counted with the inspection's outcome. */
export const correctionsOrdered: Countable = sql<CountableRow>`
  SELECT d.bureau, d.id, d.org_id, d.served_on AS day, 'document' AS kind, NULL::text AS category, 1 AS pieces,
      0::int8 AS fen, ${title} AS title, '/documents/' || d.id AS path
    FROM documents d WHERE d.form = 'correction-order' AND d.served_on IS NOT NULL AND d.status = 'served'
      AND (d.on_id IS NULL OR d.on_id NOT LIKE 'inspection\\_%')`;

/** The record on which each document stands; a campaign finds a document through it. */
export const documentOwners: RawBuilder<{ bureau: string; id: string; on_id: string | null }> = sql`
  SELECT d.bureau, d.id, d.on_id FROM documents d`;
