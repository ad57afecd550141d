import { bureauOfId } from '@wangjian/core/ids.ts';
import { BrowserPool } from '@wangjian/evidence/browser/pool.ts';
import { AddressGuard } from '@wangjian/patrol/address-guard.ts';
import { failureInWords } from '../../platform/failure-in-words.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { sealEvidenceType } from './job-types.ts';
import { sealPage } from './seal-page.ts';
import { beginSealing, failSealing, finishSealing, postponeSealing } from './sealing.ts';

// One browser a process: it is started at the first use and is far too large to be started for each page.
let browsers: BrowserPool | undefined;

/** Closes the embedded browser, when one was started; the worker calls it as it stops. */
export async function closeBrowsers(): Promise<void> {
  const closing = browsers;
  browsers = undefined;
  await closing?.close();
}

/** A full disk is looked at again after so many seconds. */
const SPACE_PAUSE_S = 60;

/** Seals one queued piece of evidence (电子证据固定). */
export const sealEvidence = defineJob({
  ...sealEvidenceType,
  async run({ run, files, log, config, lastAttempt, signal }, { evidenceId }) {
    const scope = { bureau: bureauOfId(evidenceId) };
    const page = await run(beginSealing, { evidenceId }, scope);
    if (page === null) return;
    try {
      browsers ??= new BrowserPool({ concurrency: 2 });
      const sealed = await browsers.use((browser) =>
        sealPage(files, browser, new AddressGuard(config.patrolAllowPrivate), page),
      );
      await run(finishSealing, { evidenceId, ...sealed }, scope);
    } catch (error) {
      log.warn({ err: error, evidenceId }, 'sealing failed');
      const failure = failureInWords(error, '证据固定失败');
      if (signal.aborted) return await run(postponeSealing, { evidenceId, why: null, seconds: 0 }, scope);
      if (failure.code === 'storage_full') {
        const why = `${failure.message}（有空间后自动继续）`;
        return await run(postponeSealing, { evidenceId, why, seconds: SPACE_PAUSE_S }, scope);
      }
      if (!lastAttempt) throw error;
      await run(failSealing, { evidenceId, why: failure.message }, scope);
    }
  },
});
