import { bureauOfId } from '@wangjian/core/ids.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { fanOutType } from './job-types.ts';
import { insertPatrol, insertPatrolSites } from './store.ts';
import type { PatrolsTables } from './tables.ts';

/** Pages of a re-check: the one asked for and what it needs (a start page, a detail). */
const PAGES = 5;

/** Starts a patrol of one page, to see whether what was found there is gone (复查); returns the patrol's id. */
export async function startRecheck(
  { tx, jobs, newId, clock, actor }: WriteContext,
  page: {
    readonly bureau: string;
    readonly region: string;
    readonly siteId: string | null;
    readonly url: string;
    readonly name: string;
  },
): Promise<string> {
  const { bureau, region } = page;
  const id = newId('patrol', bureau);
  await insertPatrol(tx, {
    bureau,
    id,
    region,
    name: page.name.slice(0, 80),
    status: 'queued',
    max_pages: PAGES,
    created_by: actor.id,
    created_by_name: actor.name,
    created_at: clock.now(),
    started_at: null,
    finished_at: null,
    idempotency_key: null,
  });
  await insertPatrolSites(tx, [
    {
      bureau,
      id: newId('psite', bureau),
      region,
      patrol_id: id,
      site_id: page.siteId,
      seed: page.url,
      host: new URL(page.url).host,
      status: 'queued',
      kind: null,
      problem: null,
      started_at: null,
      finished_at: null,
    },
  ]);
  await jobs.add(fanOutType, { patrolId: id });
  return id;
}

/** What a re-check read: the patrol's state and the page at the address, if it was read. */
export async function recheckedPage(tx: ScopedTx, patrolId: string, url: string) {
  const bureau = bureauOfId(patrolId);
  const tables = tx.withTables<PatrolsTables>();
  const patrol = await tables
    .selectFrom('patrols as p')
    .innerJoin('patrol_sites as s', (join) =>
      join.onRef('s.bureau', '=', 'p.bureau').onRef('s.patrol_id', '=', 'p.id'),
    )
    .select(['p.status', 'p.created_at', 's.id as site', 's.problem', 's.status as site_status'])
    .where('p.bureau', '=', bureau)
    .where('p.id', '=', patrolId)
    .executeTakeFirst();
  if (!patrol) return undefined;
  const page = await tables
    .selectFrom('pages')
    .selectAll()
    .where('bureau', '=', bureau)
    .where('patrol_site_id', '=', patrol.site)
    .where((where) => where.or([where('url', '=', url), where('final_url', '=', url)]))
    .orderBy('fetched_at', 'desc')
    .executeTakeFirst();
  const over = patrol.status === 'finished' || patrol.status === 'stopped';
  return { over, startedAt: patrol.created_at, problem: patrol.problem, page };
}
