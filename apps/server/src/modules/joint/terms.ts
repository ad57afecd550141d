import { bureauOfId } from '@wangjian/core/ids.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import type { JobType } from '../../platform/jobs/job-type.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { deadlinesOf, endDeadline, setDeadline, startDeadline } from '../deadlines/service.ts';
import { findTask } from './store.ts';
import { pathOf } from './write.ts';

const TERM = '联合任务时限';
const termType = {
  name: 'keep-joint-term',
  payload: z.object({ taskId: z.string() }),
  queue: ({ taskId }) => `joint-term:${taskId}`,
} satisfies JobType<z.ZodObject<{ taskId: z.ZodString }>>;

/**
 * Has the deadline of a task brought into line with it. By a job as the platform: the unit that sets or completes a task
 * need not lie in the region of the other (a county completes what the city set), and deadlines are divided by region.
 */
export async function keepTerm({ jobs }: WriteContext, taskId: string): Promise<void> {
  await jobs.add(termType, { taskId });
}

const settle = useCase({
  action: 'joint.task-term',
  title: '联合任务计时',
  permission: 'session',
  input: termType.payload,
  async run(context, { taskId }) {
    const task = await findTask(context.tx, taskId);
    if (!task) return { result: null, audit: 'machine work' };
    const which = { on: taskId, rule: null, term: TERM };
    if (task.status !== 'open') {
      await endDeadline(context, { ...which, outcome: task.status === 'done' ? 'met' : 'dropped' });
      return { result: null, audit: 'machine work' };
    }
    const dueOn = task.due_on as PlainDate;
    const running = ((await deadlinesOf(context, [taskId])).get(taskId) ?? []).find(
      ({ ended }) => ended === null,
    );
    if (running) {
      if (running.due.slice(0, 10) !== dueOn)
        await setDeadline(context, { on: taskId, term: TERM, dueOn, reason: '任务改期' });
    } else {
      await startDeadline(context, {
        ...which,
        rule: null,
        bureau: task.bureau,
        region: task.region,
        dueOn,
        title: `${task.work_title}：${task.title}`.slice(0, 200),
        path: pathOf(task.work_id),
        orgId: task.org_id ?? task.lead_org_id,
      });
    }
    return { result: null, audit: 'machine work' };
  },
});

export const keepJointTerm = defineJob({
  ...termType,
  run: async ({ run }, { taskId }) => {
    await run(settle, { taskId }, { bureau: bureauOfId(taskId) });
  },
});
