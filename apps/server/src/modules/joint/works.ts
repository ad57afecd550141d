import { AppError } from '@wangjian/core/errors.ts';
import { JOINT_KIND_NAMES } from '@wangjian/core/joint.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { done } from './answer.ts';
import * as contract from './contract.ts';
import { moveTask } from './lifecycle.ts';
import { enterMatter } from './matters.ts';
import { enterUnit } from './parts.ts';
import { jointDetail, unfinishedOf } from './present.ts';
import { openParts, type Standing, standIn, workFor } from './standing.ts';
import { insertInto, insertWork, partsOf, saveThing, saveWork, tasksOf, type WorkRow } from './store.ts';
import { keepTerm } from './terms.ts';
import { ofWork, tellUnits, writeJointEvent } from './write.ts';

const Id = contract.getJoint.params!.shape;

function checkDays({ beginsOn, endsOn }: { beginsOn?: string | null; endsOn?: string | null }): void {
  if (!beginsOn || !endsOn || beginsOn <= endsOn) return;
  const message = '结束日期不能早于开始日期';
  throw new AppError('invalid_input', message, { problems: [{ path: 'endsOn', message }] });
}

/** The unit that leads: the officer's own, or one that it acts for. */
function leadUnit(context: WriteContext, standing: Standing, wanted: string | null | undefined) {
  const { actor } = context;
  const id = wanted ?? (actor.kind === 'officer' ? actor.orgId : null);
  const unit = standing.own.includes(id ?? '') ? standing.units.find(id) : undefined;
  if (unit?.active) return unit;
  const message = '只能以本单位牵头，请选择本人所在的单位或者科室';
  throw new AppError('invalid_input', message, { problems: [{ path: 'leadOrgId', message }] });
}

export const openJoint = useCase({
  action: 'joint.open',
  title: '发起联合工作',
  permission: 'joint.write',
  input: contract.openJoint.body!,
  idempotencyKey: (input) => input.key,
  async run(context, { key: _key, units, matters, leadOrgId, ...form }) {
    const { tx, actor, clock, newId } = context;
    const standing = await standIn(context);
    const lead = leadUnit(context, standing, leadOrgId);
    checkDays(form);
    const bureau = actor.bureau;
    const work = { bureau, id: newId('joint', bureau), region: lead.region, title: form.title };
    await openParts(context, work.id);
    await insertWork(tx, {
      ...work,
      kind: form.kind,
      purpose: form.purpose,
      plan: form.plan,
      status: 'preparing',
      lead_org_id: lead.id,
      unit_ids: [lead.id],
      begins_on: form.beginsOn ?? null,
      ends_on: form.endsOn ?? null,
      started_on: null,
      ended_on: null,
      result: null,
      officer_id: actor.id,
      officer_name: actor.name,
      opened_at: clock.now(),
    });
    await insertInto(tx, 'joint_parts', {
      ...ofWork(work),
      id: newId('jointpart', bureau),
      org_id: lead.id,
      name: standing.units.fullName(lead.id),
      leads: true,
      duty: '牵头',
      contact_name: actor.name,
      contact_post: null,
      contact_phone: null,
      status: 'joined',
      answer: null,
      reported_on: null,
    });
    await writeJointEvent(context, work, 'open', JOINT_KIND_NAMES[form.kind]);
    const ids = [lead.id];
    for (const unit of units) {
      const orgId = await enterUnit(context, standing, work, unit);
      if (orgId !== null) ids.push(orgId);
    }
    for (const matter of matters) await enterMatter(context, work, matter);
    await saveWork(tx, { id: work.id, version: 1 }, { unit_ids: ids, units: 1 + units.length });
    return { result: await jointDetail(context, work.id), audit: { on: work.id, after: form } };
  },
});

export const editJoint = useCase({
  action: 'joint.edit',
  title: '修改联合工作',
  permission: 'joint.write',
  input: contract.editJoint.body!.extend(Id),
  async run(context, { id, version, ...form }) {
    const { work } = await workFor(context, id, 'edit', version);
    checkDays(form);
    const change = {
      title: form.title,
      purpose: form.purpose,
      plan: form.plan,
      begins_on: form.beginsOn ?? null,
      ends_on: form.endsOn ?? null,
    };
    await saveWork(context.tx, work, change);
    await writeJointEvent(context, work, 'edit', null);
    return await done(context, work, null, change);
  },
});

