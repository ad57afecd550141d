import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, type Reading } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { listGuidance } from './contract.ts';
import type { GuidanceTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<GuidanceTables>();

export type GuidanceRow = Awaited<ReturnType<typeof getGuidanceRow>>;

/** The guidance, or `not_found` (also outside the scope). */
export async function getGuidanceRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('guidances')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The guidance that was issued by a document, or whose 约谈记录 it is. */
export async function guidanceOfDocument(tx: ScopedTx, documentId: string) {
  return await tables(tx)
    .selectFrom('guidances')
    .selectAll()
    .where('bureau', '=', bureauOfId(documentId))
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}

/** The guidance that a party's code opens; locked when it is to be written. */
export async function guidanceOfCode(tx: ScopedTx, bureau: string, hash: string) {
  return await tables(tx)
    .selectFrom('guidances')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('code_hash', '=', hash)
    .executeTakeFirst();
}

export async function insertGuidance(tx: ScopedTx, row: Insertable<GuidanceTables['guidances']>) {
  await tables(tx).insertInto('guidances').values(row).execute();
}

/** Saves a guidance when the version is still the one that was read; `stale` otherwise. */
export async function saveGuidance(
  tx: ScopedTx,
  row: Pick<GuidanceRow, 'id' | 'version'>,
  change: Updateable<GuidanceTables['guidances']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('guidances')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

export async function insertGuidanceEvent(tx: ScopedTx, row: Insertable<GuidanceTables['guidance_events']>) {
  await tables(tx).insertInto('guidance_events').values(row).execute();
}

/** The course of a guidance, oldest first. */
export async function guidanceEvents(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('guidance_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('guidance_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function insertAnswer(
  tx: ScopedTx,
  answer: Insertable<GuidanceTables['guidance_answers']>,
  files: readonly Insertable<GuidanceTables['guidance_answer_files']>[],
) {
  await tables(tx).insertInto('guidance_answers').values(answer).execute();
  if (files.length > 0) await tables(tx).insertInto('guidance_answer_files').values(files).execute();
}

/** Answers of the party with their files, newest first. */
export async function answersOf(tx: ScopedTx, id: string) {
  const bureau = bureauOfId(id);
  const answers = await tables(tx)
    .selectFrom('guidance_answers')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('guidance_id', '=', id)
    .orderBy('at', 'desc')
    .execute();
  const files = await tables(tx)
    .selectFrom('guidance_answer_files')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('guidance_id', '=', id)
    .orderBy('id')
    .execute();
  return answers.map((answer) => ({
    ...answer,
    files: files.filter((file) => file.answer_id === answer.id),
  }));
}

/** Guidances that were served on the same party before this one: whether it is the first time. */
export async function earlierGuidances(
  tx: ScopedTx,
  row: Pick<GuidanceRow, 'id' | 'bureau' | 'uscc' | 'party'>,
): Promise<number> {
  const { count } = await tables(tx)
    .selectFrom('guidances')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('bureau', '=', row.bureau)
    .where('id', '<', row.id)
    .where('status', '!=', 'cancelled')
    // What was only drafted has told the party nothing.
    .where('served_on', 'is not', null)
    .where('kind', 'not in', ['visit', 'research'])
    .where((where) => (row.uscc === null ? where('party', '=', row.party) : where('uscc', '=', row.uscc)))
    .executeTakeFirstOrThrow();
  return count;
}

export type GuidanceFilters = Omit<
  z.output<NonNullable<typeof listGuidance.query>>,
  'page' | 'pageSize' | 'sort'
>;

function filtered(
  tx: ScopedTx,
  filters: GuidanceFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return tables(tx)
    .selectFrom('guidances as g')
    .selectAll('g')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) all.push(matches('g.search', filters.q, reading));
      if (filters.kind) all.push(where('g.kind', 'in', filters.kind));
      if (filters.status) all.push(where('g.status', 'in', filters.status));
      if (filters.result) all.push(where('g.result', 'in', filters.result));
      if (filters.siteId) all.push(where('g.site_id', '=', filters.siteId));
      if (filters.leadId) all.push(where('g.lead_id', '=', filters.leadId));
      if (filters.from) all.push(where('g.opened_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('g.opened_at', '<', new Date(filters.to)));
      if (regionsWithin) all.push(where('g.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** One page of the guidances that match and the count of all. */
export async function listGuidanceRows(
  tx: ScopedTx,
  page: ListPage,
  filters: GuidanceFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, filters, regionsWithin, 'in-turn'), page, {
    atOnce: filters.q ? filtered(tx, filters, regionsWithin) : undefined,
    sortable: {
      openedAt: 'g.opened_at',
      title: 'g.title',
      dueOn: 'g.due_on',
      status: 'g.status',
      number: 'g.number',
    },
    filled: ['openedAt', 'title', 'status'],
    initial: '-openedAt',
    tieBreak: 'g.id',
    deep: true,
  });
}

/** All guidances that match, for exports. */
export function allGuidances(
  tx: ScopedTx,
  filters: GuidanceFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return filtered(tx, filters, regionsWithin).orderBy('g.opened_at').orderBy('g.id');
}

/** How many there are in all; for metrics. */
export async function countAllGuidances(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('guidances')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
