import type { TaskStatus } from '@wangjian/core/campaign.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { type Actor, may } from '../../platform/actor.ts';
import { type ReadContext, readCase, useCase } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import * as contract from './contract.ts';
import { pathOf, writeEvent } from './course.ts';
import { contributing } from './direct.ts';
import { allowedActions } from './lifecycle.ts';
import { directs, type Members, membersOf } from './members.ts';
import { type CampaignRow, readCampaign, saveTask, saveUnit, type TaskRow, tasksOf } from './store.ts';
import { keepTaskTerm, meetTerm } from './terms.ts';
import { moveTask, taskActions } from './work-lifecycle.ts';

type Reading = Pick<ReadContext, 'tx' | 'actor'>;

function allowedOn(task: TaskRow, campaign: CampaignRow, members: Members, actor: Actor) {
  if (!allowedActions(campaign.status).includes('contribute')) return [];
  const own = may(actor, 'report.submit') && members.own(actor).some(({ orgId }) => orgId === task.org_id);
  return taskActions(task.status).filter((action) => {
    if (action === 'progress' || action === 'finish') return own;
    return action === 'reopen' && directs(members, actor);
  }) as contract.CampaignTask['allowed'];
}

/** Tasks as the reader sees them: a unit its own, the owner all. */
async function tasksFor(
  { tx, actor }: Reading,
  id: string,
): Promise<z.input<typeof contract.listTasks.result & {}>> {
  const campaign = await readCampaign(tx, id);
  const members = await membersOf(tx, campaign);
  return {
    items: (await tasksOf(tx, id)).map((task) => ({
      id: task.id,
      item: task.item,
      seq: task.seq,
      orgId: task.org_id,
      orgName: task.org_name,
      title: task.title,
      content: task.content,
      leader: task.leader,
      office: task.office,
      dueOn: task.due_on,
      status: task.status,
      progress: task.progress,
      progressAt: task.progress_at?.toISOString() ?? null,
      doneOn: task.done_on,
      allowed: allowedOn(task, campaign, members, actor),
      version: task.version,
    })),
  };
}

export const listTasks = readCase({
  action: 'campaign.tasks',
  title: '查看专项行动任务',
  permission: 'campaign.read',
  input: contract.listTasks.params!,
  run: async (context, { id }) => ({ result: await tasksFor(context, id), audit: 'plain' }),
});

export const receivePlan = useCase({
  action: 'campaign.receive',
  title: '签收专项行动方案',
  permission: 'report.submit',
  input: contract.receivePlan.body!.extend(contract.receivePlan.params!.shape),
  async run(context, { id, orgId }) {
    const { tx, actor, clock } = context;
    const { campaign, members } = await contributing(context, id);
    members.actingFor(actor, orgId);
    const unit = members.units.find(({ org_id }) => org_id === orgId);
    if (!unit) throw new AppError('conflict', '该单位没有列入本专项行动', { allowed: [] });
    if (unit.received_at === null) {
      await saveUnit(tx, unit.id, { received_at: clock.now(), received_by_name: actor.name });
      await writeEvent(context, campaign, 'receive', unit.org_name, unit.region);
    }
    for (const task of (await tasksOf(tx, id)).filter((one) => one.org_id === orgId))
      if (task.status === 'assigned') await saveTask(tx, task, { status: moveTask(task.status, 'receive') });
    return { result: await tasksFor(context, id), audit: { on: id, after: { received: unit.org_name } } };
  },
});

const Input = contract.reportProgress.body!.extend(contract.reportProgress.params!.shape);

const taskStep = (
  action: 'progress' | 'finish' | 'reopen',
  title: string,
  permission: 'report.submit' | 'campaign.write',
) =>
  useCase({
    action: `campaign.task-${action}`,
    title,
    permission,
    input: Input,
    async run(context, { id, taskId, version, words }) {
      const { tx, actor, clock } = context;
      const { campaign, members } = await contributing(context, id);
      const task = (await tasksOf(tx, id)).find((one) => one.id === taskId);
      if (!task) throw new AppError('not_found');
      if (action !== 'reopen') members.actingFor(actor, task.org_id);
      else if (!directs(members, actor)) throw new AppError('forbidden', '只有牵头单位可以退回任务');
      const status: TaskStatus = moveTask(task.status, action);
      if (version !== task.version) throw new AppError('stale');
      const today = dayInChina(clock.now());
      await saveTask(tx, task, {
        status,
        ...(action === 'reopen' ? {} : { progress: words, progress_at: clock.now() }),
        done_on: action === 'finish' ? today : action === 'reopen' ? null : task.done_on,
      });
      if (action === 'finish') await meetTerm(context, task.id);
      if (action === 'reopen') {
        await keepTaskTerm(context, campaign, { ...task, status });
        await notify(context, {
          to: { orgId: task.org_id, permission: 'report.submit', upward: true },
          kind: 'task',
          title: `任务被退回，请继续办理：${task.title}`,
          text: words,
          path: pathOf(id, 'tasks'),
          on: id,
        });
      }
      await writeEvent(context, campaign, action, `${task.title}：${words}`, task.region);
      return {
        result: await tasksFor(context, id),
        audit: { on: id, why: words, before: { status: task.status }, after: { task: taskId, status } },
      };
    },
  });

export const reportProgress = taskStep('progress', '填报任务进展', 'report.submit');
export const finishTask = taskStep('finish', '报告任务完成', 'report.submit');
export const reopenTask = taskStep('reopen', '退回任务继续办理', 'campaign.write');
