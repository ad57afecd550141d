import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { fanOutType } from './job-types.ts';
import { insertPatrol, insertPatrolSites } from './store.ts';
import type { PatrolsTables } from './tables.ts';

/** What is to be read again: one page of a site, or the whole site where `url` is its front page and `whole` is set. */
export interface PageToRecheck {
  /** Null where the register does not know the site yet. */
  readonly siteId: string | null;
  readonly region: string;
  readonly url: string;
  readonly whole: boolean;
}

/** Pages of a whole site that a re-check reads: the front page and those with licence and contact. */
const WHOLE_SITE_PAGES = 30;

/** Starts a patrol (复查) of pages that were found to be in breach; returns its id. News of it comes as events. */
export async function recheckPages(
  { tx, actor, clock, newId, jobs }: WriteContext,
  bureau: string,
  region: string,
  name: string,
  pages: readonly PageToRecheck[],
): Promise<string> {
  if (pages.length === 0) throw new AppError('conflict', '没有可以复查的网页');
  const id = newId('patrol', bureau);
  await insertPatrol(tx, {
    bureau,
    id,
    region,
    name: name.slice(0, 80),
    status: 'queued',
    max_pages: WHOLE_SITE_PAGES,
    created_by: actor.id,
    created_by_name: actor.name,
    created_at: clock.now(),
    started_at: null,
    finished_at: null,
    idempotency_key: null,
  });
  await insertPatrolSites(
    tx,
    pages.map((page) => ({
      bureau,
      id: newId('psite', bureau),
      region: page.region,
      patrol_id: id,
      site_id: page.siteId,
      seed: page.url,
      host: new URL(page.url).host,
      status: 'queued' as const,
      kind: null,
      problem: null,
      started_at: null,
      finished_at: null,
      only_page: !page.whole,
    })),
  );
  await jobs.add(fanOutType, { patrolId: id });
  return id;
}

/** What a re-check read: whether it is over, and for each address the page, if it was read, or the problem. */
export async function recheckedPages(tx: ScopedTx, patrolId: string, urls: readonly string[]) {
  const bureau = bureauOfId(patrolId);
  const tables = tx.withTables<PatrolsTables>();
  const patrol = await tables
    .selectFrom('patrols')
    .select(['status', 'created_at'])
    .where('bureau', '=', bureau)
    .where('id', '=', patrolId)
    .executeTakeFirst();
  if (!patrol) return undefined;
  const sites = await tables
    .selectFrom('patrol_sites')
    .select(['id', 'seed', 'problem'])
    .where('bureau', '=', bureau)
    .where('patrol_id', '=', patrolId)
    .execute();
  const ids = sites.map(({ id }) => id);
  const pages =
    ids.length === 0
      ? []
      : await tables
          .selectFrom('pages')
          .selectAll()
          .where('bureau', '=', bureau)
          .where('patrol_site_id', 'in', ids)
          .where((where) => where.or([where('url', 'in', [...urls]), where('final_url', 'in', [...urls])]))
          .orderBy('fetched_at', 'desc')
          .execute();
  return {
    over: patrol.status === 'finished' || patrol.status === 'stopped',
    startedAt: patrol.created_at,
    pages: urls.map((url) => ({
      url,
      page: pages.find((one) => one.url === url) ?? pages.find((one) => one.final_url === url),
      problem: sites.find(({ seed }) => seed === url)?.problem ?? null,
    })),
  };
}
