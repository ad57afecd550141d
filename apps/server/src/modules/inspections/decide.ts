import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline } from '../deadlines/service.ts';
import { holdLead } from '../leads/service.ts';
import { attachmentsOf, cellsOf, proofsOf } from './cell-store.ts';
import * as contract from './contract.ts';
import { refuseIncomplete, startCheckTerm, writeInspectionEvent } from './course.ts';
import { inspectionDetail } from './detail.ts';
import { endOfInspection } from './end.ts';
import { inspectionChecked } from './events.ts';
import { move } from './lifecycle.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { dropOpenRectifications, openRectifications } from './rectifications/open-rectifications.ts';
import {
  countCheck,
  getInspectionRow,
  type InspectionRow,
  lockInspection,
  saveInspection,
  uncountChecks,
} from './store.ts';
import type { Side, TaskState } from './tables.ts';
import { tallyChecks } from './tally.ts';

const SIDE_NAMES: Record<Side, string> = { online: '网上检查', 'on-site': '实地检查' };

function refuseOtherVersion(row: InspectionRow, version: number): void {
  if (row.version !== version) throw new AppError('stale');
}

/** 线上发现→线下核实, 线下发现→线上核对: a side with problems asks for the other one, when that was not wanted yet. */
function otherTask(row: InspectionRow, side: Side, problems: number): TaskState {
  const other = side === 'online' ? row.on_site_task : row.online_task;
  return problems > 0 && other === 'none' ? 'open' : other;
}

export const recordSide = useCase({
  action: 'inspection.record',
  title: '完成网上检查或实地检查',
  permission: 'inspection.write',
  input: contract.recordSide.body!.extend(contract.recordSide.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, side, on, version }) {
    const { tx, actor, clock, newId, events } = context;
    const row = await lockInspection(tx, id);
    const status = move(row.status, 'record');
    refuseOtherVersion(row, version);
    const today = dayInChina(clock.now());
    if (on > today)
      throw new AppError('invalid_input', `检查日期 ${on} 还没有到，请改为实际检查的日期`, {
        problems: [{ path: 'on', message: '不能晚于今天' }],
      });
    const cells = await cellsOf(tx, id);
    refuseIncomplete(side, cells, await proofsOf(tx, id), await attachmentsOf(tx, id));
    const problems = cells.filter(
      ({ key, result }) => key.endsWith(`.${side}`) && result === 'problem',
    ).length;
    const other = otherTask(row, side, problems);
    const asks = other === 'open' && (side === 'online' ? row.on_site_task : row.online_task) === 'none';
    await saveInspection(tx, id, version, {
      status,
      ...(side === 'online'
        ? { online_task: 'done' as const, online_on: on, on_site_task: other }
        : { on_site_task: 'done' as const, on_site_on: on, online_task: other }),
      ...(asks ? { task_why: `${SIDE_NAMES[side]}发现 ${problems} 处问题` } : {}),
    });
    await countCheck(tx, {
      bureau: row.bureau,
      id: newId('check', row.bureau),
      region: row.region,
      inspection_id: id,
      kind: side,
      checked_on: on,
      org_id: actor.kind === 'officer' ? actor.orgId : row.org_id,
      org_name: actor.orgName || row.org_name,
      officer_id: actor.id,
      officer_name: actor.name,
      site_id: row.site_id,
      problems,
    });
    await tallyChecks(tx, id);
    await writeInspectionEvent(
      context,
      row,
      'record',
      `${SIDE_NAMES[side]}（${on}），发现 ${problems} 处问题${asks ? `；转${SIDE_NAMES[side === 'online' ? 'on-site' : 'online']}核实` : ''}`,
    );
    const { bureau, region, site_id: siteId } = row;
    await events.emit(inspectionChecked, {
      bureau,
      region,
      inspectionId: id,
      kind: side,
      checkedOn: on,
      siteId,
      problems,
    });
    return {
      result: await inspectionDetail(context, id),
      audit: { on: id, after: { side, on, problems } },
    };
  },
});

export const waiveSide = useCase({
  action: 'inspection.waive',
  title: '不再做网上检查或实地检查',
  permission: 'inspection.write',
  input: contract.waiveSide.body!.extend(contract.waiveSide.params!.shape),
  async run(context, { id, side, reason, version }) {
    const row = await lockInspection(context.tx, id);
    const status = move(row.status, 'waive');
    const state = side === 'online' ? row.online_task : row.on_site_task;
    if (state !== 'open')
      throw new AppError('conflict', `${SIDE_NAMES[side]}不是待检查状态，不需要取消`, { allowed: [] });
    await saveInspection(context.tx, id, version, {
      status,
      ...(side === 'online' ? { online_task: 'waived' as const } : { on_site_task: 'waived' as const }),
    });
    await writeInspectionEvent(context, row, 'waive', `${SIDE_NAMES[side]}：${reason}`);
    return { result: await inspectionDetail(context, id), audit: { on: id, why: reason, after: { side } } };
  },
});

