import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listLeads } from './contract.ts';
import type { LeadsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<LeadsTables>();

export type LeadRow = Awaited<ReturnType<typeof getLeadRow>>;
export type LeadFilters = Omit<
  z.output<NonNullable<typeof listLeads.query>>,
  'page' | 'pageSize' | 'sort' | 'category'
> & {
  /** Violation types of the categories asked for. */
  readonly violationsOfCategory?: readonly string[] | undefined;
};

/** The lead, or `not_found` (also outside the scope). */
export async function getLeadRow(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('leads')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

/** The lead of a patrol that is still being sorted for a site, locked; undefined when there is none (ADR 0003). */
export async function sortingLeadOf(tx: ScopedTx, bureau: string, siteId: string) {
  return await tables(tx)
    .selectFrom('leads')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('site_id', '=', siteId)
    .where('status', '=', 'sorting')
    .where('source', '=', 'patrol')
    .forUpdate()
    .executeTakeFirst();
}

export async function insertLead(tx: ScopedTx, row: Insertable<LeadsTables['leads']>) {
  await tables(tx).insertInto('leads').values(row).execute();
}

/** Saves a lead when the version is still the one that was read; `stale` otherwise. */
export async function saveLead(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Updateable<LeadsTables['leads']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('leads')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** The next number of a bureau's register in a year, without gaps: taken in the transaction that uses it. */
export async function nextNumber(tx: ScopedTx, bureau: string, year: number): Promise<number> {
  const { last } = await tables(tx)
    .insertInto('lead_numbers')
    .values({ bureau, year, region: bureau, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['bureau', 'year']).doUpdateSet({ last: sql`lead_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export async function insertEvent(tx: ScopedTx, row: Insertable<LeadsTables['lead_events']>) {
  await tables(tx).insertInto('lead_events').values(row).execute();
}

/** Whether an officer has changed the form of a lead by hand. */
export async function wasEdited(tx: ScopedTx, { bureau, id }: Pick<LeadRow, 'bureau' | 'id'>) {
  const edit = await tables(tx)
    .selectFrom('lead_events')
    .select('id')
    .where('bureau', '=', bureau)
    .where('lead_id', '=', id)
    .where('action', '=', 'edit')
    .limit(1)
    .executeTakeFirst();
  return edit !== undefined;
}

export async function eventsOf(tx: ScopedTx, leadId: string) {
  return await tables(tx)
    .selectFrom('lead_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(leadId))
    .where('lead_id', '=', leadId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

function filtered(tx: ScopedTx, filters: LeadFilters, regionsWithin: readonly string[] | undefined) {
  return tables(tx)
    .selectFrom('leads as l')
    .selectAll('l')
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) {
        const like = containing(filters.q);
        all.push(
          where.or([
            where('l.title', 'ilike', like),
            where('l.number', 'ilike', like),
            where('l.party', 'ilike', like),
            where('l.uscc', 'ilike', like),
            where('l.url', 'ilike', like),
          ]),
        );
      }
      if (filters.status) all.push(where('l.status', 'in', filters.status));
      if (filters.source) all.push(where('l.source', 'in', filters.source));
      if (filters.violation) all.push(sql<SqlBool>`l.violations @> ARRAY[${filters.violation}]::text[]`);
      if (filters.violationsOfCategory)
        all.push(sql<SqlBool>`l.violations && ${sql.val(filters.violationsOfCategory)}::text[]`);
      if (filters.siteId) all.push(where('l.site_id', '=', filters.siteId));
      if (filters.patrolId) all.push(where('l.patrol_id', '=', filters.patrolId));
      if (filters.from) all.push(where('l.registered_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('l.registered_at', '<', new Date(filters.to)));
      if (regionsWithin) all.push(where('l.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** One page of the leads that match and the count of all. */
export async function listLeadRows(
  tx: ScopedTx,
  page: ListPage,
  filters: LeadFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, filters, regionsWithin), page, {
    sortable: { registeredAt: 'l.registered_at', number: 'l.number', title: 'l.title', status: 'l.status' },
    initial: '-registeredAt',
    tieBreak: 'l.id',
  });
}

/** All leads that match, in the order of their numbers, for exports. */
export function allLeads(tx: ScopedTx, filters: LeadFilters, regionsWithin: readonly string[] | undefined) {
  return filtered(tx, filters, regionsWithin).orderBy('l.number');
}

/** Leads by state and region; violations by state: what the workbench counts. */
export async function countLeads(tx: ScopedTx) {
  const byState = await tables(tx)
    .selectFrom('leads')
    .select((count) => ['status', 'region', count.fn.countAll<number>().as('count')])
    .groupBy(['status', 'region'])
    .execute();
  const byViolations = await tables(tx)
    .selectFrom('leads')
    .select((count) => ['region', 'violations', count.fn.countAll<number>().as('count')])
    .where('status', 'in', ['sorting', 'accepted'])
    .groupBy(['region', 'violations'])
    .execute();
  return { byState, byViolations };
}

/** Leads of each site that are not closed. */
export async function countOpenLeadsBySite(tx: ScopedTx, siteIds: readonly string[]) {
  if (siteIds.length === 0) return [];
  return await tables(tx)
    .selectFrom('leads')
    .select((count) => ['site_id', count.fn.countAll<number>().as('count')])
    .where('bureau', 'in', [...new Set(siteIds.map(bureauOfId))])
    .where('site_id', 'in', [...siteIds])
    .where('status', 'in', ['sorting', 'accepted'])
    .groupBy('site_id')
    .execute();
}

/** The newest leads that are not closed. */
export async function newestLeads(tx: ScopedTx, regionsWithin: readonly string[] | undefined, limit: number) {
  return await filtered(tx, { status: ['sorting', 'accepted'] }, regionsWithin)
    .orderBy('l.registered_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit)
    .execute();
}

/** How many there are in all; for metrics. */
export async function countAllLeads(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('leads')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
