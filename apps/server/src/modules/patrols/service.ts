import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@wangjian/core/clock.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { parseSeedList } from '@wangjian/patrol/seed-list.ts';
import type { ServerEvent } from '../../platform/http/event-stream.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase } from '../../platform/use-case.ts';
import { countLeadsOfPatrols } from '../findings/service.ts';
import { selectSites, siteIdentity, siteLabels } from '../registry/service.ts';
import * as contract from './contract.ts';
import { fanOutType } from './job-types.ts';
import { presentPatrol, presentPatrolSite } from './present.ts';
import { refuseEmpty } from './site-work.ts';
import {
  getPatrolRow,
  insertPatrol,
  insertPatrolSites,
  listPatrolRows,
  listPatrolSiteRows,
  lockPatrol,
  moveSites,
  runningPatrols,
  updatePatrol,
} from './store.ts';

export { sitesPatrolled } from './countable.ts';
export { type PageToRecheck, recheckedPages, recheckPages } from './recheck.ts';

const MAX_SITES = 50_000;

async function detail(tx: ScopedTx, regions: RegionTree, clock: Clock, id: string) {
  const row = await getPatrolRow(tx, id);
  const leads = await countLeadsOfPatrols(tx, row.bureau, [id]);
  return presentPatrol(row, leads.get(id) ?? 0, regions, clock.now());
}

/** Pasted addresses, one for each site: several shops under the paths of one platform are sites of their own. */
function pastedSites(text: string): string[] {
  const urls = parseSeedList(text).seeds.flatMap((seed) => seed.urls);
  return [...onePerSite(urls.map((seed) => ({ seed })))].map(({ seed }) => seed);
}

/** The first of each site, however its address is written; addresses that are none fall out. */
function onePerSite<Site extends { readonly seed: string }>(sites: readonly Site[]) {
  const byKey = new Map<string, Site>();
  for (const site of sites) {
    const key = siteIdentity(site.seed)?.siteKey;
    if (key !== undefined && !byKey.has(key)) byKey.set(key, site);
  }
  return byKey.values();
}

/** Addresses pasted or read from a file, checked before anything is opened. */
export const previewSeeds = readCase({
  action: 'patrol.preview',
  title: '检查网址',
  permission: 'patrol.run',
  input: contract.previewSeeds.body!,
  async run(_context, { text }) {
    const { seeds, problems } = parseSeedList(text);
    const urls = seeds.flatMap((seed) => seed.urls);
    const sites = pastedSites(text);
    return {
      result: {
        good: sites.length,
        duplicates: urls.length - sites.length,
        sample: sites.slice(0, 5),
        problems: problems
          .slice(0, 200)
          .map(({ line, text: words, messageZh }) => ({ line, text: words, message: messageZh })),
      },
      audit: 'plain',
    };
  },
});

export const startPatrol = useCase({
  action: 'patrol.start',
  title: '发起监测',
  permission: 'patrol.run',
  input: contract.startPatrol.body!,
  idempotencyKey: (input) => input.key,
  async run({ tx, actor, clock, regions, newId, jobs }, input) {
    const region = input.region ?? actor.region;
    const bureau = regions.bureauOf(region);
    const pasted = pastedSites(input.seeds ?? '').map((seed) => ({ seed, siteId: null, region }));
    const chosen = input.select
      ? (await selectSites(tx, regions, bureau, input.select, MAX_SITES + 1)).map((site) => ({
          seed: site.url,
          siteId: site.id,
          region: site.region,
        }))
      : [];
    const sites = [...onePerSite([...chosen, ...pasted])];
    refuseEmpty(sites.length);
    if (sites.length > MAX_SITES)
      throw new AppError(
        'too_large',
        `一次最多监测 ${MAX_SITES} 个网站，所选的超过了这个数，请按分类、业态或区划分批发起。`,
      );
    const id = newId('patrol', bureau);
    await insertPatrol(tx, {
      bureau,
      id,
      region,
      name: input.name,
      status: 'queued',
      max_pages: input.maxPages,
      created_by: actor.id,
      created_by_name: actor.name,
      created_at: clock.now(),
      started_at: null,
      finished_at: null,
      idempotency_key: null,
    });
    await insertPatrolSites(
      tx,
      sites.map((site) => ({
        bureau,
        id: newId('psite', bureau),
        region: site.region,
        patrol_id: id,
        site_id: site.siteId,
        seed: site.seed,
        host: new URL(site.seed).host,
        status: 'queued' as const,
        kind: null,
        problem: null,
        started_at: null,
        finished_at: null,
      })),
    );
    await jobs.add(fanOutType, { patrolId: id });
    return {
      result: await detail(tx, regions, clock, id),
      audit: { on: id, after: { name: input.name, sites: sites.length } },
    };
  },
});

