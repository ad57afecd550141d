import { z } from 'zod';
import { NO_BUREAU } from '../actor.ts';
import { defineJob, type JobContext } from '../jobs/define-job.ts';
import { extendPartitions } from '../jobs/extend-partitions.ts';
import type { Module } from '../module.ts';
import { chainAudit } from './chain.ts';

const Nothing = z.object({});

async function chainAll(context: JobContext, months: number): Promise<void> {
  for (const bureau of [...(await context.bureaus()), NO_BUREAU]) {
    for (let added = Number.POSITIVE_INFINITY; added > 0 && !context.signal.aborted; ) {
      const link = await context.run(chainAudit, { bureau, months }, { bureau });
      added = link.added;
      // The anchor: whoever rewrites the tables would have to rewrite the log that left this machine too.
      if (added > 0) context.log.info({ bureau, seq: link.seq, head: link.hash }, 'audit head');
    }
  }
}

const chainEveryMinute = defineJob({
  name: 'audit-chain',
  payload: Nothing,
  cron: '* * * * *',
  maxAttempts: 1,
  queue: () => 'audit-chain',
  run: (context) => chainAll(context, 2),
});

/** Looks at everything, for what was committed long after it began. */
const chainEveryNight = defineJob({
  name: 'audit-chain-all',
  payload: Nothing,
  cron: '20 18 * * *',
  queue: () => 'audit-chain',
  run: (context) => chainAll(context, 600),
});

/** The audit log's own jobs; its pages belong to the officers module. */
export const auditModule: Module = {
  name: 'audit',
  jobs: [chainEveryMinute, chainEveryNight, extendPartitions],
};
