import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, type Reading } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matchesAny } from '../../platform/search.ts';
import { withWorstLamp } from '../deadlines/service.ts';
import type { listCases } from './contract.ts';
import type { CasesTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<CasesTables>();

export type CaseRow = Awaited<ReturnType<typeof getCaseRow>>;
export type CaseChange = Updateable<CasesTables['cases']>;
export type CaseFilters = Omit<
  z.output<NonNullable<typeof listCases.query>>,
  'page' | 'pageSize' | 'sort'
> & {
  /** The reader, for `mine`. */
  readonly officerId: string;
  readonly now: Date;
};

/** The case, or `not_found` (also outside the scope). */
export async function getCaseRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('cases')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The same, locked until the transaction ends: two steps at once wait for each other. */
export async function lockCaseRow(tx: ScopedTx, id: string): Promise<CaseRow> {
  return found(
    await tables(tx)
      .selectFrom('cases')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

/** Cases that run for a lead, the newest first. */
export async function casesOfLead(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('cases')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .where('state', '!=', 'discarded')
    .orderBy('registered_at', 'desc')
    .execute();
}

export async function insertCase(tx: ScopedTx, row: Insertable<CasesTables['cases']>) {
  await tables(tx).insertInto('cases').values(row).execute();
}

/** Saves a case when the version is still the one that was read; `stale` otherwise. */
export async function saveCase(tx: ScopedTx, row: Pick<CaseRow, 'id' | 'version'>, change: CaseChange) {
  refuseStale(
    await tables(tx)
      .updateTable('cases')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', bureauOfId(row.id))
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

export async function insertCaseEvent(tx: ScopedTx, row: Insertable<CasesTables['case_events']>) {
  await tables(tx).insertInto('case_events').values(row).execute();
}

export async function eventsOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export const bureausOf = (ids: readonly string[]) => [...new Set(ids.map(bureauOfId))];

/** Officers of cases, also those who left, the leading one first. */
export async function handlersOf(tx: ScopedTx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('case_handlers')
    .selectAll()
    .where('bureau', 'in', bureausOf(caseIds))
    .where('case_id', 'in', [...caseIds])
    .orderBy('case_id')
    .orderBy('lead', 'desc')
    .orderBy('since')
    .orderBy('officer_id')
    .execute();
}
export type HandlerRow = Awaited<ReturnType<typeof handlersOf>>[number];

export async function saveHandler(tx: ScopedTx, row: Insertable<CasesTables['case_handlers']>) {
  const { bureau, case_id, officer_id, ...change } = row;
  await tables(tx)
    .insertInto('case_handlers')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'case_id', 'officer_id']).doUpdateSet(change))
    .execute();
}

/** A case has one leading officer. */
export async function nobodyLeads(tx: ScopedTx, caseId: string) {
  await tables(tx)
    .updateTable('case_handlers')
    .set({ lead: false })
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .execute();
}

export async function mattersOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_matters')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('started_on')
    .orderBy('id')
    .execute();
}
/** Ids of the matters of cases that are not over, by case: periods run on them. */
export async function openMattersOf(
  tx: ScopedTx,
  caseIds: readonly string[],
): Promise<{ id: string; case_id: string }[]> {
  if (caseIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('case_matters')
    .select(['id', 'case_id'])
    .where('bureau', 'in', bureausOf(caseIds))
    .where('case_id', 'in', [...caseIds])
    .where('state', 'not in', ['ended', 'dropped'])
    .execute();
}

export type MatterRow = Awaited<ReturnType<typeof mattersOf>>[number];

export async function insertMatter(tx: ScopedTx, row: Insertable<CasesTables['case_matters']>) {
  await tables(tx).insertInto('case_matters').values(row).execute();
}

/** Saves a matter at the version that was read; `stale` otherwise. */
export async function saveMatter(
  tx: ScopedTx,
  row: Pick<MatterRow, 'bureau' | 'id' | 'version'>,
  change: Updateable<CasesTables['case_matters']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('case_matters')
      .set({ ...change, version: row.version + 1 })
      .where('bureau', '=', row.bureau)
      .where('id', '=', row.id)
      .where('version', '=', row.version)
      .executeTakeFirst(),
  );
}

export async function valuationsOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_valuations')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('party_id')
    .orderBy('place')
    .execute();
}

/** Replaces what the goods of a party are worth. */
export async function replaceValuations(
  tx: ScopedTx,
  partyId: string,
  rows: Insertable<CasesTables['case_valuations']>[],
) {
  await tables(tx)
    .deleteFrom('case_valuations')
    .where('bureau', '=', bureauOfId(partyId))
    .where('party_id', '=', partyId)
    .execute();
  if (rows.length > 0) await tables(tx).insertInto('case_valuations').values(rows).execute();
}

export async function paymentsOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_payments')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('paid_on')
    .orderBy('id')
    .execute();
}

export async function insertPayment(tx: ScopedTx, row: Insertable<CasesTables['case_payments']>) {
  await tables(tx).insertInto('case_payments').values(row).execute();
}