export const listPatrols = readCase({
  action: 'patrol.list',
  title: '查看监测列表',
  permission: 'patrol.read',
  input: contract.listPatrols.query!,
  async run({ tx, regions, clock }, query) {
    const { items, total } = await listPatrolRows(tx, query, query);
    const leads = new Map<string, number>();
    for (const [bureau, rows] of Map.groupBy(items, (row) => row.bureau)) {
      for (const [id, count] of await countLeadsOfPatrols(
        tx,
        bureau,
        rows.map((row) => row.id),
      ))
        leads.set(id, count);
    }
    return {
      result: {
        items: items.map((row) => presentPatrol(row, leads.get(row.id) ?? 0, regions, clock.now())),
        total,
      },
      audit: 'plain',
    };
  },
});

export const getPatrol = readCase({
  action: 'patrol.read',
  title: '查看监测',
  permission: 'patrol.read',
  input: contract.getPatrol.params!,
  async run({ tx, regions, clock }, { id }) {
    return { result: await detail(tx, regions, clock, id), audit: 'plain' };
  },
});

export const listPatrolSites = readCase({
  action: 'patrol.sites',
  title: '查看监测的网站',
  permission: 'patrol.read',
  input: contract.listPatrolSites.query!.extend(contract.listPatrolSites.params!.shape),
  async run({ tx }, { id, ...query }) {
    const { bureau } = await getPatrolRow(tx, id);
    const { items, total } = await listPatrolSiteRows(tx, id, query, query);
    const labels = await siteLabels(
      tx,
      [bureau],
      items.flatMap(({ site_id }) => site_id ?? []),
    );
    return { result: { items: items.map((row) => presentPatrolSite(row, labels)), total }, audit: 'plain' };
  },
});

export const stopPatrol = useCase({
  action: 'patrol.stop',
  title: '停止监测',
  permission: 'patrol.run',
  input: contract.stopPatrol.params!,
  async run({ tx, regions, clock }, { id }) {
    await lockPatrol(tx, id);
    const { status } = await getPatrolRow(tx, id);
    if (!['queued', 'running'].includes(status))
      throw new AppError('conflict', '该监测已经结束，不能停止', { allowed: ['resume'] });
    await moveSites(tx, id, 'queued', 'skipped');
    await updatePatrol(tx, id, { status: 'stopped', finished_at: clock.now() });
    return {
      result: await detail(tx, regions, clock, id),
      audit: { on: id, before: { status }, after: { status: 'stopped' } },
    };
  },
});

export const resumePatrol = useCase({
  action: 'patrol.resume',
  title: '继续监测',
  permission: 'patrol.run',
  input: contract.resumePatrol.params!,
  async run({ tx, regions, clock, jobs }, { id }) {
    await lockPatrol(tx, id);
    const { status, sites, sites_done: ended } = await getPatrolRow(tx, id);
    if (status !== 'stopped')
      throw new AppError('conflict', '只有已停止的监测可以继续', {
        allowed: status === 'finished' ? [] : ['stop'],
      });
    const waiting = await moveSites(tx, id, 'skipped', 'queued');
    await updatePatrol(
      tx,
      id,
      // A site that has not noticed the stop yet goes on.
      waiting > 0 || ended !== sites
        ? { status: 'running', finished_at: null }
        : { status: 'finished', finished_at: clock.now() },
    );
    await jobs.add(fanOutType, { patrolId: id });
    return {
      result: await detail(tx, regions, clock, id),
      audit: { on: id, before: { status }, after: { sites: waiting } },
    };
  },
});

/** Patrols that run now, for the workbench. */
export async function listRunning(tx: ScopedTx) {
  return await runningPatrols(tx);
}

/** How fast it goes now: pages of the last ten seconds, as the watcher saw them grow. */
const WINDOW_MS = 10_000;

/**
 * The progress of a patrol as events: one at once, one a second while something changes, `end` when it is over. Every
 * process can serve them: they are read from the records.
 */
export async function* watchPatrol(
  read: () => Promise<contract.Patrol>,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const seen: { at: number; pages: number }[] = [];
  let last = '';
  while (!signal.aborted) {
    const patrol = await read();
    const now = performance.now();
    seen.push({ at: now, pages: patrol.pages });
    while (seen.length > 1 && now - seen[0]!.at > WINDOW_MS) seen.shift();
    const span = (now - seen[0]!.at) / 1000;
    const over = patrol.status === 'finished' || patrol.status === 'stopped';
    const speed =
      over || span < 1
        ? patrol.pagesPerSecond
        : Math.round(((patrol.pages - seen[0]!.pages) / span) * 10) / 10;
    const data = { ...patrol, pagesPerSecond: speed };
    const words = JSON.stringify(data);
    if (words !== last) yield { event: 'patrol', data };
    last = words;
    if (over) {
      yield { event: 'end', data };
      return;
    }
    await sleep(1000, undefined, { signal }).catch(() => undefined);
  }
}
