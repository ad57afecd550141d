import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { Insertable } from 'kysely';
import type { WriteContext } from '../../../platform/use-case.ts';
import { attachmentsOf, type CellRow, cellsOf, proofsOf } from '../cell-store.ts';
import { findingsFor } from '../gather-facts.ts';
import type { InspectionRow } from '../store.ts';
import type { RectificationsTable } from '../tables.ts';
import { nextRectification } from './rectification-lifecycle.ts';
import { insertRectifications, rectificationsOf, saveRectification } from './rectification-store.ts';

/** Everything that was found on the form, as things to be put right: a finding each, or the box where there is none. */
export async function openRectifications(
  context: WriteContext,
  row: InspectionRow,
  dueOn: string,
): Promise<number> {
  const { tx, clock, newId } = context;
  const cells = (await cellsOf(tx, row.id)).filter(({ result }) => result === 'problem');
  const proofs = await proofsOf(tx, row.id);
  const photos = (await attachmentsOf(tx, row.id)).filter(({ withdrawn_at: at }) => at === null);
  const findings = new Map(
    (await findingsFor(context, row.site_id)).map((finding) => [finding.id, finding] as const),
  );
  const common = (cell: CellRow) => ({
    bureau: row.bureau,
    id: newId('rectification', row.bureau),
    region: row.region,
    inspection_id: row.id,
    lead_id: row.lead_id,
    site_id: row.site_id,
    status: 'open' as const,
    key: cell.key,
    due_on: dueOn,
    ordered_on: dayInChina(clock.now()),
    after_evidence_id: null,
    after_attachment_id: null,
    patrol_id: null,
    checked_at: null,
    last_result: null,
    closed_at: null,
    closed_on: null,
    closed_by_name: null,
  });
  const items: Omit<Insertable<RectificationsTable>, 'inspected'>[] = [];
  for (const cell of cells) {
    const found = proofs.flatMap(({ key, on_id: on }) => (key === cell.key ? (findings.get(on) ?? []) : []));
    // One breach on one page is put right once, however many sentences show it.
    const byPlace = new Map(found.map((one) => [`${one.violation} ${one.url}`, one]));
    for (const one of byPlace.values())
      items.push({
        ...common(cell),
        kind: one.term === '' ? 'site' : 'page',
        violation: one.violation,
        words: `${one.violationName}${one.quote === '' ? '' : `：“${one.quote.slice(0, 120)}”`}`,
        url: one.url,
        finding_id: one.id,
        before_evidence_id: one.evidenceId,
        before_attachment_id: null,
      });
    if (byPlace.size === 0)
      items.push({
        ...common(cell),
        kind: 'on-site',
        violation: cell.violations[0] ?? null,
        words: cell.words,
        url: null,
        finding_id: null,
        before_evidence_id: null,
        before_attachment_id: photos.find(({ key }) => key === cell.key)?.id ?? null,
      });
  }
  if (items.length === 0)
    throw new AppError('invalid_input', '表格中没有发现问题的行，检查结果不能是“发现问题已责令改正”', {
      problems: [{ path: 'outcome', message: '与表格内容不一致' }],
    });
  await insertRectifications(tx, row, items);
  return items.length;
}

/** Drops what is not put right yet of an inspection that is opened again. */
export async function dropOpenRectifications(
  { tx, actor, clock }: WriteContext,
  inspectionId: string,
  why: string,
): Promise<void> {
  for (const row of await rectificationsOf(tx, inspectionId)) {
    const status = nextRectification(row.status, 'drop');
    if (status)
      await saveRectification(tx, row, {
        status,
        last_result: why,
        closed_at: clock.now(),
        closed_on: dayInChina(clock.now()),
        closed_by_name: actor.name,
      });
  }
}
