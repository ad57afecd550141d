import { bureauOfId } from '@wangjian/core/ids.ts';
import { type Insertable, sql, type Updateable } from 'kysely';
import { containing, type ListPage, listPage } from '../../platform/listing.ts';
import { found } from '../../platform/save.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { PatrolsTables } from './tables.ts';

const tables = (tx: ScopedTx) => tx.withTables<PatrolsTables>();

export type PatrolRow = Awaited<ReturnType<typeof getPatrolRow>>;
export type PatrolSiteRow = Awaited<ReturnType<typeof getPatrolSite>>;

/** A patrol with what its sites add up to. */
const selection = (tx: ScopedTx) =>
  tables(tx)
    .selectFrom('patrols as p')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('patrol_sites as s')
          .whereRef('s.bureau', '=', 'p.bureau')
          .whereRef('s.patrol_id', '=', 'p.id')
          .select([
            sql<number>`count(*)::int`.as('sites'),
            sql<number>`count(*) FILTER (WHERE s.status IN ('done', 'failed', 'skipped'))::int`.as(
              'sites_done',
            ),
            sql<number>`count(*) FILTER (WHERE s.status = 'failed')::int`.as('sites_failed'),
            sql<number>`coalesce(sum(s.pages), 0)::int`.as('pages'),
            sql<number>`coalesce(sum(s.bytes), 0)::bigint`.as('bytes'),
            sql<number>`coalesce(sum(s.findings), 0)::int`.as('findings'),
          ])
          .as('t'),
      (join) => join.onTrue(),
    )
    .selectAll('p')
    .select(['t.sites', 't.sites_done', 't.sites_failed', 't.pages', 't.bytes', 't.findings']);

/** The patrol, or `not_found` (also outside the scope). */
export async function getPatrolRow(tx: ScopedTx, id: string) {
  return found(
    await selection(tx).where('p.bureau', '=', bureauOfId(id)).where('p.id', '=', id).executeTakeFirst(),
  );
}

/** Holds a patrol until the transaction ends, so that what its sites add up to is read by one at a time. */
export async function lockPatrol(tx: ScopedTx, id: string) {
  found(
    await tables(tx)
      .selectFrom('patrols')
      .select('id')
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst(),
  );
}

export async function listPatrolRows(
  tx: ScopedTx,
  page: ListPage,
  filter: { q?: string | undefined; status?: readonly PatrolRow['status'][] | undefined },
) {
  let query = selection(tx);
  if (filter.q) query = query.where('p.name', 'ilike', containing(filter.q));
  if (filter.status) query = query.where('p.status', 'in', [...filter.status]);
  return await listPage(query, page, {
    sortable: { createdAt: 'p.created_at', name: 'p.name', pages: 't.pages', findings: 't.findings' },
    initial: '-createdAt',
    tieBreak: 'p.id',
  });
}

export async function insertPatrol(tx: ScopedTx, row: Insertable<PatrolsTables['patrols']>) {
  await tables(tx).insertInto('patrols').values(row).execute();
}

