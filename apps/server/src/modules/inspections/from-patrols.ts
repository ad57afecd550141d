import { dayInChina } from '@wangjian/core/plain-date.ts';
import { on } from '../../platform/events.ts';
import type { AuditNote, WriteContext } from '../../platform/use-case.ts';
import { evidenceSealed } from '../evidence/events.ts';
import { evidenceStates, requestEvidence } from '../evidence/service.ts';
import { type PageRead, pagesRead, siteRead } from '../patrols/events.ts';
import { nextRectification } from './rectifications/rectification-lifecycle.ts';
import {
  checkedByPatrol,
  type RectificationRow,
  saveRectification,
  waitingForEvidence,
  waitingOnSite,
} from './rectifications/rectification-store.ts';
import { endWhenCorrected } from './rectifications/rectify.ts';

/** The page is gone: that, too, puts an end to what stood on it. */
const GONE = new Set([404, 410]);

const samePage = (one: string, other: string) => one.replace(/\/+$/, '') === other.replace(/\/+$/, '');

/** What a reading of the page says of one breach on it; null when the page was not read and nothing can be said. */
function verdict(row: RectificationRow, page: PageRead): 'found-clean' | 'found-again' | null {
  if (GONE.has(page.status)) return 'found-clean';
  if (page.problem !== null || page.status < 200 || page.status >= 300) return null;
  return row.violation !== null && page.violations.includes(row.violation) ? 'found-again' : 'found-clean';
}

/** Takes the news of one page for one thing to be put right; says what was written, if anything. */
async function takeNews(
  context: WriteContext,
  row: RectificationRow,
  news: 'found-clean' | 'found-again' | 'not-read',
  page: PageRead | null,
  words: string,
): Promise<AuditNote | null> {
  // Somebody else's patrol that still finds it says nothing new; one that no longer does is as good as a re-check.
  const status = nextRectification(row.status, news);
  if (!status) return null;
  const afterId =
    news === 'found-clean' && page
      ? await requestEvidence(context, {
          bureau: row.bureau,
          region: row.region,
          siteId: row.site_id,
          url: page.finalUrl,
          title: page.title,
          fetchedAt: page.fetchedAt,
          warc: page.warc,
          charset: page.charset,
          terms: [],
          on: [row.inspection_id],
        })
      : null;
  await saveRectification(context.tx, row, {
    status,
    last_result: words,
    checked_at: context.clock.now(),
    ...(afterId === null ? {} : { after_evidence_id: afterId }),
  });
  if (afterId !== null)
    await closeIfSealed(context, { ...row, status, after_evidence_id: afterId, version: row.version + 1 });
  return { on: row.inspection_id, why: words, after: { rectification: row.id, status } };
}

/** Closes one whose evidence of before and after is sealed. */
async function closeIfSealed(context: WriteContext, row: RectificationRow): Promise<boolean> {
  const { tx, clock } = context;
  if (row.status !== 'sealing' || row.after_evidence_id === null) return false;
  const ids = [row.before_evidence_id, row.after_evidence_id].filter((id) => id !== null);
  const states = await evidenceStates(tx, ids);
  const sealed = (id: string | null) => id !== null && states.get(id) === 'sealed';
  if (!sealed(row.after_evidence_id)) return false;
  if (row.before_evidence_id === null && row.before_attachment_id === null) {
    await saveRectification(tx, row, {
      status: nextRectification('sealing', 'not-sealed')!,
      last_result: '网页上未再发现该问题，但没有整改前的证据，不能自动办结，请执法员核对后处理',
    });
    return true;
  }
  if (row.before_evidence_id !== null && !sealed(row.before_evidence_id)) return false;
  await saveRectification(tx, row, {
    status: nextRectification('sealing', 'sealed')!,
    closed_at: clock.now(),
    closed_on: dayInChina(clock.now()),
    closed_by_name: '复查自动办结',
  });
  await endWhenCorrected(context, row.inspection_id);
  return true;
}

/** Pages with something to be put right were read: what is no longer found there goes to be sealed. */
const fromPages = on(pagesRead, {
  action: 'rectification.page-read',
  title: '整改复查：读到网页',
  async run(context, { bureau, patrolId, siteId, pages }) {
    const notes: AuditNote[] = [];
    for (const row of await waitingOnSite(context.tx, bureau, [siteId])) {
      if (row.kind !== 'page' || row.url === null) continue;
      const page = pages.find((one) => samePage(one.url, row.url!) || samePage(one.finalUrl, row.url!));
      if (!page) continue;
      const own = row.patrol_id === patrolId;
      const said = verdict(row, page);
      const words =
        said === 'found-clean'
          ? `${dayInChina(page.fetchedAt)} 复查，${GONE.has(page.status) ? '网页已删除' : '网页上未再发现该问题'}`
          : said === 'found-again'
            ? `${dayInChina(page.fetchedAt)} 复查，网页上仍有该问题`
            : `没有读到网页：${page.problem ?? `HTTP ${page.status}`}`;
      const note = await takeNews(context, row, said ?? 'not-read', page, words);
      if (note && (own || said === 'found-clean')) notes.push(note);
    }
    const [first, ...rest] = notes;
    return { audit: first ? [first, ...rest] : 'nothing done' };
  },
});

/** A whole site was read: breaches of the site as a whole are judged, and what was not read is said. */
const fromSites = on(siteRead, {
  action: 'rectification.site-read',
  title: '整改复查：读完网站',
  async run(
    context,
    { bureau, patrolId, siteId, onlyPage, seed, status, problem, complete, violations, front },
  ) {
    const { tx } = context;
    const notes: AuditNote[] = [];
    const take = async (
      ...news: Parameters<typeof takeNews> extends [unknown, ...infer Rest] ? Rest : never
    ) => {
      const note = await takeNews(context, ...news);
      if (note) notes.push(note);
    };
    if (!onlyPage && status === 'done')
      for (const row of await waitingOnSite(tx, bureau, [siteId])) {
        if (row.kind !== 'site') continue;
        const day = front ? dayInChina(front.fetchedAt) : '';
        if (row.violation !== null && violations.includes(row.violation))
          await take(row, 'found-again', front, `${day} 复查，网站上仍有该问题`);
        else if (complete && front)
          await take(row, 'found-clean', front, `${day} 复查，网站上未再发现该问题`);
        else await take(row, 'not-read', null, '首页或公示信息的网页没有读全，不能判断是否整改');
      }
    // Whatever this patrol was sent for and did not answer waits again.
    for (const row of await checkedByPatrol(tx, bureau, patrolId, siteId))
      if (onlyPage ? row.kind === 'page' && samePage(row.url!, seed) : row.kind === 'site')
        await take(row, 'not-read', null, `没有读到网页：${problem ?? '网页不在所读范围内'}`);
    const [first, ...rest] = notes;
    return { audit: first ? [first, ...rest] : 'nothing done' };
  },
});

const fromEvidence = on(evidenceSealed, {
  action: 'rectification.sealed',
  title: '整改证据固定完成',
  async run(context, { bureau, evidenceId }) {
    const notes: AuditNote[] = [];
    for (const row of await waitingForEvidence(context.tx, bureau, evidenceId))
      if (await closeIfSealed(context, row))
        notes.push({ on: row.inspection_id, after: { rectification: row.id, evidenceId } });
    const [first, ...rest] = notes;
    return { audit: first ? [first, ...rest] : 'nothing done' };
  },
});

export const events = [fromPages, fromSites, fromEvidence];
