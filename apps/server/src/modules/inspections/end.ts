import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { resolveLead } from '../leads/service.ts';
import { cellsOf } from './cell-store.ts';
import { inspectionFinished } from './events.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import type { InspectionRow } from './store.ts';

/** How a lead ends by each outcome; the others leave it to a case or transfer. */
const ENDS: Partial<Record<Outcome, 'inspection' | 'no-violation'>> = {
  'no-problem': 'no-violation',
  'no-such-business': 'no-violation',
  'ordered-to-correct': 'inspection',
};

/** What follows when an inspection has ended: its terms end, its lead has a result, the right is told. */
export async function endOfInspection(context: WriteContext, row: InspectionRow): Promise<void> {
  const { bureau, region, id, lead_id: leadId, site_id: siteId } = row;
  const outcome = row.outcome as Outcome;
  await endDeadline(context, { on: id, outcome: 'met' });
  const by = ENDS[outcome];
  if (leadId !== null && by !== undefined) {
    const handling = (await cellsOf(context.tx, id)).find(({ key }) => key === 'handling')?.words || null;
    await resolveLead(context, leadId, {
      by,
      recordId: id,
      facts: `检查 ${row.number}：${OUTCOMES[outcome].words}`,
      handling,
      reference: row.number,
    });
  }
  await context.events.emit(inspectionFinished, {
    bureau,
    region,
    inspectionId: id,
    leadId,
    siteId,
    outcome,
  });
}
