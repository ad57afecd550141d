import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { type ListPage, listPage, onlyAsks, type Reading } from '../../platform/listing.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { matches, matchesAny } from '../../platform/search.ts';
import type { listSites } from './contract.ts';
import type { ConfirmStatus, LicenceDisplay, RegistryTables } from './tables.ts';

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

function filtered(
  tx: ScopedTx,
  filters: SiteFilters,
  regionsWithin: readonly string[] | undefined,
  reading: Reading = 'at-once',
) {
  return selection(tx).where((where) => {
    const all: Expression<SqlBool>[] = [];
    if (filters.q) {
      all.push(
        matchesAny('s.search', filters.q, reading, {
          's.operator_id': (found) => sql`SELECT id FROM operators WHERE ${found}`,
        }),
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

/** One page of the register and the count of all that match. */
export async function listSiteRows(
  tx: ScopedTx,
  query: SiteFilters & ListPage,
  regionsWithin: readonly string[] | undefined,
) {
  return await listPage(filtered(tx, query, regionsWithin, 'in-turn'), query, {
    byIndex: onlyAsks(query, ['region', 'confirmStatus']) || onlyAsks(query, ['region', 'kind']),
    atOnce: query.q ? filtered(tx, query, regionsWithin) : undefined,
    // What many shops call themselves need not be looked for among operators to be counted.
    enough: query.q
      ? filtered(tx, { ...query, q: undefined }, regionsWithin).where(matches('s.search', query.q))
      : undefined,
    sortable: {
      name: 's.name',
      foundAt: 's.found_at',
      lastPatrolAt: 's.last_patrol_at',
      pages: 's.pages',
      confidence: 's.confidence',
    },
    filled: ['name', 'foundAt', 'pages', 'confidence'],
    initial: '-foundAt',
    tieBreak: 's.id',
    deep: true,
  });
}

/** All sites that match, in the order in which they were entered: for exports, and for patrols with a limit. */
export function allSites(tx: ScopedTx, filters: SiteFilters, regionsWithin: readonly string[] | undefined) {
  return filtered(tx, filters, regionsWithin).orderBy('s.id');
}

type SiteChange = Partial<
  Omit<RegistryTables['sites'], 'version' | 'confirm_status' | 'licence_display' | 'pages' | 'permit_numbers'>
> & {
  confirm_status?: ConfirmStatus;
  licence_display?: LicenceDisplay;
  pages?: number;
  permit_numbers?: string[];
};

/** Holds a site until the transaction ends; `not_found` when there is none. */
export async function lockSite(tx: ScopedTx, id: string) {
  const row = await tables(tx)
    .selectFrom('sites')
    .select('id')
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
}

/** Writes what the platform itself learned of a site; the version stays. */
export async function noteOnSite(tx: ScopedTx, id: string, change: SiteChange) {
  await tables(tx)
    .updateTable('sites')
    .set(change)
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Saves changed columns when the version is still the one that was read; `stale` otherwise. Returns the new version. */
export async function saveSite(tx: ScopedTx, id: string, version: number, change: SiteChange) {
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

/** Whether a site is one of several on its host, and not the host itself: a shop under a platform's path. */
export async function sharesItsHost(
  tx: ScopedTx,
  { bureau, id, host, site_key: key }: Pick<RegistryTables['sites'], 'bureau' | 'id' | 'host' | 'site_key'>,
): Promise<boolean> {
  if (!key.includes('/')) return false;
  const other = await tables(tx)
    .selectFrom('sites')
    .select('id')
    .where('bureau', '=', bureau)
    .where('host', '=', host)
    .where('id', '!=', id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Sites by id, in id order; those outside the scope are left out. */
export async function sitesToPatrol(tx: ScopedTx, bureau: string, ids: readonly string[]) {
  return await tables(tx)
    .selectFrom('sites')
    .select(['id', 'url', 'region', 'confirm_status'])
    .where('bureau', '=', bureau)
    .where(sql<boolean>`id = ANY (${sql.val([...ids])}::text[])`)
    .orderBy('id')
    .execute();
}

/** Adds a site; `conflict` when its key stands in the register already (maybe in a region the actor does not see). */
export async function insertSite(
  tx: ScopedTx,
  row: Omit<
    RegistryTables['sites'],
    'version' | 'confirm_status' | 'licence_display' | 'pages' | 'permit_numbers'
  >,
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

/** Adds an operator; false when another with its code was entered meanwhile. */
export async function insertOperator(
  tx: ScopedTx,
  row: Omit<RegistryTables['operators'], 'version' | 'credit_grade'>,
) {
  const added = await tables(tx)
    .insertInto('operators')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bureau', 'uscc']).where('uscc', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Fills in what was not known of an operator; what an officer or the register knows already stays. */
export async function completeOperator(
  tx: ScopedTx,
  id: string,
  known: { name: string; uscc: string | null; phones: string[]; address?: string | null },
) {
  await tables(tx)
    .updateTable('operators')
    .set({
      // One of whom only the code was known is named by it until the name is known.
      name: sql`CASE WHEN name = uscc THEN ${known.name} ELSE name END`,
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

/** Sites of a bureau from which a random draw (双随机) is made, with the risk class of their operators. */
export async function drawableSites(
  tx: ScopedTx,
  bureau: string,
  filters: Pick<SiteFilters, 'kind' | 'form'>,
  regionsWithin: readonly string[],
  limit: number,
) {
  const query = tables(tx)
    .selectFrom('sites as s')
    .leftJoin('operators as o', (join) =>
      join.onRef('o.bureau', '=', 's.bureau').onRef('o.id', '=', 's.operator_id'),
    )
    .select(['s.id', 's.name', 's.region', 'o.credit_grade as grade'])
    .where('s.bureau', '=', bureau)
    .where('s.confirm_status', '!=', 'excluded')
    .where('s.region', 'in', [...regionsWithin])
    .$if(filters.kind !== undefined, (sites) => sites.where('s.kind', 'in', filters.kind!))
    .$if(filters.form !== undefined, (sites) =>
      sites.where(sql<boolean>`s.forms && ${sql.val(filters.form)}::text[]`),
    );
  return await query.orderBy('s.id').limit(limit).execute();
}
