import { AppError } from '@wangjian/core/errors.ts';
import { bureauOfId, parseId } from '@wangjian/core/ids.ts';
import { isUscc } from '@wangjian/core/uscc.ts';
import { z } from 'zod';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { ruleBook } from '../findings/service.ts';
import { holdLead } from '../leads/service.ts';
import { officersOfBureau } from '../officers/service.ts';
import { getSite } from '../registry/service.ts';
import { annex1 } from './annex1.ts';
import * as contract from './contract.ts';
import { inspectionNumber, prefillOnline, startCheckTerm, writeInspectionEvent } from './course.ts';
import { inspectionDetail } from './detail.ts';
import { move } from './lifecycle.ts';
import { OUTCOMES } from './outcomes.ts';
import { presentInspections } from './present.ts';
import { renameInspected } from './rectifications/rectification-store.ts';
import {
  findInspectionRow,
  insertInspection,
  listInspectionRows,
  lockInspection,
  saveInspection,
} from './store.ts';

export { annex1 } from './annex1.ts';
export { pictureType } from './attachments.ts';
export {
  checksDone,
  correctionsByInspection,
  inspectionChecks,
  inspectionOrders,
  rectificationsDue,
} from './countable.ts';
export { outcomeWords } from './outcomes.ts';
export { getInspectionRow as inspectionOf, inspectionsOfDraw } from './store.ts';
export { inspectionSubjects } from './subjects.ts';
export { bitOfRow } from './tally.ts';

export const getInspectionForm = readCase({
  action: 'inspection.form',
  title: '查看检查记录表格式',
  permission: 'inspection.read',
  input: z.undefined(),
  async run() {
    const { title, source, rows, rowOf } = annex1();
    return {
      result: {
        title,
        source,
        rows: rows.map(({ id, group, words, looks }) => ({ id, group, words, looks })),
        outcomes: Object.entries(OUTCOMES).map(([code, outcome]) => ({ code, ...outcome })),
        violations: [...ruleBook().catalog.violations.values()].map(({ id, name }) => ({
          id,
          name,
          row: rowOf(id),
        })),
      },
      audit: 'plain',
    };
  },
});

export const listInspections = readCase({
  action: 'inspection.list',
  title: '查看检查列表',
  permission: 'inspection.read',
  input: contract.listInspections.query!,
  async run({ tx, regions, actor }, { mine, ...query }) {
    const { items, total } = await listInspectionRows(
      tx,
      query,
      { ...query, officerId: mine === undefined ? undefined : actor.id },
      query.region === undefined ? undefined : regions.within(query.region),
    );
    return { result: { items: await presentInspections(tx, regions, items), total }, audit: 'plain' };
  },
});

export const getInspection = readCase({
  action: 'inspection.read',
  title: '查看检查',
  permission: 'inspection.read',
  input: contract.getInspection.params!,
  async run(context, { id }) {
    return { result: await inspectionDetail(context, id), audit: 'plain' };
  },
});

type NewInspection = Omit<z.output<NonNullable<typeof contract.createInspection.body>>, 'id' | 'begunAt'> & {
  readonly source?: 'draw';
  readonly drawId?: string;
  readonly second?: { readonly id: string; readonly name: string };
  /** Who is to do it; the actor where it is not said. */
  readonly officer?: {
    readonly id: string;
    readonly name: string;
    readonly orgId: string;
    readonly orgName: string;
  };
};

/** Opens an inspection under an id and fills in its online column; the caller has checked the input. */
export async function openInspection(context: WriteContext, id: string, input: NewInspection): Promise<void> {
  const { tx, actor, clock } = context;
  const bureau = bureauOfId(id);
  const site = input.siteId ? await getSite(tx, input.siteId) : null;
  const officer = input.officer ?? {
    id: actor.id,
    name: actor.name,
    orgId: actor.kind === 'officer' ? actor.orgId : null,
    orgName: actor.orgName,
  };
  const added = await insertInspection(tx, {
    bureau,
    id,
    region: input.region,
    number: await inspectionNumber(context, bureau),
    subject: input.subject,
    status: 'planned',
    source: input.source ?? (input.leadId ? 'lead' : 'free'),
    site_id: input.siteId ?? null,
    lead_id: input.leadId ?? null,
    draw_id: input.drawId ?? null,
    party: site?.operator_name ?? input.subject,
    uscc: input.uscc?.toUpperCase() || (site?.uscc ?? null),
    place: input.place ?? null,
    online_task: input.sides.includes('online') ? 'open' : 'none',
    on_site_task: input.sides.includes('on-site') ? 'open' : 'none',
    task_why: input.why ?? null,
    due_on: input.dueOn ?? null,
    online_on: null,
    on_site_on: null,
    org_id: officer.orgId,
    org_name: officer.orgName,
    officer_id: officer.id,
    officer_name: officer.name,
    second_officer_id: input.second?.id ?? null,
    second_officer_name: input.second?.name ?? null,
    outcome: null,
    created_at: clock.now(),
    created_by: actor.id,
    created_by_name: actor.name,
    finished_at: null,
    finished_on: null,
  });
  if (!added) throw new AppError('conflict', '已有相同编号的检查，没有重复建立');
  const row = await lockInspection(tx, id);
  await writeInspectionEvent(context, row, 'create', input.why ?? null);
  if (input.leadId)
    await holdLead(context, input.leadId, { by: 'inspection', recordId: id, title: row.number });
  await startCheckTerm(context, row);
  await prefillOnline(context, row);
}

