import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { defineJob, type JobContext } from '../../platform/jobs/define-job.ts';
import { ruleBook } from '../findings/service.ts';
import { fanOutType, patrolSiteType } from './job-types.ts';
import { readSite, type SiteReadingResult } from './read-site.ts';
import { beginSite, finishSite, handOver, recordPages } from './site-work.ts';

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
      onPortion: async (pages, facts, title) =>
        (await run(recordPages, { patrolSiteId, pages, facts, title }, scope)).stopped,
    });
    const { facts, title, siteFindings, front, stopped } = result;
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
      },
      scope,
    );
  } catch (error) {
    // The worker stops, or the disk is full, or the database was away: the job comes again. The last try ends the site.
    if (!lastAttempt || signal.aborted) throw error;
    log.error({ err: error, patrolSiteId }, 'patrol of a site failed');
    const problem =
      error instanceof AppError ? error.message : `处理该网站时程序出错：${(error as Error).message}`;
    await run(
      finishSite,
      { patrolSiteId, facts: null, title: '', licenceMissing: false, front: null, problem, status: 'failed' },
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
