import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type Insertable, type SqlBool, sql, type Updateable } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, type Reading } from '../../platform/listing.ts';
import { found, refuseStale } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches } from '../../platform/search.ts';
import type { listInspections } from './contract.ts';
import type { InspectionsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<InspectionsTables>();

export type InspectionRow = Awaited<ReturnType<typeof getInspectionRow>>;
export type InspectionFilters = Omit<
  z.output<NonNullable<typeof listInspections.query>>,
  'page' | 'pageSize' | 'sort' | 'mine'
> & { readonly officerId?: string | undefined };

/** The inspection, or undefined (also outside the scope). */
export async function findInspectionRow(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('inspections')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The inspection, or `not_found` (also outside the scope). */
export async function getInspectionRow(tx: ScopedTx, id: string) {
  return found(await findInspectionRow(tx, id));
}

/** The inspection, held until the transaction ends: boxes and signatures of one form are written one after another. */
export async function lockInspection(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('inspections')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

/** Adds an inspection; false when its id stands there already. */
export async function insertInspection(tx: ScopedTx, row: Insertable<InspectionsTables['inspections']>) {
  const added = await tables(tx)
    .insertInto('inspections')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Saves changed columns when the version is still the one that was read; `stale` otherwise. */
export async function saveInspection(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Updateable<InspectionsTables['inspections']>,
) {
  refuseStale(
    await tables(tx)
      .updateTable('inspections')
      .set({ ...change, version: version + 1 })
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
}

/** Writes what follows from filling in boxes (state, facts); the version stays, since boxes have their own. */
export async function noteOnInspection(
  tx: ScopedTx,
  id: string,
  change: Pick<Updateable<InspectionsTables['inspections']>, 'status' | 'facts' | 'second_officer_name'>,
) {
  await tables(tx)
    .updateTable('inspections')
    .set(change)
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** The next number of a bureau's register in a year, without gaps. */
export async function nextInspectionNumber(tx: ScopedTx, bureau: string, year: number): Promise<number> {
  const { last } = await tables(tx)
    .insertInto('inspection_numbers')
    .values({ bureau, year, region: bureau, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['bureau', 'year']).doUpdateSet({ last: sql`inspection_numbers.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export async function insertInspectionEvent(
  tx: ScopedTx,
  row: Insertable<InspectionsTables['inspection_events']>,
) {
  await tables(tx).insertInto('inspection_events').values(row).execute();
}

export async function inspectionEventsOf(tx: ScopedTx, id: string) {
  return await tables(tx)
    .selectFrom('inspection_events')
    .selectAll()
    .where('bureau', '=', bureauOfId(id))
    .where('inspection_id', '=', id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Counts a check once for an inspection and a kind: a second record of it changes the day, not the number. */
export async function countCheck(tx: ScopedTx, row: Insertable<InspectionsTables['inspection_checks']>) {
  await tables(tx)
    .insertInto('inspection_checks')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['bureau', 'inspection_id', 'kind'])
        .doUpdateSet({ checked_on: row.checked_on, problems: row.problems }),
    )
    .execute();
}

/** A void inspection counts nowhere. */
export async function uncountChecks(tx: ScopedTx, inspectionId: string) {
  await tables(tx)
    .deleteFrom('inspection_checks')
    .where('bureau', '=', bureauOfId(inspectionId))
    .where('inspection_id', '=', inspectionId)
    .execute();
}

function filtered(
  tx: ScopedTx,
  filters: InspectionFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return tables(tx)
    .selectFrom('inspections as i')
    .selectAll('i')
    .select((select) =>
      select
        .selectFrom('inspection_cells as c')
        .select(sql<number>`count(*)::int`.as('problems'))
        .whereRef('c.bureau', '=', 'i.bureau')
        .whereRef('c.inspection_id', '=', 'i.id')
        .where('c.result', '=', 'problem')
        .as('problems'),
    )
    .where((where) => {
      const all: Expression<SqlBool>[] = [];
      if (filters.q) all.push(matches('i.search', filters.q, reading));
      if (filters.status) all.push(where('i.status', 'in', filters.status));
      if (filters.source) all.push(where('i.source', 'in', filters.source));
      if (filters.outcome) all.push(where('i.outcome', 'in', filters.outcome));
      if (filters.waits) {
        const open: Expression<SqlBool>[] = [];
        if (filters.waits.includes('online')) open.push(where('i.online_task', '=', 'open'));
        if (filters.waits.includes('on-site')) open.push(where('i.on_site_task', '=', 'open'));
        all.push(where('i.status', 'in', ['planned', 'checking']), where.or(open));
      }
      if (filters.siteId) all.push(where('i.site_id', '=', filters.siteId));
      if (filters.leadId) all.push(where('i.lead_id', '=', filters.leadId));
      if (filters.drawId) all.push(where('i.draw_id', '=', filters.drawId));
      if (filters.from) all.push(where('i.created_at', '>=', new Date(filters.from)));
      if (filters.to) all.push(where('i.created_at', '<', new Date(filters.to)));
      if (filters.officerId)
        all.push(
          where.or([
            where('i.officer_id', '=', filters.officerId),
            where('i.second_officer_id', '=', filters.officerId),
          ]),
        );
      if (regionsWithin) all.push(where('i.region', 'in', [...regionsWithin]));
      return where.and(all);
    });
}

/** One page of the inspections that match and the count of all. */
export async function listInspectionRows(
  tx: ScopedTx,
  page: ListPage,
  filters: InspectionFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, filters, regionsWithin, 'in-turn'), page, {
    atOnce: filters.q ? filtered(tx, filters, regionsWithin) : undefined,
    sortable: {
      createdAt: 'i.created_at',
      number: 'i.number',
      subject: 'i.subject',
      dueOn: 'i.due_on',
      status: 'i.status',
    },
    filled: ['createdAt', 'number', 'subject', 'status'],
    initial: '-createdAt',
    tieBreak: 'i.id',
    deep: true,
  });
}

/** All inspections that match, in the order of their numbers, for exports. */
export function allInspections(
  tx: ScopedTx,
  filters: InspectionFilters,
  regionsWithin: readonly string[] | undefined,
) {
  return filtered(tx, filters, regionsWithin).orderBy('i.number');
}

/** Inspections of a random draw that were not made void, for its results and its publication list. */
export function inspectionsOfDraw(tx: ScopedTx, drawId: string) {
  return tables(tx)
    .selectFrom('inspections')
    .select(['id', 'number', 'subject', 'uscc', 'site_id', 'org_name', 'finished_on', 'outcome'])
    .where('bureau', '=', bureauOfId(drawId))
    .where('draw_id', '=', drawId)
    .where('status', '!=', 'void')
    .orderBy('number');
}
