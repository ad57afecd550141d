import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { found } from '../../platform/save.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { done } from './answer.ts';
import * as contract from './contract.ts';
import { movePart, moveWork, type PartAction } from './lifecycle.ts';
import { actsForPart, leadsWork, openWork, type Standing, standIn, workFor } from './standing.ts';
import { insertInto, type PartRow, partsOf, saveThing, saveWork, type WorkRow } from './store.ts';
import { ofWork, tellUnits, writeJointEvent } from './write.ts';

const Thing = contract.joinJoint.params!.shape;
const LONGEST_LIST = 100;

/** Units that may be invited: all of the bureau that are in use. */
export const jointDirectory = readCase({
  action: 'joint.directory',
  title: '查看可以邀请的单位',
  permission: 'joint.write',
  input: contract.listJoint.query!.partial(),
  async run(context) {
    const { units, own } = await standIn(context);
    const items = units.all
      .filter(({ active }) => active)
      .map(({ id, level }) => ({
        id,
        name: units.fullName(id),
        department: level === 'department',
        own: own.includes(id),
      }));
    return { result: { items }, audit: 'plain' };
  },
});

/** Enters a unit among those that take part and tells it; answers with its id in the organisation tree, if it is there. */
export async function enterUnit(
  context: WriteContext,
  { units }: Standing,
  work: Pick<WorkRow, 'bureau' | 'id' | 'region' | 'title'>,
  given: contract.InvitedUnit,
): Promise<string | null> {
  const unit = given.orgId ? units.find(given.orgId) : undefined;
  const refuse = (message: string) => {
    throw new AppError('invalid_input', message, { problems: [{ path: 'orgId', message }] });
  };
  if (given.orgId && !unit?.active) refuse('没有找到该单位，或者该单位已停用');
  const name = unit ? units.fullName(unit.id) : given.name;
  if (name.length < 2) refuse('请选择单位，没有账号的单位请填写名称');
  const parts = await partsOf(context.tx, work.id);
  if (parts.length >= LONGEST_LIST) refuse(`最多 ${LONGEST_LIST} 个单位`);
  const same = parts.find((part) => (unit ? part.org_id === unit.id : part.name === name));
  if (same) refuse(`${name}已在参加单位中${same.status === 'removed' ? '（已移出），请点“重新邀请”' : ''}`);
  const part = {
    ...ofWork(work),
    id: context.newId('jointpart', work.bureau),
    org_id: unit?.id ?? null,
    name,
    leads: false,
    duty: given.duty,
    contact_name: given.contactName ?? null,
    contact_post: given.contactPost ?? null,
    contact_phone: given.contactPhone ?? null,
    status: 'invited' as const,
    answer: null,
    reported_on: null,
  };
  await insertInto(context.tx, 'joint_parts', part);
  await writeJointEvent(context, work, 'invite', name);
  await tellUnits(context, work, [part], { kind: 'task', title: '邀请参加', text: given.duty });
  return part.org_id;
}

export const inviteUnit = useCase({
  action: 'joint.invite',
  title: '邀请单位参加联合工作',
  permission: 'joint.write',
  input: contract.inviteUnit.body!.extend(contract.getJoint.params!.shape),
  idempotencyKey: (input) => input.key,
  async run(context, { id, key: _key, ...unit }) {
    const { work, ...standing } = await workFor(context, id, 'invite');
    const orgId = await enterUnit(context, standing, work, unit);
    await saveWork(context.tx, work, {
      unit_ids: orgId === null ? work.unit_ids : [...work.unit_ids, orgId],
      units: work.units + 1,
    });
    return await done(context, work, null, { unit: orgId ?? unit.name });
  },
});

/** One unit of a work for an action on it, in a state that allows it, by a unit that may, not changed meanwhile. */
async function partFor(
  context: WriteContext,
  { id, thingId, version }: { id: string; thingId: string; version: number },
  action: PartAction,
) {
  const { work, ...standing } = await openWork(context, id, 'lock');
  const part = found((await partsOf(context.tx, id)).find((one) => one.id === thingId));
  const leads = leadsWork(standing, work);
  const acts = actsForPart(standing, work, part);
  const byLead = action === 'remove' || action === 'invite';
  if (byLead ? !leads : action === 'contact' ? !acts && !leads : !acts)
    throw new AppError('forbidden', `这一步由${byLead ? '牵头单位' : part.name}办理`);
  // A unit answers while the work is alive; its result belongs to work that runs.
  moveWork(work.status, action === 'report' ? 'entry' : 'task');
  const status = movePart(part.status, action);
  if (part.leads && (action === 'remove' || action === 'decline'))
    throw new AppError('conflict', '牵头单位不能退出；不再开展的请撤销');
  if (part.version !== version) throw new AppError('stale');
  return { work, part, status };
}

const contactOf = (given: Pick<contract.InvitedUnit, 'contactName' | 'contactPost' | 'contactPhone'>) => ({
  ...(given.contactName === undefined ? {} : { contact_name: given.contactName }),
  ...(given.contactPost === undefined ? {} : { contact_post: given.contactPost }),
  ...(given.contactPhone === undefined ? {} : { contact_phone: given.contactPhone }),
});

