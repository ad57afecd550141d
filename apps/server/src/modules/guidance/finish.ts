import { GUIDANCE_KIND_NAMES, GUIDANCE_RESULT_NAMES, type GuidanceResult } from '@wangjian/core/guidance.ts';
import type { LeadResult } from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { resolveLead } from '../leads/service.ts';
import { type GuidanceRow, saveGuidance } from './store.ts';
import { writeGuidanceEvent } from './write.ts';

const LEAD_RESULT: Partial<Record<GuidanceResult, LeadResult>> = { 'objection-upheld': 'not-a-violation' };

/**
 * Ends a guidance and the handling of the lead that it came from. 未改正 leaves the lead open: what was not corrected
 * goes on to a case.
 */
export async function finish(
  context: WriteContext,
  row: GuidanceRow,
  result: GuidanceResult,
  opinion: string,
  change: Parameters<typeof saveGuidance>[2] = {},
): Promise<void> {
  await saveGuidance(context.tx, row, {
    ...change,
    status: 'closed',
    result,
    closed_on: dayInChina(context.clock.now()),
    code_expires_on: row.code_expires_on === null ? null : dayInChina(context.clock.now()),
  });
  await writeGuidanceEvent(context, row, 'close', `${GUIDANCE_RESULT_NAMES[result]}：${opinion}`);
  await endDeadline(context, {
    on: row.id,
    outcome: result === 'not-corrected' ? 'dropped' : 'met',
    reason: opinion,
  });
  if (row.lead_id === null || result === 'not-corrected') return;
  const leadResult = LEAD_RESULT[result];
  await resolveLead(context, row.lead_id, {
    by: 'guidance',
    recordId: row.id,
    facts: row.form.facts,
    ...(leadResult === undefined ? {} : { result: leadResult }),
    handling: `${GUIDANCE_KIND_NAMES[row.kind]}，${GUIDANCE_RESULT_NAMES[result]}：${opinion}`,
    reference: row.number,
  });
}
