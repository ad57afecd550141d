import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { listSites } from './contract.ts';
import type { RegistryTables } from './tables.ts';

export type SiteFilters = Omit<z.output<NonNullable<typeof listSites.query>>, 'page' | 'pageSize' | 'sort'>;

const tables = (tx: ScopedTx) => tx.withTables<RegistryTables>();

/** A site with the names that a list shows beside it. */
const selection = (tx: ScopedTx) =>
  tables(tx)
    .selectFrom('sites as s')
    .leftJoin('operators as o', (join) =>
      join.onRef('o.bureau', '=', 's.bureau').onRef('o.id', '=', 's.operator_id'),
    )
    .leftJoin('sites as p', (join) =>
      join.onRef('p.bureau', '=', 's.bureau').onRef('p.id', '=', 's.platform_id'),
    )
    .selectAll('s')
    .select([
      'o.name as operator_name',
      'o.uscc as uscc',
      'o.kind as operator_kind',
      'o.address as operator_address',
      'o.representative as representative',
      'o.phones as operator_phones',
      'p.name as platform_name',
    ]);

export type SiteRow = Awaited<ReturnType<typeof getSite>>;

/** The site, or `not_found` (also for one outside the scope). */
export async function getSite(tx: ScopedTx, id: string) {
  const row = await selection(tx)
    .where('s.bureau', '=', bureauOfId(id))
    .where('s.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** Sites by key, for the pages of a patrol: a page belongs to the narrowest registered site. */
export async function findSitesByKey(tx: ScopedTx, bureau: string, keys: readonly string[]) {
  if (keys.length === 0) return [];
  return await tables(tx)
    .selectFrom('sites')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('site_key', 'in', [...keys])
    .execute();
}

const SORTS = {
  name: 's.name',
  foundAt: 's.found_at',
  lastPatrolAt: 's.last_patrol_at',
  pages: 's.pages',
  confidence: 's.confidence',
} as const;

function filtered(tx: ScopedTx, filters: SiteFilters, regionsWithin: readonly string[] | undefined) {
  return selection(tx).where((where) => {
    const all: Expression<SqlBool>[] = [];
    if (filters.q) {
      const like = `%${filters.q.replace(/[\\%_]/g, '\\$&')}%`;
      all.push(
        where.or([
          where('s.name', 'ilike', like),
          where('s.url', 'ilike', like),
          where('o.name', 'ilike', like),
          where('o.uscc', 'ilike', like),
        ]),
      );
    }
    if (filters.kind) all.push(where('s.kind', 'in', filters.kind));
    if (filters.form) all.push(sql<SqlBool>`s.forms && ${sql.val(filters.form)}::text[]`);
    if (filters.confirmStatus) all.push(where('s.confirm_status', 'in', filters.confirmStatus));
    if (filters.foundBy) all.push(where('s.found_by', 'in', filters.foundBy));
    if (filters.licenceDisplay) all.push(where('s.licence_display', '=', filters.licenceDisplay));
    if (filters.platformId) all.push(where('s.platform_id', '=', filters.platformId));
    if (filters.operatorId) all.push(where('s.operator_id', '=', filters.operatorId));
    if (regionsWithin) all.push(where('s.region', 'in', [...regionsWithin]));
    return where.and(all);
  });
}

/** One page of the register and the count of all that match. `sort` is a field of SORTS, `-` before it for descending. */
export async function listSiteRows(
  tx: ScopedTx,
  query: SiteFilters & {
    readonly page: number;
    readonly pageSize: number;
    readonly sort?: string | undefined;
  },
  regionsWithin: readonly string[] | undefined,
) {
  const all = filtered(tx, query, regionsWithin);
  const { total } = await all
    .clearSelect()
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const descending = query.sort?.startsWith('-') ?? true;
  const column = SORTS[(query.sort?.replace('-', '') ?? 'foundAt') as keyof typeof SORTS] ?? SORTS.foundAt;
  const items = await all
    .orderBy(column, (order) => (descending ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('s.id', 'desc')
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize)
    .execute();
  return { items, total };
}

/** All sites that match, in the order in which they were entered: for exports, and for patrols with a limit. */
export function allSites(tx: ScopedTx, filters: SiteFilters, regionsWithin: readonly string[] | undefined) {
  return filtered(tx, filters, regionsWithin).orderBy('s.id');
}

/** Saves changed columns when the version is still the one that was read; `stale` otherwise. Returns the new version. */
export async function saveSite(
  tx: ScopedTx,
  id: string,
  version: number,
  change: Partial<
    Omit<RegistryTables['sites'], 'version' | 'confirm_status' | 'licence_display' | 'pages'>
  > & {
    confirm_status?: 'pending' | 'confirmed' | 'excluded';
    licence_display?: 'shown' | 'missing' | 'unread';
    pages?: number;
  },
) {
  const saved = await tables(tx)
    .updateTable('sites')
    .set({ ...change, version: version + 1 })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  if (!saved) throw new AppError('stale');
  return saved.version;
}

/** Adds a site; `conflict` when its key stands in the register already (maybe in a region the actor does not see). */
export async function insertSite(
  tx: ScopedTx,
  row: Omit<RegistryTables['sites'], 'version' | 'confirm_status' | 'licence_display' | 'pages'>,
) {
  const added = await tables(tx)
    .insertInto('sites')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'site_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** The operator with this code, else with this name and no code; undefined when there is none. */
export async function findOperator(tx: ScopedTx, bureau: string, name: string, uscc: string | null) {
  const operators = tables(tx).selectFrom('operators').selectAll().where('bureau', '=', bureau);
  if (uscc) {
    const byCode = await operators.where('uscc', '=', uscc).executeTakeFirst();
    if (byCode) return byCode;
  }
  return await operators
    .where('name', '=', name)
    .where((where) => (uscc ? where('uscc', 'is', null) : where.lit(true)))
    .orderBy('id')
    .executeTakeFirst();
}

export async function insertOperator(tx: ScopedTx, row: Omit<RegistryTables['operators'], 'version'>) {
  await tables(tx).insertInto('operators').values(row).execute();
}

/** Fills in what was not known of an operator; what an officer or the register knows already stays. */
export async function completeOperator(
  tx: ScopedTx,
  id: string,
  known: { uscc: string | null; phones: string[]; address?: string | null },
) {
  await tables(tx)
    .updateTable('operators')
    .set({
      uscc: sql`coalesce(uscc, ${known.uscc})`,
      phones: sql`CASE WHEN cardinality(phones) = 0 THEN ${sql.val(known.phones)}::text[] ELSE phones END`,
      address: sql`coalesce(address, ${known.address ?? null})`,
    })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

export async function insertConfirmation(tx: ScopedTx, row: RegistryTables['site_confirmations']) {
  await tables(tx).insertInto('site_confirmations').values(row).execute();
}

export async function confirmationsOf(tx: ScopedTx, siteId: string) {
  return await tables(tx)
    .selectFrom('site_confirmations')
    .selectAll()
    .where('bureau', '=', bureauOfId(siteId))
    .where('site_id', '=', siteId)
    .orderBy('at', 'desc')
    .execute();
}

export async function countShops(tx: ScopedTx, platformId: string): Promise<number> {
  const { shops } = await tables(tx)
    .selectFrom('sites')
    .select((count) => count.fn.countAll<number>().as('shops'))
    .where('bureau', '=', bureauOfId(platformId))
    .where('platform_id', '=', platformId)
    .executeTakeFirstOrThrow();
  return shops;
}

/** How many subjects there are in each region, of the kinds that trade or may. */
export async function countByRegion(tx: ScopedTx) {
  return await tables(tx)
    .selectFrom('sites')
    .select((count) => ['region', count.fn.countAll<number>().as('sites')])
    .where('confirm_status', '!=', 'excluded')
    .groupBy('region')
    .execute();
}

/** Subjects that wait for confirmation by hand, by region. */
export async function countToConfirm(tx: ScopedTx) {
  return await tables(tx)
    .selectFrom('sites')
    .select((count) => ['region', count.fn.countAll<number>().as('count')])
    .where('confirm_status', '=', 'pending')
    .groupBy('region')
    .execute();
}

/** How many there are in all; for metrics. */
export async function countSites(tx: ScopedTx): Promise<number> {
  const { total } = await tables(tx)
    .selectFrom('sites')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
