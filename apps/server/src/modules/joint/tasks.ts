import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { found } from '../../platform/save.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { done } from './answer.ts';
import * as contract from './contract.ts';
import { moveTask, type TaskAction } from './lifecycle.ts';
import { allowedOnTask, presentTask } from './present.ts';
import { actsForPart, leadsWork, standIn, workFor } from './standing.ts';
import {
  insertInto,
  listOwnTasks,
  meetingsOf,
  type PartRow,
  partsOf,
  saveThing,
  type TaskRow,
  tasksOf,
  type WorkRow,
} from './store.ts';
import { keepTerm } from './terms.ts';
import { ofWork, tellUnits, writeJointEvent } from './write.ts';

const Thing = contract.completeTask.params!.shape;

function refusePast(context: WriteContext, dueOn: string): void {
  if (dueOn >= dayInChina(context.clock.now())) return;
  throw new AppError('invalid_input', '期限不能早于今天', {
    problems: [{ path: 'dueOn', message: '不能早于今天' }],
  });
}

/** Who alone reads of a task that is not shared. */
const onlyOf = (task: Pick<TaskRow, 'shared' | 'org_id'>, work: WorkRow) =>
  task.shared ? null : (task.org_id ?? work.lead_org_id);

export const addTask = useCase({
  action: 'joint.task',
  title: '布置联合任务',
  permission: 'joint.write',
  input: contract.addTask.body!.extend(contract.getJoint.params!.shape),
  idempotencyKey: (input) => input.key,
  async run(context, { id, partId, meetingId, title, dueOn, shared }) {
    const { tx, actor, clock, newId } = context;
    const { work, ...standing } = await workFor(context, id, 'task');
    refusePast(context, dueOn);
    const part: PartRow = found((await partsOf(tx, id)).find((one) => one.id === partId));
    const own = actsForPart(standing, work, part);
    if (!own && !leadsWork(standing, work))
      throw new AppError('forbidden', '给其他单位布置任务由牵头单位办理，您可以登记本单位的任务');
    if (part.status === 'removed' || part.status === 'declined')
      throw new AppError('conflict', `${part.name}不参加，不能布置任务`);
    if (meetingId) {
      const meeting = found((await meetingsOf(tx, id)).find((one) => one.id === meetingId));
      if (meeting.status === 'cancelled') throw new AppError('conflict', '会议已取消，不能据以布置任务');
    }
    const task = {
      ...ofWork(work),
      id: newId('jointtask', work.bureau),
      meeting_id: meetingId ?? null,
      part_id: part.id,
      org_id: part.org_id,
      by_org_id: actor.kind === 'officer' ? actor.orgId : '',
      title,
      due_on: dueOn,
      // What one unit sets for another is never a secret between the two.
      shared: shared || !own || meetingId != null,
      status: 'open' as const,
      result: null,
      done_on: null,
      set_at: clock.now(),
    };
    await insertInto(tx, 'joint_tasks', task);
    await keepTerm(context, task.id);
    await writeJointEvent(context, work, 'task', `${part.name}：${title}（${dueOn} 前）`, onlyOf(task, work));
    if (!own)
      await tellUnits(context, work, [part], { kind: 'task', title: `新任务（${dueOn} 前）`, text: title });
    return await done(context, work, null, { part: part.id, title, dueOn });
  },
});

/** A task for an action on it, in a state that allows it, by a unit that may, not changed meanwhile. */
async function taskFor(
  context: WriteContext,
  { id, thingId, version }: { id: string; thingId: string; version: number },
  action: TaskAction,
) {
  const { work, ...standing } = await workFor(context, id, 'task');
  const task = found((await tasksOf(context.tx, id)).find((one) => one.id === thingId));
  const status = moveTask(task.status, action);
  if (!allowedOnTask(task, standing, work).includes(action))
    throw new AppError('forbidden', action === 'complete' ? '由承担任务的单位办理' : '由布置任务的单位办理');
  if (task.version !== version) throw new AppError('stale');
  const parts = await partsOf(context.tx, id);
  return { work, task, status, parts, part: found(parts.find((one) => one.id === task.part_id)) };
}

