import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { containing, listPage } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listMessages } from './contract.ts';
import type { InboxTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<InboxTables>();
export type MessageRow = Selectable<InboxTables['inbox_messages']>;

/** Enters a message unless the officer has one with its key; says whether it was new. */
export async function insertMessage(
  tx: ScopedTx,
  row: Insertable<InboxTables['inbox_messages']>,
): Promise<boolean> {
  const result = await tables(tx)
    .insertInto('inbox_messages')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'officer_id', 'key']).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

const own = (tx: ScopedTx, officerId: string) =>
  tables(tx)
    .selectFrom('inbox_messages')
    .selectAll()
    .where('bureau', '=', bureauOfId(officerId))
    .where('officer_id', '=', officerId);

/** One page of an officer's messages. */
export async function listMessageRows(
  tx: ScopedTx,
  officerId: string,
  query: z.output<NonNullable<typeof listMessages.query>>,
) {
  const filtered = own(tx, officerId).where((where) => {
    const all: Expression<SqlBool>[] = [];
    if (query.kind) all.push(where('kind', 'in', query.kind));
    if (query.unread) all.push(where('read_at', 'is', null));
    if (query.q) {
      const like = containing(query.q);
      all.push(where.or([where('title', 'ilike', like), where('text', 'ilike', like)]));
    }
    return where.and(all);
  });
  return await listPage(filtered, query, {
    sortable: { sentAt: 'sent_at', kind: 'kind' },
    filled: ['sentAt', 'kind'],
    initial: '-sentAt',
    tieBreak: 'id',
  });
}

/** How many an officer has not read. */
export async function unreadOf(tx: ScopedTx, officerId: string): Promise<number> {
  const { unread } = await tables(tx)
    .selectFrom('inbox_messages')
    .select(sql<number>`count(*)::int`.as('unread'))
    .where('bureau', '=', bureauOfId(officerId))
    .where('officer_id', '=', officerId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return unread;
}

/** The newest unread messages of an officer. */
export async function newestUnread(tx: ScopedTx, officerId: string, limit: number) {
  return await own(tx, officerId)
    .where('read_at', 'is', null)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Marks messages of an officer as read, all of them when no ids are given; answers with how many changed. */
export async function markRowsRead(
  tx: ScopedTx,
  officerId: string,
  ids: readonly string[] | undefined,
  at: Date,
): Promise<number> {
  let update = tables(tx)
    .updateTable('inbox_messages')
    .set({ read_at: at })
    .where('bureau', '=', bureauOfId(officerId))
    .where('officer_id', '=', officerId)
    .where('read_at', 'is', null);
  if (ids) update = update.where('id', 'in', [...ids]);
  return Number((await update.executeTakeFirst()).numUpdatedRows);
}

/** Removes what was read and sent before a day long ago; answers with how many. */
export async function deleteOldRead(tx: ScopedTx, bureau: string, before: Date): Promise<number> {
  const deleted = await tables(tx)
    .deleteFrom('inbox_messages')
    .where('bureau', '=', bureau)
    .where('read_at', 'is not', null)
    .where('sent_at', '<', before)
    .executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