export const createInspection = useCase({
  action: 'inspection.create',
  title: '新建检查',
  permission: 'inspection.write',
  input: contract.createInspection.body!,
  async run(context, { id, begunAt, ...input }) {
    const { tx, actor, regions } = context;
    const bureau = regions.bureauOf(input.region);
    const parts = parseId(id);
    if (parts?.kind !== 'inspection' || parts.bureau !== bureau)
      throw new AppError('invalid_input', '检查编号与所选区划不属于同一个局，请重新选择区划', {
        problems: [{ path: 'region', message: '不是本局辖区内的区划' }],
      });
    // Sent again after a lost answer: it is there already, and stays as it is.
    const known = await findInspectionRow(tx, id);
    if (known) {
      if (known.created_by !== actor.id) throw new AppError('conflict', '已有相同编号的检查，没有重复建立');
      return { result: await inspectionDetail(context, id), audit: { on: id, why: '重复提交' } };
    }
    if (input.uscc && !isUscc(input.uscc.toUpperCase()))
      throw new AppError('invalid_input', '统一社会信用代码的校验位不对，请核对是否抄错', {
        problems: [{ path: 'uscc', message: '校验位不对' }],
      });
    for (const [path, given] of [
      ['siteId', input.siteId],
      ['leadId', input.leadId],
    ] as const)
      if (given && bureauOfId(given) !== bureau)
        throw new AppError('invalid_input', '所选的记录属于另一个局', {
          problems: [{ path, message: '不属于本局' }],
        });
    await openInspection(context, id, input);
    return {
      result: await inspectionDetail(context, id),
      audit: { on: id, after: { ...input, ...(begunAt === undefined ? {} : { begunAt }) } },
    };
  },
});

export const updateInspection = useCase({
  action: 'inspection.update',
  title: '修改检查信息',
  permission: 'inspection.write',
  input: contract.updateInspection.body!.extend(contract.updateInspection.params!.shape),
  async run(context, { id, version, secondOfficerId, ...input }) {
    const { tx } = context;
    const row = await lockInspection(tx, id);
    const status = move(row.status, 'edit');
    const second =
      typeof secondOfficerId === 'string'
        ? (await officersOfBureau(tx, row.bureau)).find((one) => one.id === secondOfficerId)
        : undefined;
    if (typeof secondOfficerId === 'string' && (!second || second.id === row.officer_id))
      throw new AppError('invalid_input', '第二名检查人员应是本局另一名在用账号', {
        problems: [{ path: 'secondOfficerId', message: '请另选一人' }],
      });
    const change = {
      ...(input.subject === undefined ? {} : { subject: input.subject }),
      ...(input.place === undefined ? {} : { place: input.place }),
      ...(input.dueOn === undefined ? {} : { due_on: input.dueOn }),
      ...(secondOfficerId === undefined
        ? {}
        : { second_officer_id: second?.id ?? null, second_officer_name: second?.name ?? null }),
    };
    await saveInspection(tx, id, version, { status, ...change });
    if (input.dueOn !== undefined && input.dueOn !== row.due_on) {
      await endDeadline(context, { on: id, outcome: 'dropped', reason: '检查期限已修改' });
      await startCheckTerm(context, { ...row, ...change });
    }
    if (input.subject !== undefined) await renameInspected(tx, { ...row, subject: input.subject });
    await writeInspectionEvent(context, row, 'edit', null);
    const before = Object.fromEntries(
      Object.keys(change).map((column) => [column, row[column as keyof typeof row]]),
    );
    return { result: await inspectionDetail(context, id), audit: { on: id, before, after: change } };
  },
});
