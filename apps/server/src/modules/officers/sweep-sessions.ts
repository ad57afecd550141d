import { z } from 'zod';
import { NO_BUREAU } from '../../platform/actor.ts';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { useCase } from '../../platform/use-case.ts';
import { ABSOLUTE_HOURS } from './sign-in-policy.ts';
import { tables } from './tables.ts';

const HOUR = 3_600_000;

const sweep = useCase({
  action: 'session.sweep',
  title: '清理过期会话',
  permission: 'session',
  scope: 'everything',
  input: z.undefined(),
  async run({ tx, clock }) {
    const before = (hours: number) => new Date(clock.now().getTime() - hours * HOUR);
    await tables(tx).deleteFrom('sessions').where('created_at', '<', before(ABSOLUTE_HOURS)).execute();
    // Names that nobody has are counted as well; the table must not grow with every guess.
    await tables(tx).deleteFrom('sign_in_failures').where('last_at', '<', before(48)).execute();
    return { result: undefined, audit: 'machine work' };
  },
});

/** Every hour: sessions that are over and failed tries of two days ago go. */
export const sweepSessions = defineJob({
  name: 'sweep-sessions',
  payload: z.object({}),
  cron: '17 * * * *',
  run: (context) => context.run(sweep, undefined, { bureau: NO_BUREAU }),
});
