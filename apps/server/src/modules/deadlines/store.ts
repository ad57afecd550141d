import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import { found } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { DeadlineSettings } from './contract.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import type { DeadlineTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<DeadlineTables>();
/** What is read of a deadline: not the grams of its search, of which there are a hundred. */
export const READ_OF_DEADLINE = [
  'bureau',
  'id',
  'region',
  'on_id',
  'on_kind',
  'rule',
  'slot',
  'title',
  'subject',
  'path',
  'org_id',
  'officer_id',
  'started_on',
  'started_at',
  'law',
  'due_on',
  'pauses',
  'extensions',
  'unit',
  'strict',
  'legal',
  'due',
  'provisional',
  'readings',
  'due_at',
  'yellow_at',
  'red_at',
  'next_at',
  'near_due',
  'expired_due',
  'ended_at',
  'outcome',
  'created_at',
  'version',
] as const satisfies readonly (keyof DeadlineTables['deadlines'])[];
export type DeadlineRow = Pick<Selectable<DeadlineTables['deadlines']>, (typeof READ_OF_DEADLINE)[number]>;
type Change = Updateable<DeadlineTables['deadlines']>;

const json = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`;

/** Lists go into jsonb as JSON: the driver would make PostgreSQL arrays of them. */
const asStored = <Row extends Change>(row: Row) => ({
  ...row,
  ...(row.law === undefined ? {} : { law: row.law === null ? null : json(row.law) }),
  ...(row.pauses === undefined ? {} : { pauses: json(row.pauses) }),
  ...(row.extensions === undefined ? {} : { extensions: json(row.extensions) }),
  ...(row.readings === undefined ? {} : { readings: json(row.readings) }),
});

export async function insertDeadlines(
  tx: ScopedTx,
  rows: readonly Insertable<DeadlineTables['deadlines']>[],
): Promise<void> {
  await tables(tx)
    .insertInto('deadlines')
    .values(rows.map((row) => asStored(row) as Insertable<DeadlineTables['deadlines']>))
    .execute();
}

/** The deadline, or `not_found` (also outside the scope); locked for whoever changes it. */
export async function getDeadlineRow(tx: ScopedTx, id: string, lock?: 'lock'): Promise<DeadlineRow> {
  return found(
    await tables(tx)
      .selectFrom('deadlines')
      .select(READ_OF_DEADLINE)
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .$if(lock === 'lock', (query) => query.forUpdate())
      .executeTakeFirst(),
  );
}

/** Open deadlines of a record (or of several), locked, of one slot or all. */
export async function openRows(
  tx: ScopedTx,
  on: string | readonly string[],
  slot?: string,
): Promise<DeadlineRow[]> {
  const records = typeof on === 'string' ? [on] : on;
  let query = tables(tx)
    .selectFrom('deadlines')
    .select(READ_OF_DEADLINE)
    .where('bureau', 'in', [...new Set(records.map(bureauOfId))])
    .where('on_id', 'in', [...records])
    .where('ended_at', 'is', null);
  if (slot !== undefined) query = query.where('slot', '=', slot);
  return await query.orderBy('id').forUpdate().execute();
}

/** Deadlines of records, all or those that run; running ones first, the next due first. */
export async function rowsOfRecords(
  tx: ScopedTx,
  on: readonly string[],
  which: 'all' | 'running' = 'all',
): Promise<DeadlineRow[]> {
  if (on.length === 0) return [];
  return await tables(tx)
    .selectFrom('deadlines')
    .select(READ_OF_DEADLINE)
    .where('bureau', 'in', [...new Set(on.map(bureauOfId))])
    .where('on_id', 'in', [...on])
    .$if(which === 'running', (query) => query.where('ended_at', 'is', null))
    .orderBy(sql`ended_at IS NOT NULL`)
    .orderBy('due_at', (by) => by.asc().nullsLast())
    .orderBy('id')
    .execute();
}

/** Saves what the caller holds locked; the version counts its changes. */
export async function saveDeadline(tx: ScopedTx, row: Pick<DeadlineRow, 'bureau' | 'id'>, change: Change) {
  await tables(tx)
    .updateTable('deadlines')
    .set((eb) => ({ ...(asStored(change) as Change), version: eb('version', '+', 1) }))
    .where('bureau', '=', row.bureau)
    .where('id', '=', row.id)
    .execute();
}

/** Saves what the platform itself found out (lamps, reminders): what an officer has read of it still holds. */
export async function markDeadline(tx: ScopedTx, row: Pick<DeadlineRow, 'bureau' | 'id'>, change: Change) {
  await tables(tx)
    .updateTable('deadlines')
    .set(asStored(change) as Change)
    .where('bureau', '=', row.bureau)
    .where('id', '=', row.id)
    .execute();
}

/** Gives the running deadlines of records to another unit, officer or region; answers with those that it gave. */
export async function handRows(
  tx: ScopedTx,
  on: readonly string[],
  change: Pick<Change, 'org_id' | 'officer_id' | 'region'>,
) {
  return await tables(tx)
    .updateTable('deadlines')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('bureau', 'in', [...new Set(on.map(bureauOfId))])
    .where('on_id', 'in', [...on])
    .where('ended_at', 'is', null)
    .returning(['bureau', 'id', 'region', 'due'])
    .execute();
}

export async function insertEvents(
  tx: ScopedTx,
  rows: readonly Insertable<DeadlineTables['deadline_events']>[],
): Promise<void> {
  if (rows.length > 0) await tables(tx).insertInto('deadline_events').values(rows).execute();
}

/** The course of a deadline, oldest first. */
export async function eventsOf(tx: ScopedTx, deadlineId: string) {
  return await tables(tx)
    .selectFrom('deadline_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(deadlineId))
    .where('deadline_id', '=', deadlineId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** A bureau's settings with what it never set filled in; version 0 where it set nothing. */
export async function settingsOf(
  tx: ScopedTx,
  bureau: string,
): Promise<{ readonly settings: DeadlineSettings; readonly version: number }> {
  const row = await tables(tx)
    .selectFrom('deadline_settings')
    .selectAll()
    .where('bureau', '=', bureau)
    .executeTakeFirst();
  return { settings: { ...DEFAULT_SETTINGS, ...row?.settings }, version: row?.version ?? 0 };
}

/** Saves a bureau's settings when the version is still the one that was read (0: none yet); false otherwise. */
export async function saveSettingsRow(
  tx: ScopedTx,
  bureau: string,
  settings: DeadlineSettings,
  version: number,
): Promise<boolean> {
  if (version === 0) {
    const inserted = await tables(tx)
      .insertInto('deadline_settings')
      .values({ bureau, region: bureau, settings: json(settings) as unknown as DeadlineSettings, version: 1 })
      .onConflict((conflict) => conflict.column('bureau').doNothing())
      .executeTakeFirst();
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }
  const updated = await tables(tx)
    .updateTable('deadline_settings')
    .set({ settings: json(settings), version: version + 1 })
    .where('bureau', '=', bureau)
    .where('version', '=', version)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** The next running deadlines of a bureau by id, locked, for what goes through all of them. */
export async function openRowsAfter(tx: ScopedTx, bureau: string, after: string, limit: number) {
  return await tables(tx)
    .selectFrom('deadlines')
    .select(READ_OF_DEADLINE)
    .where('bureau', '=', bureau)
    .where('id', '>', after)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute();
}

/** The next ids of deadlines of which something is to be told now. */
export async function dueForSweep(
  tx: ScopedTx,
  bureau: string,
  { now, after, limit }: { readonly now: Date; readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('deadlines')
    .select('id')
    .where('bureau', '=', bureau)
    .where('next_at', '<=', now)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The next running deadlines in the scope whose course touches days between two, by id. */
export async function openRowsTouching(
  tx: ScopedTx,
  {
    after,
    limit,
    first,
    last,
  }: { readonly after: string; readonly limit: number; readonly first: string; readonly last: string },
): Promise<DeadlineRow[]> {
  return await tables(tx)
    .selectFrom('deadlines')
    .select(READ_OF_DEADLINE)
    .where('id', '>', after)
    .where('ended_at', 'is', null)
    .where('law', 'is not', null)
    .where((where) =>
      where.or([
        where('provisional', '=', true),
        where.and([where('started_on', '<=', last), where('legal', '>=', first)]),
      ]),
    )
    .orderBy('id')
    .limit(limit)
    .execute();
}
