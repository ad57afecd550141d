import { type Insertable, type Selectable, sql } from 'kysely';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { DeadlineTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<DeadlineTables>();
export type NoticeRow = Selectable<DeadlineTables['calendar_notices']>;

/** The notices that were entered and hold, in the order in which they were entered. */
export async function enteredNotices(tx: ScopedTx): Promise<NoticeRow[]> {
  return await tables(tx)
    .selectFrom('calendar_notices')
    .selectAll()
    .where('withdrawn_at', 'is', null)
    .orderBy('entered_at')
    .orderBy('id')
    .execute();
}

/** Enters a notice. */
export async function insertNotice(
  tx: ScopedTx,
  row: Insertable<DeadlineTables['calendar_notices']>,
): Promise<void> {
  await tables(tx)
    .insertInto('calendar_notices')
    .values({ ...row, days: sql`${JSON.stringify(row.days)}::jsonb` })
    .execute();
}

/** Withdraws a notice; false where there is none that holds. */
export async function withdrawNotice(tx: ScopedTx, id: string, at: Date): Promise<boolean> {
  const updated = await tables(tx)
    .updateTable('calendar_notices')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}
