import { AppError } from '@wangjian/core/errors.ts';
import { monthOfId } from '@wangjian/core/ids.ts';
import { SITE_KINDS, type SiteFacts } from '@wangjian/core/site.ts';
import type { PagePrices } from '@wangjian/patrol/extract/prices.ts';
import { z } from 'zod';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { recordFindings, type ScreenedPage } from '../findings/service.ts';
import { getSite, learnFromPatrol, sharesItsHost, siteOfPage, siteOfSeed } from '../registry/service.ts';
import { learnOfShops, registerShops } from './enter-shops.ts';
import { type PageRead, pagesRead, siteRead } from './events.ts';
import type { FoundShop } from './find-shops.ts';
import { patrolSiteType } from './job-types.ts';
import {
  addToPatrolSite,
  getPatrolRow,
  getPatrolSite,
  insertPages,
  lockPatrol,
  patrolSitesAfter,
  removePages,
  updatePatrol,
  updatePatrolSite,
} from './store.ts';

const PatrolSiteId = z.object({ patrolSiteId: z.string() });

/** Takes one site of a patrol up; null when there is nothing to do any more (stopped, or done by another worker). */
export const beginSite = useCase({
  action: 'patrol.site.begin',
  title: '开始监测网站',
  permission: 'patrol.run',
  input: PatrolSiteId,
  async run(context, { patrolSiteId }) {
    const { tx, clock } = context;
    const row = await getPatrolSite(tx, patrolSiteId);
    const patrol = await getPatrolRow(tx, row.patrol_id);
    if (patrol.status === 'stopped' || !['queued', 'running'].includes(row.status))
      return { result: null, audit: 'machine work' };
    const known =
      row.site_id === null
        ? await siteOfSeed(context, row.bureau, row.region, row.seed)
        : await getSite(tx, row.site_id);
    // Begun before and cut off, stopped or put off: its pages are read again from the start. Its findings stay.
    await removePages(tx, patrolSiteId);
    await updatePatrolSite(tx, patrolSiteId, {
      status: 'running',
      site_id: known.id,
      started_at: clock.now(),
      pages: 0,
      bytes: 0,
      problem: null,
    });
    if (patrol.status === 'queued' || patrol.started_at === null)
      await updatePatrol(tx, patrol.id, { status: 'running', started_at: clock.now() });
    return {
      result: {
        seed: row.seed,
        host: row.host,
        maxPages: row.only_page ? 1 : patrol.max_pages,
        // A shop among others on one host is read within its own path.
        within: (await sharesItsHost(tx, known)) ? known.site_key : null,
      },
      audit: 'machine work',
    };
  },
});

/** A page as the job hands it over, with what the rules said of it. */
export interface ReadPageRow extends ScreenedPage {
  readonly warc: NonNullable<ScreenedPage['warc']>;
  readonly finalUrl: string;
  readonly status: number;
  readonly problem: string | null;
  readonly bytes: number;
  readonly truncated: boolean;
  readonly sha256: string;
  readonly prices: PagePrices | null;
}

/** A page as the modules to the right hear of it. */
function asRead(page: ReadPageRow): PageRead {
  const { url, finalUrl, title, status, problem, fetchedAt, charset, warc, prices } = page;
  const violations = [...new Set(page.findings.map(({ violation }) => violation))];
  return { url, finalUrl, title, status, problem, fetchedAt, charset, warc, prices, violations };
}

const Facts = z.custom<SiteFacts & { readonly reasons: readonly string[] }>();
const Shops = z.custom<readonly FoundShop[]>(Array.isArray);
const Portion = PatrolSiteId.extend({
  pages: z.custom<readonly ReadPageRow[]>(Array.isArray),
  facts: Facts,
  title: z.string(),
  shops: Shops,
});

