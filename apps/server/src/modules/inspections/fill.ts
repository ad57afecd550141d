import { AppError } from '@wangjian/core/errors.ts';
import type { z } from 'zod';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { ruleBook } from '../findings/service.ts';
import { isCellKey } from './annex1.ts';
import {
  type CellRow,
  cellsOf,
  getLateCell,
  insertLateCells,
  lateCellsOf,
  putCell,
  settleLate,
  supersedeSignatures,
} from './cell-store.ts';
import * as contract from './contract.ts';
import { prefillOnline, writeInspectionEvent } from './course.ts';
import { inspectionDetail } from './detail.ts';
import { INSPECTION_STATUS_NAMES, move } from './lifecycle.ts';
import { presentCell } from './present.ts';
import { type InspectionRow, lockInspection, noteOnInspection } from './store.ts';
import { tallyChecks } from './tally.ts';

type Filled = z.input<NonNullable<typeof contract.fillCells.result>>;
type Change = z.output<NonNullable<typeof contract.fillCells.body>>['cells'][number];

function refuseUnknown(cells: readonly Change[]): void {
  const problems = cells.flatMap(({ key, violations }) => [
    ...(isCellKey(key) ? [] : [{ path: key, message: `检查记录表里没有“${key}”这一格` }]),
    ...violations
      .filter((id) => !ruleBook().catalog.violations.has(id))
      .map((id) => ({ path: key, message: `没有违法行为类型“${id}”，请从列表中选择` })),
  ]);
  const doubled = cells.find(({ key }, index) => cells.findIndex((one) => one.key === key) !== index);
  if (doubled) problems.push({ path: doubled.key, message: '同一格不能在一次提交里填写两次' });
  if (problems.length > 0) throw new AppError('invalid_input', problems[0]!.message, { problems });
}

/** A box that is empty, untouched since it was read, or only filled in by the platform, may be written. */
function isFree(current: CellRow | undefined, { base }: Change): boolean {
  return current === undefined || current.version === base || current.prefilled;
}

/** The same thing sent again, or written by somebody else in the same words. */
function isSame(current: CellRow | undefined, change: Change): boolean {
  return (
    current !== undefined &&
    !current.prefilled &&
    current.result === change.result &&
    current.words === change.words &&
    [...current.violations].sort().join() === [...change.violations].sort().join()
  );
}

async function write(context: WriteContext, row: InspectionRow, change: Omit<Change, 'base'>) {
  const { tx, actor } = context;
  return await putCell(tx, {
    bureau: row.bureau,
    inspection_id: row.id,
    key: change.key,
    region: row.region,
    result: change.result,
    words: change.words,
    violations: change.violations,
    prefilled: false,
    filled_at: new Date(change.filledAt),
    officer_id: actor.id,
    officer_name: actor.name,
  });
}

/** What came after the inspection had ended is kept beside the form, with a clear word to the one who sent it. */
async function keepLate(
  context: WriteContext,
  row: InspectionRow,
  cells: readonly Change[],
): Promise<Filled> {
  const { tx, actor, clock, newId } = context;
  const kept = await lateCellsOf(tx, row.id);
  const fresh = cells.filter(
    (cell) =>
      !kept.some(
        (one) =>
          one.key === cell.key &&
          one.words === cell.words &&
          one.result === cell.result &&
          one.officer_id === actor.id,
      ),
  );
  await insertLateCells(
    tx,
    fresh.map(({ key, result, words, violations, filledAt }) => ({
      bureau: row.bureau,
      id: newId('latecell', row.bureau),
      region: row.region,
      inspection_id: row.id,
      key,
      result,
      words,
      violations,
      filled_at: new Date(filledAt),
      received_at: clock.now(),
      officer_id: actor.id,
      officer_name: actor.name,
      settled_at: null,
      settled_how: null,
    })),
  );
  await writeInspectionEvent(context, row, 'late', `${cells.length} 项`);
  const message = `检查 ${row.number} ${INSPECTION_STATUS_NAMES[row.status]}，您填写的 ${cells.length} 项没有写入表格，已作为“迟到的填写”原样保存在该检查中；需要写入的，请退回补正后采用`;
  return { outcome: 'late', message, saved: [], conflicts: [] };
}