export const startJoint = useCase({
  action: 'joint.start',
  title: '启动联合工作',
  permission: 'joint.write',
  input: contract.startJoint.body!.extend(Id),
  async run(context, { id, version }) {
    const { tx, clock } = context;
    const { work, status } = await workFor(context, id, 'start', version);
    const parts = (await partsOf(tx, id)).filter((part) => part.status !== 'removed');
    if (parts.length < 2) throw new AppError('conflict', '还没有邀请其他单位，请先在“参加单位”中邀请');
    await saveWork(tx, work, { status, started_on: dayInChina(clock.now()) });
    await writeJointEvent(context, work, 'start', null);
    await tellUnits(context, work, parts, { kind: 'notice', title: '已启动' });
    return await done(context, work, null, { status });
  },
});

/** Closes what is still open, for the reason that the whole has ended. */
async function endTasks(context: WriteContext, work: WorkRow, why: string): Promise<void> {
  for (const task of await tasksOf(context.tx, work.id)) {
    if (task.status !== 'open') continue;
    await saveThing(context.tx, 'joint_tasks', task, {
      status: moveTask(task.status, 'cancel'),
      result: why,
    });
    await keepTerm(context, task.id);
  }
}

export const concludeJoint = useCase({
  action: 'joint.conclude',
  title: '结束联合工作',
  permission: 'joint.write',
  input: contract.concludeJoint.body!.extend(Id),
  async run(context, { id, version, result, despite }) {
    const { tx, clock } = context;
    const { work, status } = await workFor(context, id, 'conclude', version);
    const parts = await partsOf(tx, id);
    const unfinished = unfinishedOf(parts, await tasksOf(tx, id));
    if (unfinished.length > 0 && !despite)
      throw new AppError(
        'conflict',
        `还有未完成的事项：${unfinished.join('；')}。确需结束的，请勾选“仍然结束”`,
      );
    await endTasks(context, work, `${JOINT_KIND_NAMES[work.kind]}已结束`);
    await saveWork(tx, work, { status, result, ended_on: dayInChina(clock.now()) });
    await writeJointEvent(context, work, 'conclude', result);
    await tellUnits(context, work, parts, { kind: 'notice', title: '已结束', text: result });
    return await done(context, work, result, { status, unfinished });
  },
});

async function endWithReason(
  context: WriteContext,
  { id, version, reason }: z.output<NonNullable<typeof contract.cancelJoint.body>> & { id: string },
  action: 'cancel' | 'reopen',
) {
  const { work, status } = await workFor(context, id, action, version);
  const cancelled = action === 'cancel';
  if (cancelled) await endTasks(context, work, reason);
  await saveWork(context.tx, work, {
    status,
    ended_on: cancelled ? dayInChina(context.clock.now()) : null,
  });
  await writeJointEvent(context, work, action, reason);
  await tellUnits(context, work, await partsOf(context.tx, id), {
    kind: 'notice',
    title: cancelled ? '已撤销' : '重新启动',
    text: reason,
  });
  return await done(context, work, reason, { status });
}

export const cancelJoint = useCase({
  action: 'joint.cancel',
  title: '撤销联合工作',
  permission: 'joint.write',
  input: contract.cancelJoint.body!.extend(Id),
  run: (context, input) => endWithReason(context, input, 'cancel'),
});

export const reopenJoint = useCase({
  action: 'joint.reopen',
  title: '重新启动联合工作',
  permission: 'joint.write',
  input: contract.reopenJoint.body!.extend(Id),
  run: (context, input) => endWithReason(context, input, 'reopen'),
});

export const commentJoint = useCase({
  action: 'joint.comment',
  title: '联合工作说明',
  permission: 'joint.write',
  input: contract.commentJoint.body!.extend(Id),
  idempotencyKey: (input) => input.key,
  async run(context, { id, text }) {
    const { work } = await workFor(context, id, 'comment');
    await writeJointEvent(context, work, 'comment', text);
    return await done(context, work, text, {});
  },
});
