import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_STATUS_NAMES } from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { agencyOf } from '../documents/service.ts';
import { leadOf } from '../leads/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { getSite } from '../registry/service.ts';
import { attachmentsOf, cellsOf, lateCellsOf, proofsOf } from './cell-store.ts';
import type { InspectionDetail } from './contract.ts';
import type { ShownFact } from './gather-facts.ts';
import { allowedActions, INSPECTION_ACTION_NAMES } from './lifecycle.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import { presentAttachment, presentCell, presentInspections, presentRectification } from './present.ts';
import { rectificationsOf } from './rectifications/rectification-store.ts';
import { getInspectionRow, inspectionEventsOf } from './store.ts';

/** Leads in these states ask for nothing more. */
const ENDED_LEADS = new Set<string>(['dismissed', 'merged', 'closed', 'archived']);

/** What lies outside the reader's regions is not shown; anything else is a fault. */
function notThere(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null;
  throw error;
}

/** An inspection with everything on its page; `not_found` outside the scope. */
export async function inspectionDetail(
  { tx, regions, actor, clock }: Pick<ReadContext, 'tx' | 'regions' | 'actor' | 'clock'>,
  id: string,
): Promise<z.input<typeof InspectionDetail>> {
  const row = await getInspectionRow(tx, id);
  const cells = await cellsOf(tx, id);
  const problems = cells.filter(({ result }) => result === 'problem').length;
  const [item] = await presentInspections(tx, regions, [{ ...row, problems }]);
  const late = await lateCellsOf(tx, id);
  const site = row.site_id === null ? null : await getSite(tx, row.site_id).catch(notThere);
  const lead = row.lead_id === null ? null : await leadOf(tx, row.lead_id).catch(notThere);
  const unit = (await unitsOfBureau(tx, row.bureau)).find(row.org_id);
  const waiting = late.filter(({ settled_at: at }) => at === null).length;
  return {
    ...item!,
    siteUrl: site?.url ?? null,
    leadNumber: lead?.number ?? null,
    agency: agencyOf(regions, unit?.region ?? row.region).name,
    correctBy: row.correct_by,
    rectifications: (await rectificationsOf(tx, id)).map((one) =>
      presentRectification(one, dayInChina(clock.now()), may(actor, 'inspection.write')),
    ),
    notices: [
      ...(waiting > 0
        ? [`有 ${waiting} 项填写在检查结束以后才收到，没有写入表格，请在“迟到的填写”中处理`]
        : []),
      ...(lead && ENDED_LEADS.has(lead.status) && row.status !== 'finished'
        ? [`线索 ${lead.number} 已经${LEAD_STATUS_NAMES[lead.status]}，请核对是否还需要继续检查`]
        : []),
    ],
    place: row.place,
    taskWhy: row.task_why,
    secondOfficerId: row.second_officer_id,
    outcomeWords: row.outcome === null ? null : (OUTCOMES[row.outcome as Outcome]?.words ?? row.outcome),
    cells: cells.map(presentCell),
    proofs: (await proofsOf(tx, id)).map(({ key, on_id: on, words, url }) => ({ key, on, words, url })),
    attachments: (await attachmentsOf(tx, id)).map(presentAttachment),
    late: late.map((one) => ({
      id: one.id,
      key: one.key,
      result: one.result,
      words: one.words,
      filledAt: one.filled_at.toISOString(),
      receivedAt: one.received_at.toISOString(),
      by: one.officer_name,
      settled: one.settled_how,
    })),
    facts: Array.isArray(row.facts) ? (row.facts as ShownFact[]) : [],
    timeline: (await inspectionEventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      actionName:
        INSPECTION_ACTION_NAMES[event.action as keyof typeof INSPECTION_ACTION_NAMES] ?? event.action,
      opinion: event.opinion,
    })),
    allowed: may(actor, 'inspection.write') ? allowedActions(row.status) : [],
  };
}
