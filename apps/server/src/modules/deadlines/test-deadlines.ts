import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import type { JobType } from '../../platform/jobs/job-type.ts';
import type { TestApp, TestUser } from '../../platform/test/test-app.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import type { DeadlineView } from './contract.ts';
import { deadlinesOf, startDeadline } from './service.ts';

const act = useCase({
  action: 'test.act',
  title: '测试',
  permission: 'session',
  input: z.custom<(context: WriteContext) => Promise<unknown>>(),
  async run(context, body) {
    return { result: await body(context), audit: { on: null } };
  },
});

let last = 0;

/** Deadlines on made-up leads, as a module to the right would use them. */
export function deadlineDesk(t: TestApp, officer: TestUser, region = '640502') {
  const run = <Result>(body: (context: WriteContext) => Promise<Result>, who = officer) =>
    who.run(act, body) as Promise<Result>;
  return {
    run,
    /** The id of a record that nobody else uses. */
    newRecord: (kind = 'lead') => `${kind}_640500_01JC${String(++last).padStart(22, '0')}`,
    start: (
      on: string,
      rule: string,
      from: string | Date,
      more: { officerId?: string; orgId?: string } = {},
    ) =>
      run((context) =>
        startDeadline(context, {
          bureau: '640500',
          region,
          on,
          title: '某店涉嫌虚假宣传',
          path: `/leads/${on}`,
          rule,
          start: typeof from === 'string' ? (from as PlainDate) : from,
          ...more,
        }),
      ),
    async view(on: string, who = officer): Promise<DeadlineView | undefined> {
      return (await run((context) => deadlinesOf(context, [on]), who)).get(on)?.[0];
    },
    /** Runs a cron job now, and all that it adds. */
    async job(type: JobType<z.ZodObject<Record<never, never>>>) {
      await t.system('640500').run(act, (context) => context.jobs.add(type, {}));
      await t.runJobs();
    },
  };
}