/** Writes a portion of pages that were read; says whether the patrol was stopped meanwhile. */
export const recordPages = useCase({
  action: 'patrol.site.pages',
  title: '记录监测网页',
  permission: 'patrol.run',
  input: Portion,
  async run(context, { patrolSiteId, pages, facts, title, shops }) {
    const { tx, newId } = context;
    const row = await getPatrolSite(tx, patrolSiteId);
    const { bureau, region } = row;
    // First who it is, as far as it is known by now: a lead that these pages open carries the name.
    if (facts.pages > 0 && !row.only_page)
      await learnFromPatrol(context, row.site_id!, {
        facts,
        title,
        reasons: facts.reasons,
        pages: facts.pages,
      });
    const site = await getSite(tx, row.site_id!);
    await registerShops(context, site, shops);
    const owners = new Map<string, { siteId: string; region: string; pages: ScreenedPage[] }>();
    const rows = [];
    for (const page of pages) {
      // A page of a shop on a platform belongs to the shop, where the register knows it.
      const owner = await siteOfPage(context, bureau, page.finalUrl);
      const siteId = owner?.id ?? row.site_id!;
      const id = newId('page', bureau);
      rows.push({
        bureau,
        month: monthOfId(id),
        id,
        region,
        patrol_site_id: patrolSiteId,
        site_id: siteId,
        url: page.url,
        final_url: page.finalUrl,
        status: page.status,
        problem: page.problem,
        title: page.title.slice(0, 500),
        charset: page.charset,
        bytes: page.bytes,
        truncated: page.truncated,
        sha256: page.sha256,
        warc_blob: page.warc.blob,
        warc_offset: page.warc.offset,
        warc_length: page.warc.length,
        fetched_at: page.fetchedAt,
      });
      if (page.findings.length === 0) continue;
      const group = owners.get(siteId) ?? { siteId, region: owner?.region ?? site.region, pages: [] };
      group.pages.push(page);
      owners.set(siteId, group);
    }
    await insertPages(tx, rows);
    let findings = 0;
    for (const group of owners.values())
      findings += await recordFindings(context, { bureau, patrolId: row.patrol_id, ...group });
    await context.events.emit(pagesRead, {
      bureau,
      region,
      patrolId: row.patrol_id,
      siteId: row.site_id!,
      pages: pages.map(asRead),
    });
    await addToPatrolSite(tx, patrolSiteId, {
      pages: pages.filter(({ problem }) => problem === null).length,
      bytes: pages.reduce((sum, page) => sum + page.bytes, 0),
      findings,
    });
    const { status } = await getPatrolRow(tx, row.patrol_id);
    return { result: { stopped: status === 'stopped' }, audit: 'machine work' };
  },
});

const Finish = PatrolSiteId.extend({
  facts: Facts.nullable(),
  title: z.string(),
  licenceMissing: z.boolean(),
  /** The front page with what the rules said of the whole site. */
  front: z.custom<ReadPageRow>().nullable(),
  /** Other pages with what the rules about the site say of them. */
  elsewhere: z.custom<readonly ReadPageRow[]>(Array.isArray).default([]),
  /** Whether the home page and its licence pages could all be read. */
  complete: z.boolean().default(false),
  shops: Shops,
  problem: z.string().nullable(),
  status: z.enum(['done', 'failed', 'skipped']),
});