export async function attachmentsOf(tx: ScopedTx, caseId: string) {
  return await tables(tx)
    .selectFrom('case_attachments')
    .selectAll()
    .where('bureau', '=', bureauOfId(caseId))
    .where('case_id', '=', caseId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
}

export async function insertAttachment(tx: ScopedTx, row: Insertable<CasesTables['case_attachments']>) {
  await tables(tx).insertInto('case_attachments').values(row).execute();
}

/** The bureau's own thresholds, when it has set them. */
export async function settingsRow(tx: ScopedTx, bureau: string) {
  return await tables(tx)
    .selectFrom('case_settings')
    .selectAll()
    .where('bureau', '=', bureau)
    .executeTakeFirst();
}

/** Saves the thresholds at the version that was read (0: none before); `stale` otherwise. */
export async function saveSettingsRow(
  tx: ScopedTx,
  version: number,
  row: Omit<CasesTables['case_settings'], 'version'>,
) {
  if (version === 0) {
    const { numInsertedOrUpdatedRows } = await tables(tx)
      .insertInto('case_settings')
      .values(row)
      .onConflict((conflict) => conflict.column('bureau').doNothing())
      .executeTakeFirst();
    return refuseStale({ numUpdatedRows: numInsertedOrUpdatedRows ?? 0n });
  }
  refuseStale(
    await tables(tx)
      .updateTable('case_settings')
      .set({ ...row, version: version + 1 })
      .where('bureau', '=', row.bureau)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** A case has the lamp of the worst of the periods that run on it, on its parties and on its matters. */
const LAMPS_OF_CASES = {
  kind: 'case',
  bureau: 'c.bureau',
  id: 'c.id',
  parts: [
    { kind: 'party', table: 'case_parties', of: 'case_id' },
    { kind: 'matter', table: 'case_matters', of: 'case_id' },
  ],
} as const;

function filtered(
  tx: ScopedTx,
  filters: CaseFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return tables(tx)
    .selectFrom('cases as c')
    .selectAll('c')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) {
        all.push(
          matchesAny('c.search', filters.q, reading, {
            'c.id': (found) => sql`SELECT case_id FROM case_parties WHERE ${found}`,
          }),
        );
      }
      if (filters.state) all.push(where('c.state', 'in', filters.state));
      if (filters.category) all.push(where('c.category', 'in', filters.category));
      if (filters.outcome) all.push(where('c.outcome', 'in', filters.outcome));
      if (filters.procedure) all.push(where('c.procedure', '=', filters.procedure));
      if (filters.lamp) all.push(withWorstLamp(LAMPS_OF_CASES, filters.lamp, filters.now));
      if (filters.pending)
        all.push(where.or([where('c.pending_action', 'is not', null), where('c.state', '=', 'reviewing')]));
      for (const officer of [filters.handler, filters.mine ? filters.officerId : undefined])
        if (officer)
          all.push(sql<SqlBool>`EXISTS (SELECT FROM case_handlers h WHERE h.bureau = c.bureau AND h.case_id = c.id
            AND h.officer_id = ${officer} AND h.until IS NULL)`);
      if (filters.leadId) all.push(where('c.lead_id', '=', filters.leadId));
      if (filters.inspectionId) all.push(where('c.inspection_id', '=', filters.inspectionId));
      if (filters.siteId) all.push(where('c.site_id', '=', filters.siteId));
      if (filters.from) all.push(where('c.registered_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('c.registered_at', '<', new Date(filters.to)));
      if (regionsWithin) all.push(where('c.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** One page of the cases that match and the count of all. */
export async function listCaseRows(
  tx: ScopedTx,
  page: ListPage,
  filters: CaseFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, filters, regionsWithin, 'in-turn'), page, {
    atOnce: filters.q ? filtered(tx, filters, regionsWithin) : undefined,
    sortable: {
      registeredAt: 'c.registered_at',
      number: 'c.number',
      title: 'c.title',
      filedOn: 'c.filed_on',
      decidedOn: 'c.decided_on',
      fine: 'c.fine_fen',
    },
    filled: ['registeredAt', 'title', 'fine'],
    initial: '-registeredAt',
    tieBreak: 'c.id',
    deep: true,
  });
}

/** All cases that match, for exports. */
export function allCases(tx: ScopedTx, filters: CaseFilters, regionsWithin: readonly string[] | undefined) {
  return filtered(tx, filters, regionsWithin).orderBy('c.registered_at').orderBy('c.id');
}

/** Cases that wait for their review (法制审核、案件审核), by region. */
export async function countInReview(tx: ScopedTx): Promise<{ region: string; count: number }[]> {
  return await tables(tx)
    .selectFrom('cases')
    .select(['region', sql<number>`count(*)::int`.as('count')])
    .where('state', '=', 'reviewing')
    .groupBy('region')
    .execute();
}

/** How many there are in all; for metrics. */
export async function countAllCases(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('cases')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Pages of documents as last printed, by document. */
export async function pageCountsOf(
  tx: ScopedTx,
  documentIds: readonly string[],
): Promise<Map<string, number>> {
  if (documentIds.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('case_page_counts')
    .select(['document_id', 'pages'])
    .where('bureau', 'in', bureausOf(documentIds))
    .where('document_id', 'in', [...documentIds])
    .execute();
  return new Map(rows.map(({ document_id, pages }) => [document_id, pages]));
}

export async function savePageCounts(
  tx: ScopedTx,
  { bureau, region }: Pick<CaseRow, 'bureau' | 'region'>,
  counts: readonly { documentId: string; pages: number }[],
) {
  for (const { documentId, pages } of counts)
    await tables(tx)
      .insertInto('case_page_counts')
      .values({ bureau, region, document_id: documentId, pages })
      .onConflict((conflict) => conflict.columns(['bureau', 'document_id']).doUpdateSet({ pages }))
      .execute();
}