export const fillCells = useCase({
  action: 'inspection.fill',
  title: '填写检查记录表',
  permission: 'inspection.write',
  input: contract.fillCells.body!.extend(contract.fillCells.params!.shape),
  idempotencyKey: ({ key }) => key,
  async run(context, { id, cells }) {
    const { tx, clock } = context;
    refuseUnknown(cells);
    const row = await lockInspection(tx, id);
    if (row.status !== 'planned' && row.status !== 'checking')
      return {
        result: await keepLate(context, row, cells),
        audit: { on: id, why: '检查已经结束', after: { late: cells.map(({ key }) => key) } },
      };
    const present = new Map((await cellsOf(tx, id)).map((cell) => [cell.key, cell]));
    const saved: CellRow[] = [];
    const conflicts: CellRow[] = [];
    let changed = 0;
    for (const change of cells) {
      const current = present.get(change.key);
      if (isSame(current, change)) saved.push(current!);
      else if (isFree(current, change)) {
        saved.push(await write(context, row, change));
        changed += 1;
      } else conflicts.push(current!);
    }
    if (changed > 0) {
      await noteOnInspection(tx, id, { status: move(row.status, 'fill') });
      await tallyChecks(tx, id);
      const unsigned = await supersedeSignatures(tx, id, clock.now());
      const words = unsigned > 0 ? `；内容有改动，原有 ${unsigned} 个签名失效` : '';
      await writeInspectionEvent(context, row, 'fill', `${changed} 项${words}`);
    }
    const names = [...new Set(conflicts.map(({ officer_name: name }) => name))].join('、');
    const result: Filled = {
      outcome: conflicts.length > 0 ? 'conflicts' : 'saved',
      message:
        conflicts.length > 0
          ? `${conflicts.length} 项已被 ${names} 先改过，没有覆盖；请对照后选定`
          : `已保存 ${saved.length} 项`,
      saved: saved.map(presentCell),
      conflicts: conflicts.map(presentCell),
    };
    return {
      result,
      audit: {
        on: id,
        before: Object.fromEntries(
          saved.flatMap(({ key }) => {
            const before = present.get(key);
            return before ? [[key, { result: before.result, words: before.words }]] : [];
          }),
        ),
        after: Object.fromEntries(saved.map(({ key, result, words }) => [key, { result, words }])),
      },
    };
  },
});

export const prefillInspection = useCase({
  action: 'inspection.prefill',
  title: '读取监测结果填写检查',
  permission: 'inspection.write',
  input: contract.prefillInspection.params!,
  async run(context, { id }) {
    const { tx, clock } = context;
    const row = await lockInspection(tx, id);
    const status = move(row.status, 'prefill');
    if (row.site_id === null)
      throw new AppError('conflict', '该检查没有选择网站，读不到监测结果；请在主体库中找到网站后新建检查');
    const filled = await prefillOnline(context, row);
    await noteOnInspection(tx, id, { status });
    if (filled > 0) {
      await tallyChecks(tx, id);
      await supersedeSignatures(tx, id, clock.now());
    }
    await writeInspectionEvent(context, row, 'prefill', `${filled} 项`);
    return { result: await inspectionDetail(context, id), audit: { on: id, after: { filled } } };
  },
});

export const settleLateCell = useCase({
  action: 'inspection.settle-late',
  title: '处理迟到的填写',
  permission: 'inspection.write',
  input: contract.settleLateCell.body!.extend(contract.settleLateCell.params!.shape),
  async run(context, { id, lateId, how }) {
    const { tx, clock } = context;
    const row = await lockInspection(tx, id);
    const late = await getLateCell(tx, id, lateId);
    if (late.settled_at !== null) throw new AppError('conflict', '这一项已经处理过了');
    if (how === 'adopted') {
      const status = move(row.status, 'fill');
      await putCell(tx, {
        bureau: row.bureau,
        inspection_id: id,
        key: late.key,
        region: row.region,
        result: late.result,
        words: late.words,
        violations: late.violations,
        prefilled: false,
        filled_at: late.filled_at,
        officer_id: late.officer_id,
        officer_name: late.officer_name,
      });
      await noteOnInspection(tx, id, { status });
      await tallyChecks(tx, id);
      await supersedeSignatures(tx, id, clock.now());
    }
    await settleLate(tx, late, clock.now(), how);
    await writeInspectionEvent(
      context,
      row,
      'settle',
      `${how === 'adopted' ? '写入表格' : '只留作说明'}：${late.words.slice(0, 100)}`,
    );
    return { result: await inspectionDetail(context, id), audit: { on: id, after: { late: lateId, how } } };
  },
});