/** Ends one site: what was learned goes to the register, what is missing on it is found, and the last one ends the patrol. */
export const finishSite = useCase({
  action: 'patrol.site.finish',
  title: '完成监测网站',
  permission: 'patrol.run',
  input: Finish,
  async run(context, input) {
    const { patrolSiteId, facts, title, licenceMissing, front, shops, problem, status } = input;
    const { tx, clock, jobs } = context;
    const row = await getPatrolSite(tx, patrolSiteId);
    await lockPatrol(tx, row.patrol_id);
    const patrol = await getPatrolRow(tx, row.patrol_id);
    if (status === 'skipped' && patrol.status !== 'stopped') {
      // Stopped and resumed before the site noticed: it is read again.
      await updatePatrolSite(tx, patrolSiteId, { status: 'queued', problem: null });
      await jobs.add(patrolSiteType, { patrolSiteId, host: row.host }, { key: `patrol:${patrolSiteId}` });
      return { result: null, audit: 'machine work' };
    }
    const judged = !row.only_page;
    if (judged && facts && facts.pages > 0)
      await learnFromPatrol(context, row.site_id!, {
        facts,
        title,
        reasons: facts.reasons,
        licenceDisplay: status === 'done' ? licenceOf(facts, licenceMissing) : undefined,
        pages: facts.pages,
      });
    if (judged && row.site_id !== null && shops.length > 0)
      await learnOfShops(context, await getSite(tx, row.site_id), shops);
    if (judged && front && front.findings.length > 0 && status === 'done') {
      const { id, bureau, region } = await getSite(tx, row.site_id!);
      const findings = await recordFindings(context, {
        bureau,
        region,
        siteId: id,
        patrolId: row.patrol_id,
        pages: [front],
      });
      await addToPatrolSite(tx, patrolSiteId, { pages: 0, bytes: 0, findings });
    }
    if (judged && status === 'done')
      for (const page of input.elsewhere) {
        // A page of a shop on a platform belongs to the shop, as in recordPages.
        const owner =
          (await siteOfPage(context, row.bureau, page.finalUrl)) ?? (await getSite(tx, row.site_id!));
        const findings = await recordFindings(context, {
          bureau: row.bureau,
          region: owner.region,
          siteId: owner.id,
          patrolId: row.patrol_id,
          pages: [page],
        });
        await addToPatrolSite(tx, patrolSiteId, { pages: 0, bytes: 0, findings });
      }
    await updatePatrolSite(tx, patrolSiteId, {
      status,
      problem,
      finished_at: clock.now(),
      kind: facts && facts.pages > 0 ? z.enum(SITE_KINDS).parse(facts.siteKind) : null,
    });
    if (row.site_id !== null && status !== 'skipped')
      await context.events.emit(siteRead, {
        bureau: row.bureau,
        region: row.region,
        patrolId: row.patrol_id,
        siteId: row.site_id,
        onlyPage: row.only_page,
        seed: row.seed,
        status,
        problem,
        complete: judged && input.complete,
        violations: front ? [...new Set(front.findings.map(({ violation }) => violation))] : [],
        front: front && asRead(front),
      });
    await endWhenDone(context, row.patrol_id);
    return { result: null, audit: { on: row.patrol_id, after: { host: row.host, status } } };
  },
});

function licenceOf(facts: SiteFacts, missing: boolean): 'shown' | 'missing' | 'unread' {
  if (missing) return 'missing';
  return facts.uscc.length > 0 || facts.marks.length > 0 ? 'shown' : 'unread';
}

/** Puts a site back into the queue, without the loss of a try, for what is not its fault (a stop, a full disk). */
export const postponeSite = useCase({
  action: 'patrol.site.postpone',
  title: '推迟监测网站',
  permission: 'patrol.run',
  input: PatrolSiteId.extend({ problem: z.string().nullable(), seconds: z.number() }),
  async run({ tx, jobs, clock }, { patrolSiteId, problem, seconds }) {
    const row = await getPatrolSite(tx, patrolSiteId);
    await updatePatrolSite(tx, patrolSiteId, { status: 'queued', problem });
    await jobs.add(
      patrolSiteType,
      { patrolSiteId, host: row.host },
      { key: `patrol:${patrolSiteId}`, runAt: new Date(clock.now().getTime() + seconds * 1000) },
    );
    return { result: undefined, audit: 'machine work' };
  },
});

/** The caller holds the patrol (`lockPatrol`): of two sites that end at once, one must see the other's end. */
async function endWhenDone(
  { tx, clock }: Pick<WriteContext, 'tx' | 'clock'>,
  patrolId: string,
): Promise<void> {
  const patrol = await getPatrolRow(tx, patrolId);
  if (patrol.sites_done === patrol.sites && patrol.status === 'running')
    await updatePatrol(tx, patrolId, { status: 'finished', finished_at: clock.now() });
}

/** Hands the next portion of a patrol's sites to the queue; null when all are handed over. */
export const handOver = useCase({
  action: 'patrol.hand-over',
  title: '分配监测任务',
  permission: 'patrol.run',
  input: z.object({ patrolId: z.string(), after: z.string().nullable() }),
  async run({ tx, jobs }, { patrolId, after }) {
    const { status } = await getPatrolRow(tx, patrolId);
    if (status === 'stopped') return { result: null, audit: 'machine work' };
    const sites = await patrolSitesAfter(tx, patrolId, 'queued', after, 500);
    for (const { id, host } of sites)
      await jobs.add(patrolSiteType, { patrolSiteId: id, host }, { key: `patrol:${id}` });
    return { result: sites.at(-1)?.id ?? null, audit: 'machine work' };
  },
});

/** Refuses a patrol with no site at all. */
export function refuseEmpty(count: number): void {
  if (count === 0)
    throw new AppError('invalid_input', '没有可以监测的网址：请粘贴网址（一行一个），或从主体库选择。', {
      problems: [{ path: 'seeds', message: '没有有效网址' }],
    });
}
