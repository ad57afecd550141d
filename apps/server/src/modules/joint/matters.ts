import { AppError } from '@wangjian/core/errors.ts';
import { JOINT_MATTER_KIND_NAMES } from '@wangjian/core/joint.ts';
import type { Permission } from '@wangjian/core/permissions.ts';
import { may } from '../../platform/actor.ts';
import { found } from '../../platform/save.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { caseOf } from '../cases/service.ts';
import { leadOf } from '../leads/service.ts';
import { getSite } from '../registry/service.ts';
import { done } from './answer.ts';
import * as contract from './contract.ts';
import { workFor } from './standing.ts';
import { insertInto, markMatterRemoved, mattersOf, type WorkRow } from './store.ts';
import { ofWork, writeJointEvent } from './write.ts';

const LONGEST_LIST = 50;
const READS: Readonly<Record<'lead' | 'case' | 'site', Permission>> = {
  lead: 'lead.read',
  case: 'case.read',
  site: 'registry.read',
};

/** What the record is called, for an officer who may read it; `forbidden` and `not_found` otherwise. */
async function titleOf({ tx, actor }: WriteContext, kind: 'lead' | 'case' | 'site', id: string) {
  if (!may(actor, READS[kind]))
    throw new AppError('forbidden', `您没有查看${JOINT_MATTER_KIND_NAMES[kind]}的权限，不能关联`);
  if (kind === 'site') {
    const site = await getSite(tx, id);
    return `${site.name} ${site.url}`;
  }
  const record = kind === 'lead' ? await leadOf(tx, id) : await caseOf(tx, id);
  return `${record.number ?? ''} ${record.title}`.trim();
}

/** Puts a matter into the shared part: its title is copied, so that units without access to the record can read it. */
export async function enterMatter(
  context: WriteContext,
  work: Pick<WorkRow, 'bureau' | 'id' | 'region'>,
  { kind, recordId, title, summary }: contract.JointMatterInput,
): Promise<void> {
  const refuse = (message: string) => {
    throw new AppError('invalid_input', message, { problems: [{ path: 'recordId', message }] });
  };
  if (kind === 'theme' ? title.length < 2 : !recordId)
    refuse(kind === 'theme' ? '请填写主题' : `请选择${JOINT_MATTER_KIND_NAMES[kind]}`);
  const present = await mattersOf(context.tx, work.id);
  if (present.length >= LONGEST_LIST) refuse(`最多关联 ${LONGEST_LIST} 项`);
  if (recordId && present.some((one) => one.record_id === recordId)) refuse('该事项已经关联');
  const name = kind === 'theme' ? title : await titleOf(context, kind, recordId!);
  await insertInto(context.tx, 'joint_matters', {
    ...ofWork(work),
    id: context.newId('jointmatter', work.bureau),
    kind,
    record_id: kind === 'theme' ? null : recordId!,
    title: name.slice(0, 300),
    summary,
    removed_at: null,
  });
  await writeJointEvent(context, work, 'matter', name);
}

export const addMatter = useCase({
  action: 'joint.matter',
  title: '关联联合工作的事项',
  permission: 'joint.write',
  input: contract.addMatter.body!.extend(contract.getJoint.params!.shape),
  idempotencyKey: (input) => input.key,
  async run(context, { id, key: _key, ...matter }) {
    const { work } = await workFor(context, id, 'matter');
    await enterMatter(context, work, matter);
    return await done(context, work, null, matter);
  },
});

export const removeMatter = useCase({
  action: 'joint.matter-remove',
  title: '取消关联事项',
  permission: 'joint.write',
  input: contract.removeMatter.params!,
  async run(context, { id, thingId }) {
    const { work } = await workFor(context, id, 'matter');
    const matter = found((await mattersOf(context.tx, id)).find((one) => one.id === thingId));
    await markMatterRemoved(context.tx, matter.id, context.clock.now());
    await writeJointEvent(context, work, 'matter', `取消：${matter.title}`);
    return await done(context, work, null, { removed: matter.id });
  },
});