export const completeTask = useCase({
  action: 'joint.task-complete',
  title: '完成联合任务',
  permission: 'joint.write',
  input: contract.completeTask.body!.extend(Thing),
  async run(context, input) {
    const { work, task, status, part, parts } = await taskFor(context, input, 'complete');
    await saveThing(context.tx, 'joint_tasks', task, {
      status,
      result: input.result,
      done_on: dayInChina(context.clock.now()),
    });
    await keepTerm(context, task.id);
    await writeJointEvent(
      context,
      work,
      'task-complete',
      `${task.title}：${input.result}`,
      onlyOf(task, work),
    );
    if (task.shared)
      await tellUnits(
        context,
        work,
        parts.filter((one) => one.leads),
        {
          kind: 'notice',
          title: `${part.name}已完成任务`,
          text: task.title,
        },
      );
    return await done(context, work, input.result, { task: task.id, status });
  },
});

async function dueAgain(
  context: WriteContext,
  input: { id: string; thingId: string; version: number; dueOn: string; reason: string },
  action: 'term' | 'reopen',
) {
  refusePast(context, input.dueOn);
  const { work, task, status, part } = await taskFor(context, input, action);
  await saveThing(context.tx, 'joint_tasks', task, { status, due_on: input.dueOn, done_on: null });
  await keepTerm(context, task.id);
  const words = `${task.title}：${input.reason}（${input.dueOn} 前）`;
  await writeJointEvent(context, work, `task-${action}`, words, onlyOf(task, work));
  await tellUnits(context, work, [part], {
    kind: 'task',
    title: action === 'term' ? '任务改期' : '任务退回重办',
    text: words,
  });
  return await done(context, work, input.reason, { task: task.id, status, dueOn: input.dueOn });
}

export const moveTaskTerm = useCase({
  action: 'joint.task-move',
  title: '联合任务改期',
  permission: 'joint.write',
  input: contract.moveTaskTerm.body!.extend(Thing),
  run: (context, input) => dueAgain(context, input, 'term'),
});

export const reopenTask = useCase({
  action: 'joint.task-reopen',
  title: '联合任务退回重办',
  permission: 'joint.write',
  input: contract.reopenTask.body!.extend(Thing),
  run: (context, input) => dueAgain(context, input, 'reopen'),
});

export const cancelTask = useCase({
  action: 'joint.task-cancel',
  title: '取消联合任务',
  permission: 'joint.write',
  input: contract.cancelTask.body!.extend(Thing),
  async run(context, input) {
    const { work, task, status, part } = await taskFor(context, input, 'cancel');
    await saveThing(context.tx, 'joint_tasks', task, { status, result: input.reason });
    await keepTerm(context, task.id);
    await writeJointEvent(context, work, 'task-cancel', `${task.title}：${input.reason}`, onlyOf(task, work));
    await tellUnits(context, work, [part], { kind: 'notice', title: '任务已取消', text: task.title });
    return await done(context, work, input.reason, { task: task.id, status });
  },
});

/** Tasks of the reader's own units over all works: what is due for us. */
export const listJointTasks = readCase({
  action: 'joint.tasks',
  title: '查看本单位的联合任务',
  permission: 'joint.read',
  input: contract.listJointTasks.query!,
  async run(context, query) {
    const standing = await standIn(context);
    const { items, total } = await listOwnTasks(context.tx, query, query, standing.own);
    return {
      result: {
        items: items.map((row) => {
          const work = { lead_org_id: row.lead_org_id, status: row.work_status };
          const unit = standing.units.fullName(row.org_id);
          return {
            ...presentTask(row, unit, standing, work, context),
            workTitle: row.work_title,
            workStatus: row.work_status,
          };
        }),
        total,
      },
      audit: 'plain',
    };
  },
});
