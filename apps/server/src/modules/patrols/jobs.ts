import { bureauOfId } from '@wangjian/core/ids.ts';
import { failureInWords } from '../../platform/failure-in-words.ts';
import { defineJob, type JobContext } from '../../platform/jobs/define-job.ts';
import { ruleBook } from '../findings/service.ts';
import { fanOutType, patrolSiteType } from './job-types.ts';
import { readSite, type SiteReadingResult } from './read-site.ts';
import { beginSite, finishSite, handOver, postponeSite, recordPages } from './site-work.ts';

/** A full disk is looked at again after so many seconds. */
const SPACE_PAUSE_S = 60;

/** Why a site gave nothing, in Chinese; null when it was read. */
function problemOf({ report, facts }: SiteReadingResult): string | null {
  if (facts.pages > 0) return null;
  return report.errors[0]?.messageZh ?? '没有读到任何网页';
}

async function patrolOne(
  { run, config, clock, files, signal, lastAttempt, log }: JobContext,
  patrolSiteId: string,
): Promise<void> {
  const scope = { bureau: bureauOfId(patrolSiteId) };
  const site = await run(beginSite, { patrolSiteId }, scope);
  if (site === null) return;
  try {
    const result = await readSite({
      seed: site.seed,
      maxPages: site.maxPages,
      allowPrivate: config.patrolAllowPrivate,
      delayMs: config.patrolDelayMs,
      clock,
      files,
      screener: ruleBook().screener,
      signal,
      within: site.within,
      onPortion: async (portion) => (await run(recordPages, { patrolSiteId, ...portion }, scope)).stopped,
    });
    const { facts, title, siteFindings, front, elsewhere, shops, stopped } = result;
    const problem = stopped ? '监测已停止，未读完' : problemOf(result);
    await run(
      finishSite,
      {
        patrolSiteId,
        facts,
        title,
        problem,
        status: stopped ? 'skipped' : facts.pages > 0 ? 'done' : 'failed',
        licenceMissing: siteFindings.some(({ violation }) => violation === 'licence-info-not-displayed'),
        front: front && { ...front, findings: siteFindings },
        elsewhere,
        complete: result.report.homeComplete,
        shops,
      },
      scope,
    );
  } catch (error) {
    const failure = failureInWords(error, '处理该网站时程序出错');
    // The worker stops, or the disk is full: neither is the site's fault, so it waits for its turn without losing a try.
    if (signal.aborted) return await run(postponeSite, { patrolSiteId, problem: null, seconds: 0 }, scope);
    if (failure.code === 'storage_full') {
      log.error({ err: error, patrolSiteId }, 'storage full: the site waits');
      const problem = `${failure.message}（有空间后自动继续）`;
      return await run(postponeSite, { patrolSiteId, problem, seconds: SPACE_PAUSE_S }, scope);
    }
    // The job comes again; its last try ends the site, so that the patrol ends too.
    if (!lastAttempt) throw error;
    log.error({ err: error, patrolSiteId }, 'patrol of a site failed');
    await run(
      finishSite,
      {
        patrolSiteId,
        facts: null,
        title: '',
        licenceMissing: false,
        front: null,
        shops: [],
        problem: failure.message,
        status: 'failed',
      },
      scope,
    );
  }
}

export const jobs = [
  defineJob({ ...patrolSiteType, run: (context, { patrolSiteId }) => patrolOne(context, patrolSiteId) }),
  defineJob({
    ...fanOutType,
    async run({ run }, { patrolId }) {
      const scope = { bureau: bureauOfId(patrolId) };
      for (let after: string | null | undefined; after !== null; )
        after = await run(handOver, { patrolId, after: after ?? null }, scope);
    },
  }),
];