export async function updatePatrol(tx: ScopedTx, id: string, change: Updateable<PatrolsTables['patrols']>) {
  await tables(tx)
    .updateTable('patrols')
    .set({ ...change, version: sql`version + 1` })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

const BATCH = 500;

/** Adds the sites of a patrol, some hundreds a statement. */
export async function insertPatrolSites(
  tx: ScopedTx,
  rows: readonly Insertable<PatrolsTables['patrol_sites']>[],
) {
  for (let at = 0; at < rows.length; at += BATCH) {
    await tables(tx)
      .insertInto('patrol_sites')
      .values(rows.slice(at, at + BATCH))
      .execute();
  }
}

export async function getPatrolSite(tx: ScopedTx, id: string) {
  return found(
    await tables(tx)
      .selectFrom('patrol_sites')
      .selectAll()
      .where('bureau', '=', bureauOfId(id))
      .where('id', '=', id)
      .executeTakeFirst(),
  );
}

export async function updatePatrolSite(
  tx: ScopedTx,
  id: string,
  change: Updateable<PatrolsTables['patrol_sites']>,
) {
  await tables(tx)
    .updateTable('patrol_sites')
    .set(change)
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Adds to the counts of a site while it is read. */
export async function addToPatrolSite(
  tx: ScopedTx,
  id: string,
  more: { pages: number; bytes: number; findings: number },
) {
  await tables(tx)
    .updateTable('patrol_sites')
    .set({
      pages: sql`pages + ${more.pages}`,
      bytes: sql`bytes + ${more.bytes}`,
      findings: sql`findings + ${more.findings}`,
    })
    .where('bureau', '=', bureauOfId(id))
    .where('id', '=', id)
    .execute();
}

/** Sites of a patrol in one state, after an id, for handing them to the queue in portions. */
export async function patrolSitesAfter(
  tx: ScopedTx,
  patrolId: string,
  status: PatrolSiteRow['status'],
  after: string | null,
  limit: number,
) {
  let query = tables(tx)
    .selectFrom('patrol_sites')
    .selectAll()
    .where('bureau', '=', bureauOfId(patrolId))
    .where('patrol_id', '=', patrolId)
    .where('status', '=', status);
  if (after !== null) query = query.where('id', '>', after);
  return await query.orderBy('id').limit(limit).execute();
}

/** Moves all sites of a patrol from one state to another; returns how many. */
export async function moveSites(
  tx: ScopedTx,
  patrolId: string,
  from: PatrolSiteRow['status'],
  to: PatrolSiteRow['status'],
): Promise<number> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('patrol_sites')
    .set({ status: to })
    .where('bureau', '=', bureauOfId(patrolId))
    .where('patrol_id', '=', patrolId)
    .where('status', '=', from)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

export async function listPatrolSiteRows(
  tx: ScopedTx,
  patrolId: string,
  page: ListPage,
  filter: { q?: string | undefined; status?: readonly PatrolSiteRow['status'][] | undefined },
) {
  let query = tables(tx)
    .selectFrom('patrol_sites as s')
    .selectAll('s')
    .where('s.bureau', '=', bureauOfId(patrolId))
    .where('s.patrol_id', '=', patrolId);
  if (filter.q)
    query = query.where((where) =>
      where.or([
        where('s.host', 'ilike', containing(filter.q!)),
        where('s.seed', 'ilike', containing(filter.q!)),
      ]),
    );
  if (filter.status) query = query.where('s.status', 'in', [...filter.status]);
  return await listPage(query, page, {
    sortable: {
      id: 's.id',
      host: 's.host',
      pages: 's.pages',
      findings: 's.findings',
      startedAt: 's.started_at',
      status: 's.status',
    },
    initial: 'id',
    tieBreak: 's.id',
  });
}

export async function insertPages(tx: ScopedTx, rows: readonly Insertable<PatrolsTables['pages']>[]) {
  if (rows.length > 0)
    await tables(tx)
      .insertInto('pages')
      .values([...rows])
      .execute();
}

/** Forgets the pages of a site whose patrol begins anew after it was cut off. */
export async function removePages(tx: ScopedTx, patrolSiteId: string) {
  await tables(tx)
    .deleteFrom('pages')
    .where('bureau', '=', bureauOfId(patrolSiteId))
    .where('patrol_site_id', '=', patrolSiteId)
    .execute();
}

/** How many pages the platform has read in all; for metrics. */
export async function countPages(tx: ScopedTx): Promise<number> {
  const { pages } = await tables(tx)
    .selectFrom('patrol_sites')
    .select(sql<number>`coalesce(sum(pages), 0)::bigint`.as('pages'))
    .executeTakeFirstOrThrow();
  return pages;
}

/** Patrols that run now, the newest first. */
export async function runningPatrols(tx: ScopedTx) {
  return await selection(tx)
    .where('p.status', 'in', ['queued', 'running'])
    .orderBy('p.created_at', 'desc')
    .limit(5)
    .execute();
}
