import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listTransfers } from './contract.ts';
import type { TransferTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<TransferTables>();

export type TransferRow = Awaited<ReturnType<typeof getTransferRow>>;
export type TransferChange = Updateable<TransferTables['transfers']>;

/** The transfer, or `not_found` (also outside the scope). */
export async function getTransferRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('transfers')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The same, locked: the chain of custody is written one link after the other. */
export async function lockTransfer(tx: ScopedTx, id: string): Promise<TransferRow> {
  return found(
    await tables(tx)
      .selectFrom('transfers')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

/** The transfer whose letter or reply a document is. */
export async function transferOfDocument(tx: ScopedTx, documentId: string) {
  return await tables(tx)
    .selectFrom('transfers')
    .selectAll()
    .where('bureau', '=', bureauOfId(documentId))
    .where((where) =>
      where.or([where('document_id', '=', documentId), where('reply_document_id', '=', documentId)]),
    )
    .executeTakeFirst();
}

/** The transfer that a receiver's code opens. */
export async function transferOfCode(tx: ScopedTx, bureau: string, hash: string) {
  return await tables(tx)
    .selectFrom('transfers')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('code_hash', '=', hash)
    .executeTakeFirst();
}

/** This side's record of what a record on the other side sent. */
export async function arrivalOf(tx: ScopedTx, bureau: string, otherId: string) {
  return await tables(tx)
    .selectFrom('transfers')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('direction', '=', 'in')
    .where('other_id', '=', otherId)
    .executeTakeFirst();
}

/** Transfers of a lead or inspection that went out or came in. */
export async function transfersOn(tx: ScopedTx, recordId: string) {
  return await tables(tx)
    .selectFrom('transfers')
    .selectAll()
    .where('bureau', '=', bureauOfId(recordId))
    .where((where) => where.or([where('on_id', '=', recordId), where('lead_id', '=', recordId)]))
    .orderBy('opened_at')
    .execute();
}

export async function insertTransfer(tx: ScopedTx, row: Insertable<TransferTables['transfers']>) {
  await tables(tx).insertInto('transfers').values(row).execute();
}

/** Saves a transfer when the version is still the one that was read; `stale` otherwise. */
export async function saveTransfer(
  tx: ScopedTx,
  row: Pick<TransferRow, 'id' | 'version'>,
  change: TransferChange,
) {
  refuseStale(
    await tables(tx)
      .updateTable('transfers')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

export async function insertTransferEvent(tx: ScopedTx, row: Insertable<TransferTables['transfer_events']>) {
  await tables(tx).insertInto('transfer_events').values(row).execute();
}

/** The course of a transfer, oldest first. */
export async function transferEvents(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('transfer_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('transfer_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number];

/** What is handed over, in the order in which it was added. */
export async function itemsOf(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('transfer_items')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('transfer_id', '=', id)
    .orderBy('id')
    .execute();
}

export async function insertItems(
  tx: ScopedTx,
  rows: readonly Insertable<TransferTables['transfer_items']>[],
) {
  if (rows.length > 0) await tables(tx).insertInto('transfer_items').values(rows).execute();
}

/** How many pieces of evidence go with each of some transfers. */
export async function evidenceCounts(
  tx: ScopedTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('transfer_items')
    .select(['transfer_id', sql<number>`count(*)::int`.as('count')])
    .where('bureau', 'in', [...new Set(ids.map(bureauOfId))])
    .where('transfer_id', 'in', [...ids])
    .where('kind', '=', 'evidence')
    .groupBy('transfer_id')
    .execute();
  return new Map(rows.map(({ transfer_id, count }) => [transfer_id, count]));
}

export type CustodyRow = Awaited<ReturnType<typeof custodyOf>>[number];

/** The chain of custody, first link first. */
export async function custodyOf(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('transfer_custody')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('transfer_id', '=', id)
    .orderBy('seq')
    .execute();
}

export async function insertCustody(
  tx: ScopedTx,
  rows: readonly Insertable<TransferTables['transfer_custody']>[],
) {
  if (rows.length > 0) await tables(tx).insertInto('transfer_custody').values(rows).execute();
}

export type TransferFilters = Omit<
  z.output<NonNullable<typeof listTransfers.query>>,
  'page' | 'pageSize' | 'sort'
>;

function filtered(tx: ScopedTx, filters: TransferFilters, regionsWithin: readonly string[] | undefined) {
  return tables(tx)
    .selectFrom('transfers as t')
    .selectAll('t')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) {
        const like = containing(filters.q);
        all.push(
          where.or([
            where('t.title', 'ilike', like),
            where('t.counterpart', 'ilike', like),
            where('t.party', 'ilike', like),
            where('t.uscc', 'ilike', like),
            where('t.number', 'ilike', like),
          ]),
        );
      }
      if (filters.direction) all.push(where('t.direction', '=', filters.direction));
      if (filters.kind) all.push(where('t.kind', 'in', filters.kind));
      if (filters.status) all.push(where('t.status', 'in', filters.status));
      if (filters.result) all.push(where('t.result', 'in', filters.result));
      if (filters.recordId)
        all.push(
          where('t.bureau', '=', bureauOfId(filters.recordId)),
          where.or([where('t.on_id', '=', filters.recordId), where('t.lead_id', '=', filters.recordId)]),
        );
      if (filters.from) all.push(where('t.opened_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('t.opened_at', '<', new Date(filters.to)));
      if (regionsWithin) all.push(where('t.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** One page of the transfers that match and the count of all. */
export async function listTransferRows(
  tx: ScopedTx,
  page: ListPage,
  filters: TransferFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, filters, regionsWithin), page, {
    sortable: {
      openedAt: 't.opened_at',
      title: 't.title',
      dueOn: 't.due_on',
      status: 't.status',
      number: 't.number',
      counterpart: 't.counterpart',
    },
    initial: '-openedAt',
    tieBreak: 't.id',
  });
}

/** All transfers that match, for exports. */
export function allTransfers(
  tx: ScopedTx,
  filters: TransferFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return filtered(tx, filters, regionsWithin).orderBy('t.opened_at').orderBy('t.id');
}

/** Letters that came in and wait to be signed for, by region. */
export async function countArrivals(tx: ScopedTx) {
  return await tables(tx)
    .selectFrom('transfers')
    .select(['region', sql<number>`count(*)::int`.as('count')])
    .where('direction', '=', 'in')
    .where('status', '=', 'sent')
    .groupBy('region')
    .execute();
}

/** How many there are in all; for metrics. */
export async function countAllTransfers(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('transfers')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