/** What must be there before an inspection ends: no check waits, one is done, and an on-site check is signed. */
async function refuseUnready({ tx }: Pick<WriteContext, 'tx'>, row: InspectionRow): Promise<void> {
  for (const [side, task] of [
    ['online', row.online_task],
    ['on-site', row.on_site_task],
  ] as const)
    if (task === 'open')
      throw new AppError('conflict', `还有待做的${SIDE_NAMES[side]}，请先完成，或者写明理由不再检查`, {
        allowed: ['record', 'waive'],
      });
  if (row.online_task !== 'done' && row.on_site_task !== 'done')
    throw new AppError('conflict', '网上检查和实地检查都没有完成，不能办结；不需要检查的请作废', {
      allowed: ['record', 'void'],
    });
  if (row.on_site_task !== 'done') return;
  const signatures = (await attachmentsOf(tx, row.id)).filter(
    (one) => one.kind === 'signature' && one.superseded_at === null && one.withdrawn_at === null,
  );
  const signed = new Set(signatures.map(({ role }) => role));
  // Signed twice as the same, the later one stands.
  const signerAs = new Map(signatures.map(({ role, signer }) => [role, signer?.trim()]));
  const opinion = (await cellsOf(tx, row.id)).find(({ key }) => key === 'party-opinion')?.words ?? '';
  const missing = [
    ...(signed.has('officer-1') && signed.has('officer-2') ? [] : ['两名检查人员']),
    ...(signed.has('party') || signed.has('witness') || opinion.trim() !== ''
      ? []
      : ['当事人（拒绝签名的，请在“当事人意见”中注明，或由见证人签名）']),
  ];
  if (missing.length > 0)
    throw new AppError('conflict', `实地检查还缺签名：${missing.join('、')}`, { allowed: ['attach'] });
  // 程序规定 art. 19: at least two officers; one person under both names is one.
  if (signerAs.get('officer-1') === signerAs.get('officer-2'))
    throw new AppError('conflict', '两名检查人员的签名是同一个人，实地检查应由两名执法人员分别签名', {
      allowed: ['attach'],
    });
}

export const finishInspection = useCase({
  action: 'inspection.finish',
  title: '办结检查',
  permission: 'inspection.write',
  input: contract.finishInspection.body!.extend(contract.finishInspection.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, outcome, correctBy, version }) {
    const { tx, clock } = context;
    const row = await lockInspection(tx, id);
    const finished = move(row.status, 'finish');
    refuseOtherVersion(row, version);
    const chosen = Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome as Outcome] : undefined;
    if (!chosen)
      throw new AppError('invalid_input', '请从检查结果代码中选择', {
        problems: [{ path: 'outcome', message: '没有这个检查结果' }],
      });
    await refuseUnready(context, row);
    const problems = (await cellsOf(tx, id)).filter(({ result }) => result === 'problem').length;
    if (outcome === 'no-problem' && problems > 0)
      throw new AppError(
        'invalid_input',
        `表格中有 ${problems} 处发现问题，检查结果不能是“${chosen.words}”`,
        {
          problems: [{ path: 'outcome', message: '与表格内容不一致' }],
        },
      );
    const status = chosen.rectify ? 'rectifying' : finished;
    const today = dayInChina(clock.now());
    if (chosen.rectify && (!correctBy || correctBy < today))
      throw new AppError('invalid_input', '责令改正要写明改正期限，不能早于今天', {
        problems: [{ path: 'correctBy', message: '请选择今天或以后的日期' }],
      });
    await saveInspection(tx, id, version, {
      status,
      outcome,
      ...(status === 'finished'
        ? { finished_at: clock.now(), finished_on: today }
        : { ordered_on: today, correct_by: correctBy }),
    });
    await writeInspectionEvent(context, row, 'finish', chosen.words);
    if (status === 'finished') await endOfInspection(context, await getInspectionRow(tx, id));
    else {
      const { bureau, region } = row;
      await openRectifications(context, row, correctBy!);
      await endDeadline(context, { on: id, outcome: 'met' });
      await startDeadline(context, {
        bureau,
        region,
        on: id,
        rule: null,
        term: '改正期限',
        dueOn: correctBy as PlainDate,
        title: `${row.subject} 整改`,
        path: `/inspections/${id}?tab=rectifications`,
        orgId: row.org_id,
        officerId: row.officer_id,
      });
    }
    return {
      result: await inspectionDetail(context, id),
      audit: { on: id, before: { status: row.status }, after: { status, outcome } },
    };
  },
});

export const reopenInspection = useCase({
  action: 'inspection.reopen',
  title: '检查退回补正',
  permission: 'inspection.write',
  input: contract.reopenInspection.body!.extend(contract.reopenInspection.params!.shape),
  async run(context, { id, reason, version }) {
    const row = await lockInspection(context.tx, id);
    const status = move(row.status, 'reopen');
    await saveInspection(context.tx, id, version, {
      status,
      outcome: null,
      ordered_on: null,
      correct_by: null,
      finished_at: null,
      finished_on: null,
    });
    await dropOpenRectifications(context, id, `退回补正：${reason}`);
    await endDeadline(context, { on: id, outcome: 'dropped' });
    await startCheckTerm(context, row);
    await writeInspectionEvent(context, row, 'reopen', reason);
    return {
      result: await inspectionDetail(context, id),
      audit: { on: id, why: reason, before: { status: row.status, outcome: row.outcome }, after: { status } },
    };
  },
});

export const voidInspection = useCase({
  action: 'inspection.void',
  title: '作废检查',
  permission: 'inspection.write',
  input: contract.voidInspection.body!.extend(contract.voidInspection.params!.shape),
  async run(context, { id, reason, version }) {
    const row = await lockInspection(context.tx, id);
    const status = move(row.status, 'void');
    await saveInspection(context.tx, id, version, { status });
    await uncountChecks(context.tx, id);
    await endDeadline(context, { on: id, outcome: 'dropped' });
    await writeInspectionEvent(context, row, 'void', reason);
    if (row.lead_id !== null)
      await holdLead(context, row.lead_id, {
        by: 'inspection',
        recordId: id,
        title: `${row.number} 已作废（${reason}）`,
      });
    return {
      result: await inspectionDetail(context, id),
      audit: { on: id, why: reason, before: { status: row.status }, after: { status } },
    };
  },
});