const leadOf = (parts: readonly PartRow[]) => parts.filter(({ leads }) => leads);

export const joinJoint = useCase({
  action: 'joint.join',
  title: '确认参加联合工作',
  permission: 'joint.write',
  input: contract.joinJoint.body!.extend(Thing),
  async run(context, input) {
    const { work, part, status } = await partFor(context, input, 'join');
    await saveThing(context.tx, 'joint_parts', part, { status, answer: null, ...contactOf(input) });
    await writeJointEvent(context, work, 'join', part.name);
    await tellUnits(context, work, leadOf(await partsOf(context.tx, work.id)), {
      kind: 'notice',
      title: `${part.name}已确认参加`,
    });
    return await done(context, work, null, { part: part.id, status });
  },
});

export const declineJoint = useCase({
  action: 'joint.decline',
  title: '不参加联合工作',
  permission: 'joint.write',
  input: contract.declineJoint.body!.extend(Thing),
  async run(context, input) {
    const { work, part, status } = await partFor(context, input, 'decline');
    await saveThing(context.tx, 'joint_parts', part, { status, answer: input.reason });
    await writeJointEvent(context, work, 'decline', `${part.name}：${input.reason}`);
    await tellUnits(context, work, leadOf(await partsOf(context.tx, work.id)), {
      kind: 'notice',
      title: `${part.name}不参加`,
      text: input.reason,
    });
    return await done(context, work, input.reason, { part: part.id, status });
  },
});

export const changeContact = useCase({
  action: 'joint.contact',
  title: '修改联系人',
  permission: 'joint.write',
  input: contract.changeContact.body!.extend(Thing),
  async run(context, input) {
    const { work, part } = await partFor(context, input, 'contact');
    await saveThing(context.tx, 'joint_parts', part, contactOf(input));
    await writeJointEvent(context, work, 'contact', part.name);
    return await done(context, work, null, { part: part.id, contactName: input.contactName });
  },
});

export const reportPart = useCase({
  action: 'joint.report',
  title: '报送本单位结果',
  permission: 'joint.write',
  input: contract.reportPart.body!.extend(Thing),
  async run(context, input) {
    const { tx, actor, clock, newId } = context;
    const { work, part, status } = await partFor(context, input, 'report');
    await saveThing(tx, 'joint_parts', part, { status, reported_on: dayInChina(clock.now()) });
    await insertInto(tx, 'joint_entries', {
      ...ofWork(work),
      id: newId('jointentry', work.bureau),
      part_id: part.id,
      org_id: part.org_id,
      by_org_id: actor.kind === 'officer' ? actor.orgId : '',
      kind: 'result',
      text: input.text,
      shared: input.shared,
      at: clock.now(),
      officer_name: actor.name,
      withdrawn_why: null,
    });
    await writeJointEvent(context, work, 'report', input.shared ? input.text : `${part.name}（未共享）`);
    await tellUnits(context, work, leadOf(await partsOf(tx, work.id)), {
      kind: 'notice',
      title: `${part.name}已报送结果`,
    });
    return await done(context, work, null, { part: part.id, status });
  },
});

export const removeUnit = useCase({
  action: 'joint.remove',
  title: '移出单位',
  permission: 'joint.write',
  input: contract.removeUnit.body!.extend(Thing),
  async run(context, input) {
    const { work, part, status } = await partFor(context, input, 'remove');
    await saveThing(context.tx, 'joint_parts', part, { status, answer: input.reason });
    await saveWork(context.tx, work, {
      unit_ids: work.unit_ids.filter((orgId) => orgId !== part.org_id),
      units: work.units - 1,
    });
    await writeJointEvent(context, work, 'remove', `${part.name}：${input.reason}`);
    await tellUnits(context, work, [part], { kind: 'notice', title: '已移出', text: input.reason });
    return await done(context, work, input.reason, { part: part.id, status });
  },
});

export const reinviteUnit = useCase({
  action: 'joint.reinvite',
  title: '重新邀请单位',
  permission: 'joint.write',
  input: contract.reinviteUnit.body!.extend(Thing),
  async run(context, input) {
    const { work, part, status } = await partFor(context, input, 'invite');
    await saveThing(context.tx, 'joint_parts', part, { status, answer: null });
    const ids = new Set([...work.unit_ids, ...(part.org_id === null ? [] : [part.org_id])]);
    const units = work.units + (part.status === 'removed' ? 1 : 0);
    await saveWork(context.tx, work, { unit_ids: [...ids], units });
    await writeJointEvent(context, work, 'reinvite', part.name);
    await tellUnits(context, work, [part], { kind: 'task', title: '邀请参加', text: part.duty });
    return await done(context, work, null, { part: part.id, status });
  },
});

export const unmaskContact = readCase({
  action: 'joint.unmask',
  title: '查看联系人未脱敏的电话',
  permission: 'personal.unmask',
  input: contract.unmaskContact.body!.extend(contract.unmaskContact.params!.shape),
  async run(context, { id, thingId, reason }) {
    await openWork(context, id);
    const part = found((await partsOf(context.tx, id)).find((one) => one.id === thingId));
    return { result: { contactPhone: part.contact_phone }, audit: { on: id, why: reason } };
  },
});
