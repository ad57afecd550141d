import { AppError } from '@wangjian/core/errors.ts';
import { JOINT_ENTRY_KIND_NAMES } from '@wangjian/core/joint.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { may } from '../../platform/actor.ts';
import { found } from '../../platform/save.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { inspectionOf } from '../inspections/service.ts';
import { done } from './answer.ts';
import * as contract from './contract.ts';
import type { WorkAction } from './lifecycle.ts';
import { actsForPart, workFor } from './standing.ts';
import { checksOf, type EntryRow, entriesOf, insertInto, partsOf, saveThing } from './store.ts';
import { ofWork, tellUnits, writeJointEvent } from './write.ts';

const Id = contract.getJoint.params!.shape;
const Thing = contract.shareEntry.params!.shape;

/** The work and the unit's part that an officer writes in; the unit must take part. */
export async function ownPart(context: WriteContext, id: string, partId: string, action: WorkAction) {
  const opened = await workFor(context, id, action);
  const parts = await partsOf(context.tx, id);
  const part = found(parts.find((one) => one.id === partId));
  if (!actsForPart(opened, opened.work, part))
    throw new AppError('forbidden', `您不在${part.name}，不能代为登记`);
  if (part.status !== 'joined' && part.status !== 'reported')
    throw new AppError('conflict', `${part.name}还没有确认参加，请先在“参加单位”中确认`);
  return { ...opened, parts, part };
}

export const addEntry = useCase({
  action: 'joint.entry',
  title: '登记发现、进展',
  permission: 'joint.write',
  input: contract.addEntry.body!.extend(Id),
  idempotencyKey: (input) => input.key,
  async run(context, { id, partId, kind, text, shared }) {
    const { tx, actor, clock, newId } = context;
    const { work, part, parts } = await ownPart(context, id, partId, 'entry');
    await insertInto(tx, 'joint_entries', {
      ...ofWork(work),
      id: newId('jointentry', work.bureau),
      part_id: part.id,
      org_id: part.org_id,
      by_org_id: actor.kind === 'officer' ? actor.orgId : '',
      kind,
      text,
      shared,
      at: clock.now(),
      officer_name: actor.name,
      withdrawn_why: null,
    });
    const only = shared ? null : (part.org_id ?? work.lead_org_id);
    await writeJointEvent(context, work, 'entry', `${JOINT_ENTRY_KIND_NAMES[kind]}：${text}`, only);
    if (shared)
      await tellUnits(
        context,
        work,
        parts.filter((one) => one.leads),
        {
          kind: 'notice',
          title: `${part.name}登记了${JOINT_ENTRY_KIND_NAMES[kind]}`,
        },
      );
    return await done(context, work, null, { part: part.id, kind, shared });
  },
});

/** An entry of the officer's own unit, in work that runs, not changed meanwhile and not withdrawn. */
async function ownEntry(
  context: WriteContext,
  { id, thingId, version }: { id: string; thingId: string; version: number },
) {
  const opened = await workFor(context, id, 'entry');
  const entry: EntryRow = found((await entriesOf(context.tx, id)).find((one) => one.id === thingId));
  const part = found((await partsOf(context.tx, id)).find((one) => one.id === entry.part_id));
  if (!actsForPart(opened, opened.work, part)) throw new AppError('forbidden', `由${part.name}办理`);
  if (entry.withdrawn_why !== null) throw new AppError('conflict', '该条已经撤回');
  if (entry.version !== version) throw new AppError('stale');
  return { ...opened, entry, part };
}

export const shareEntry = useCase({
  action: 'joint.share',
  title: '共享发现、进展',
  permission: 'joint.write',
  input: contract.shareEntry.body!.extend(Thing),
  async run(context, input) {
    const { work, entry } = await ownEntry(context, input);
    if (entry.shared) throw new AppError('conflict', '该条已经共享');
    await saveThing(context.tx, 'joint_entries', entry, { shared: true });
    await writeJointEvent(context, work, 'share', entry.text);
    return await done(context, work, null, { shared: entry.id });
  },
});

export const withdrawEntry = useCase({
  action: 'joint.withdraw',
  title: '撤回发现、进展',
  permission: 'joint.write',
  input: contract.withdrawEntry.body!.extend(Thing),
  async run(context, input) {
    const { work, entry, part } = await ownEntry(context, input);
    await saveThing(context.tx, 'joint_entries', entry, { withdrawn_why: input.reason });
    const only = entry.shared ? null : (part.org_id ?? work.lead_org_id);
    await writeJointEvent(context, work, 'withdraw', input.reason, only);
    return await done(context, work, input.reason, { withdrawn: entry.id });
  },
});

export const addCheck = useCase({
  action: 'joint.check',
  title: '登记联合检查',
  permission: 'joint.write',
  input: contract.addCheck.body!.extend(Id),
  idempotencyKey: (input) => input.key,
  async run(context, { id, partId, key: _key, checkedOn, inspectionId, ...check }) {
    const { tx, actor, clock, newId } = context;
    const { work, part } = await ownPart(context, id, partId, 'check');
    const refuse = (path: string, message: string) => {
      throw new AppError('invalid_input', message, { problems: [{ path, message }] });
    };
    if (checkedOn > dayInChina(clock.now())) refuse('checkedOn', '检查日期不能晚于今天');
    if (inspectionId) {
      if (!may(actor, 'inspection.read')) refuse('inspectionId', '您没有查看检查记录的权限，不能关联');
      await inspectionOf(tx, inspectionId);
    }
    await insertInto(tx, 'joint_checks', {
      ...ofWork(work),
      ...check,
      id: newId('jointcheck', work.bureau),
      part_id: part.id,
      checked_on: checkedOn,
      inspection_id: inspectionId ?? null,
      withdrawn_why: null,
      at: clock.now(),
      officer_name: actor.name,
    });
    await writeJointEvent(context, work, 'check', `${checkedOn} ${check.subject}：${check.outcome}`);
    return await done(context, work, null, { checkedOn, ...check });
  },
});

export const withdrawCheck = useCase({
  action: 'joint.check-withdraw',
  title: '撤回联合检查',
  permission: 'joint.write',
  input: contract.withdrawCheck.body!.extend(Thing),
  async run(context, { id, thingId, version, reason }) {
    const opened = await workFor(context, id, 'check');
    const { work } = opened;
    const check = found((await checksOf(context.tx, id)).find((one) => one.id === thingId));
    const part = found((await partsOf(context.tx, id)).find((one) => one.id === check.part_id));
    if (!actsForPart(opened, work, part)) throw new AppError('forbidden', `由${part.name}办理`);
    if (check.withdrawn_why !== null) throw new AppError('conflict', '该条已经撤回');
    if (check.version !== version) throw new AppError('stale');
    await saveThing(context.tx, 'joint_checks', check, { withdrawn_why: reason });
    await writeJointEvent(context, work, 'withdraw', `联合检查 ${check.subject}：${reason}`);
    return await done(context, work, reason, { withdrawn: check.id });
  },
});
