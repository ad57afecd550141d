import { createHash } from 'node:crypto';
import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { startDeadline } from '../deadlines/service.ts';
import { annex1 } from './annex1.ts';
import { type AttachmentRow, addProofs, type CellRow, cellsOf, putCell } from './cell-store.ts';
import type { ShownFact } from './gather-facts.ts';
import { gatherFacts } from './gather-facts.ts';
import type { INSPECTION_ACTION_NAMES } from './lifecycle.ts';
import type { InspectionRow } from './store.ts';
import { insertInspectionEvent, nextInspectionNumber, noteOnInspection } from './store.ts';
import type { Side } from './tables.ts';

type Writing = Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'newId' | 'regions'>;
type Inspection = Pick<InspectionRow, 'bureau' | 'id' | 'region'>;

/** One line of the inspection's course (办理过程). */
export async function writeInspectionEvent(
  { tx, actor, clock, newId }: Writing,
  inspection: Inspection,
  action: keyof typeof INSPECTION_ACTION_NAMES,
  opinion: string | null,
) {
  await insertInspectionEvent(tx, {
    bureau: inspection.bureau,
    id: newId('event', inspection.bureau),
    region: inspection.region,
    inspection_id: inspection.id,
    at: clock.now(),
    officer_id: actor.kind === 'officer' ? actor.id : null,
    officer_name: actor.name,
    org_name: actor.orgName,
    action,
    opinion,
  });
}

/** The term that was set for the check (检查期限) begins, where one was set. */
export async function startCheckTerm(
  context: WriteContext,
  row: Pick<InspectionRow, 'bureau' | 'id' | 'region' | 'subject' | 'due_on' | 'org_id' | 'officer_id'>,
): Promise<void> {
  if (row.due_on === null) return;
  await startDeadline(context, {
    bureau: row.bureau,
    region: row.region,
    on: row.id,
    rule: null,
    term: '检查期限',
    dueOn: row.due_on as PlainDate,
    title: `${row.subject} 检查`,
    path: `/inspections/${row.id}`,
    orgId: row.org_id,
    officerId: row.officer_id,
  });
}

/** 检查编号: 卫市监网检〔2026〕00012号, from the bureau's name and its register of the year. */
export async function inspectionNumber({ tx, clock, regions }: Writing, bureau: string): Promise<string> {
  const year = Number(dayInChina(clock.now()).slice(0, 4));
  const number = await nextInspectionNumber(tx, bureau, year);
  const name = regions.get(bureau).name.replace(/(?:市|地区|自治州|盟|省|自治区)$/, '');
  return `${name.slice(-1)}市监网检〔${year}〕${String(number).padStart(5, '0')}号`;
}

/**
 * Fills in the online column from the patrol and the register. A box that an officer has touched stays as it is; the
 * caller holds the inspection. Returns how many boxes were filled in.
 */
export async function prefillOnline(context: Writing, row: Inspection & Pick<InspectionRow, 'site_id'>) {
  if (row.site_id === null) return 0;
  const { tx, clock, actor } = context;
  const { cells, shown } = await gatherFacts(context, row.site_id);
  const present = new Map((await cellsOf(tx, row.id)).map((cell) => [cell.key, cell]));
  let filled = 0;
  for (const cell of cells) {
    const known = present.get(cell.key);
    if (known && !known.prefilled) continue;
    await addProofs(
      tx,
      cell.proofs.map(({ on, words, url }) => ({
        bureau: row.bureau,
        inspection_id: row.id,
        key: cell.key,
        on_id: on,
        region: row.region,
        words: words.slice(0, 300),
        url,
      })),
    );
    if (known && known.words === cell.words && known.result === cell.result) continue;
    await putCell(tx, {
      bureau: row.bureau,
      inspection_id: row.id,
      key: cell.key,
      region: row.region,
      result: cell.result,
      words: cell.words,
      violations: [...cell.violations],
      prefilled: true,
      filled_at: clock.now(),
      officer_id: null,
      officer_name: `监测预填（${actor.name}）`,
    });
    filled += 1;
  }
  const facts: readonly ShownFact[] = shown;
  await noteOnInspection(tx, row.id, { facts: JSON.stringify(facts) });
  return filled;
}

/** SHA-256 of what a signature stands for: every box of the form, in a fixed order. */
export function formDigest(cells: readonly CellRow[]): string {
  const written = cells
    .map(({ key, result, words, violations }) => [key, result, words, [...violations].sort()])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(written)).digest('hex');
}

/** Refuses to end a column in which a row has no result, or a problem has no words or no evidence; names each. */
export function refuseIncomplete(
  side: Side,
  cells: readonly CellRow[],
  proofs: readonly { readonly key: string }[],
  attachments: readonly AttachmentRow[],
): void {
  const words = side === 'online' ? '网上检查' : '实地检查';
  const problems = annex1().rows.flatMap(({ id, words: row }, index) => {
    const key = `${id}.${side}`;
    const cell = cells.find((one) => one.key === key);
    const named = `第 ${index + 1} 行“${row.length > 18 ? `${row.slice(0, 18)}…` : row}”`;
    if (!cell || cell.result === null) return { path: key, message: `${named}还没有填检查结果` };
    if (cell.result !== 'problem') return [];
    if (cell.words.trim() === '') return { path: key, message: `${named}发现问题，请写明情况` };
    const shown =
      proofs.some((proof) => proof.key === key) ||
      attachments.some((one) => one.key === key && one.withdrawn_at === null);
    return shown ? [] : { path: key, message: `${named}发现问题但没有证据，请拍照或附上监测发现` };
  });
  if (problems.length === 0) return;
  const more = problems.length > 3 ? `等 ${problems.length} 处` : '';
  throw new AppError(
    'invalid_input',
    `${words}还不能完成：${problems
      .slice(0, 3)
      .map(({ message }) => message)
      .join('；')}${more}`,
    { problems },
  );
}
