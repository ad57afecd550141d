import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { may } from '../../../platform/actor.ts';
import { readCase, useCase, type WriteContext } from '../../../platform/use-case.ts';
import { recheckPages } from '../../patrols/service.ts';
import { attachmentsOf } from '../cell-store.ts';
import { writeInspectionEvent } from '../course.ts';
import { inspectionDetail } from '../detail.ts';
import { endOfInspection } from '../end.ts';
import { presentRectification } from '../present.ts';
import { getInspectionRow, type InspectionRow, lockInspection, saveInspection } from '../store.ts';
import * as contract from './contract.ts';
import { moveRectification } from './rectification-lifecycle.ts';
import {
  listRectificationRows,
  lockRectification,
  type RectificationRow,
  rectificationsOf,
  saveRectification,
} from './rectification-store.ts';

/** Sends a patrol to what waits online; the caller holds the rows. */
export async function startRecheck(
  context: WriteContext,
  inspection: Pick<InspectionRow, 'bureau' | 'region' | 'subject'>,
  rows: readonly RectificationRow[],
): Promise<string> {
  const { tx, clock } = context;
  const pages = new Map(
    rows.map(({ kind, url, site_id: siteId, region }) => [
      `${kind} ${kind === 'site' ? siteId : url}`,
      { siteId: siteId!, region, url: url!, whole: kind === 'site' },
    ]),
  );
  const patrolId = await recheckPages(
    context,
    inspection.bureau,
    inspection.region,
    `整改复查：${inspection.subject}`.slice(0, 80),
    [...pages.values()],
  );
  for (const row of rows)
    await saveRectification(tx, row, {
      status: moveRectification(row.status, 'recheck'),
      patrol_id: patrolId,
      checked_at: clock.now(),
      checks: row.checks + 1,
    });
  return patrolId;
}

export const recheckInspection = useCase({
  action: 'rectification.recheck',
  title: '复查整改',
  permission: 'inspection.write',
  input: contract.recheckInspection.body!.extend(contract.recheckInspection.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id }) {
    const { tx } = context;
    const inspection = await lockInspection(tx, id);
    const rows = (await rectificationsOf(tx, id)).filter(
      ({ status, kind }) => status === 'open' && kind !== 'on-site',
    );
    if (inspection.status !== 'rectifying' || rows.length === 0)
      throw new AppError('conflict', '没有等待复查的网页：已在复查，或者都已整改到位', { allowed: [] });
    const patrolId = await startRecheck(context, inspection, rows);
    await writeInspectionEvent(context, inspection, 'rectify', `复查 ${rows.length} 项`);
    return { result: await inspectionDetail(context, id), audit: { on: id, after: { patrolId } } };
  },
});

/** Ends an inspection whose last thing was put right or dropped. */
export async function endWhenCorrected(context: WriteContext, inspectionId: string): Promise<void> {
  const { tx, clock } = context;
  const row = await lockInspection(tx, inspectionId);
  const rows = await rectificationsOf(tx, inspectionId);
  if (row.status !== 'rectifying' || rows.some(({ status }) => !['corrected', 'dropped'].includes(status)))
    return;
  const corrected = rows.filter(({ status }) => status === 'corrected').length;
  await saveInspection(tx, row.id, row.version, {
    status: 'finished',
    finished_at: clock.now(),
    finished_on: dayInChina(clock.now()),
  });
  await writeInspectionEvent(context, row, 'correct', `${corrected} 项已整改到位`);
  await endOfInspection(context, await getInspectionRow(tx, inspectionId));
}

export const confirmRectification = useCase({
  action: 'rectification.confirm',
  title: '确认整改到位',
  permission: 'inspection.write',
  input: contract.confirmRectification.body!.extend(contract.confirmRectification.params!.shape),
  async run(context, { id, attachmentId, words, version }) {
    const { tx, actor, clock } = context;
    const row = await lockRectification(tx, id);
    const status = moveRectification(row.status, 'confirm');
    if (row.version !== version) throw new AppError('stale');
    const photo = (await attachmentsOf(tx, row.inspection_id)).find(
      (one) => one.id === attachmentId && one.withdrawn_at === null,
    );
    if (!photo)
      throw new AppError('invalid_input', '请选择整改后的照片；还没有的，先上传', {
        problems: [{ path: 'attachmentId', message: '没有这张照片' }],
      });
    if (photo.id === row.before_attachment_id)
      throw new AppError('invalid_input', '这是整改前的照片，请选择整改后的照片', {
        problems: [{ path: 'attachmentId', message: '是整改前的照片' }],
      });
    if (row.before_evidence_id === null && row.before_attachment_id === null)
      throw new AppError('conflict', '这一项没有整改前的证据，不能确认整改到位；请撤销并写明理由', {
        allowed: ['drop'],
      });
    await saveRectification(tx, row, {
      status,
      after_attachment_id: photo.id,
      last_result: words,
      closed_at: clock.now(),
      closed_on: dayInChina(clock.now()),
      closed_by_name: actor.name,
    });
    await endWhenCorrected(context, row.inspection_id);
    return {
      result: await inspectionDetail(context, row.inspection_id),
      audit: { on: row.inspection_id, why: words, after: { rectification: id, status } },
    };
  },
});

export const dropRectification = useCase({
  action: 'rectification.drop',
  title: '撤销整改',
  permission: 'inspection.write',
  input: contract.dropRectification.body!.extend(contract.dropRectification.params!.shape),
  async run(context, { id, reason, version }) {
    const { tx, actor, clock } = context;
    const row = await lockRectification(tx, id);
    const status = moveRectification(row.status, 'drop');
    if (row.version !== version) throw new AppError('stale');
    await saveRectification(tx, row, {
      status,
      last_result: reason,
      closed_at: clock.now(),
      closed_on: dayInChina(clock.now()),
      closed_by_name: actor.name,
    });
    await endWhenCorrected(context, row.inspection_id);
    return {
      result: await inspectionDetail(context, row.inspection_id),
      audit: { on: row.inspection_id, why: reason, after: { rectification: id, status } },
    };
  },
});

export const listRectifications = readCase({
  action: 'rectification.list',
  title: '查看整改列表',
  permission: 'inspection.read',
  input: contract.listRectifications.query!,
  async run({ tx, regions, actor, clock }, { overdue, region, ...query }) {
    const today = dayInChina(clock.now());
    const { items, total } = await listRectificationRows(
      tx,
      query,
      { ...query, overdueOn: overdue === undefined ? undefined : today },
      region === undefined ? undefined : regions.within(region),
    );
    return {
      result: {
        items: items.map((row) => ({
          ...presentRectification(row, today, may(actor, 'inspection.write')),
          number: row.number,
          subject: row.subject,
        })),
        total,
      },
      audit: 'plain',
    };
  },
});
