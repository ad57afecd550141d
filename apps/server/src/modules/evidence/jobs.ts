import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { BrowserPool } from '@wangjian/evidence/browser/pool.ts';
import { AddressGuard } from '@wangjian/patrol/address-guard.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { sealPage } from './seal-page.ts';
import { beginSealing, failSealing, finishSealing } from './sealing.ts';

// One browser a process: it is started at the first use and is far too large to be started for each page.
let browsers: BrowserPool | undefined;

/** Closes the embedded browser, when one was started; the worker calls it as it stops. */
export async function closeBrowsers(): Promise<void> {
  const closing = browsers;
  browsers = undefined;
  await closing?.close();
}

/** Seals one queued piece of evidence (电子证据固定). */
export const sealEvidence = defineJob({
  name: 'evidence.seal',
  payload: z.object({ evidenceId: z.string() }),
  maxAttempts: 4,
  async run({ run, files, log, config, lastAttempt }, { evidenceId }) {
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
      if (!lastAttempt) throw error;
      const why = error instanceof AppError ? error.message : `证据固定失败：${(error as Error).message}`;
      await run(failSealing, { evidenceId, why }, scope);
    }
  },
});
