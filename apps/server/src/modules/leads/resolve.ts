import type { LeadResult } from '@wangjian/core/lead.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline } from '../deadlines/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { actAsPlatform } from './act.ts';
import { openHops } from './course-store.ts';
import { unitOf } from './dispatch.ts';
import { movesOf } from './lifecycle.ts';
import { writeEvent } from './register.ts';
import { addFeedback, reviewLine } from './review.ts';
import { getLeadRow, type LeadRow, saveLead } from './store.ts';
import { CHECK_RULE } from './terms.ts';

/** What a lead may end by in the modules to the right. */
export type ResolvedBy = 'guidance' | 'inspection' | 'case' | 'transfer' | 'no-violation';

const RESULT_OF: Readonly<Record<ResolvedBy, LeadResult>> = {
  guidance: 'guided',
  inspection: 'rectified',
  case: 'case',
  transfer: 'transferred',
  'no-violation': 'not-a-violation',
};
const WORDS: Readonly<Record<ResolvedBy, string>> = {
  guidance: '行政指导',
  inspection: '检查',
  case: '立案',
  transfer: '移送',
  'no-violation': '不构成违法',
};

/** The lead with all its columns, or `not_found` (also outside the scope). */
export async function leadOf(tx: ScopedTx, id: string): Promise<LeadRow> {
  return await getLeadRow(tx, id);
}

/**
 * Marks a lead as being handled by a guidance, inspection, case or transfer: its page names the record, its state stays
 * until `resolveLead`. A case that was opened ends 线索核查.
 */
export async function holdLead(
  context: WriteContext,
  leadId: string,
  record: { readonly by: ResolvedBy; readonly recordId: string; readonly title: string },
): Promise<void> {
  const row = await getLeadRow(context.tx, leadId);
  await saveLead(context.tx, row, { resolved_by: record.by, resolved_id: record.recordId });
  await writeEvent(context, row, 'hold', `转${WORDS[record.by]}：${record.title}`);
  if (record.by === 'case')
    await endDeadline(context, { on: leadId, rule: CHECK_RULE, outcome: 'met', reason: '已决定立案' });
}

/** Writes into a lead's course what a record to the right has to tell of it; who handles it stays. */
export async function noteOnLead(context: WriteContext, leadId: string, words: string): Promise<void> {
  await writeEvent(context, await getLeadRow(context.tx, leadId), 'comment', words);
}

/**
 * Ends the handling of a lead by a record to the right: its result becomes the feedback, which waits for review. Answers
 * false where the lead is past that (reviewed, closed, dismissed): then the record is only named on it.
 */
export async function resolveLead(
  context: WriteContext,
  leadId: string,
  record: {
    readonly by: ResolvedBy;
    readonly recordId: string;
    /** The facts found and what was done, in words. */
    readonly facts: string;
    /** By default what `by` says. */
    readonly result?: LeadResult;
    readonly handling?: string | null;
    /** 案号、文号. */
    readonly reference?: string | null;
    readonly reason?: string | null;
  },
): Promise<boolean> {
  const { tx, actor, clock } = context;
  const row = await getLeadRow(tx, leadId);
  const named = { resolved_by: record.by, resolved_id: record.recordId };
  if (!movesOf(row.status).some(([action]) => action === 'settle')) {
    await saveLead(tx, row, named);
    await writeEvent(context, row, 'hold', `${WORDS[record.by]}：${record.facts}`);
    return false;
  }
  const units = await unitsOfBureau(tx, row.bureau);
  const [first] = reviewLine(row, await openHops(tx, leadId), units);
  const result = record.result ?? RESULT_OF[record.by];
  await actAsPlatform(context, row, 'settle', `${WORDS[record.by]}：${record.facts}`, {
    change: {
      ...named,
      result,
      fed_back_at: clock.now(),
      checked_on: row.checked_on ?? dayInChina(clock.now()),
      holder_org_id: row.holder_org_id ?? unitOf(actor, row),
      review_org_id: first?.orgId ?? unitOf(actor, row),
    },
    after: (lead) =>
      addFeedback(context, lead, {
        result,
        facts: record.facts,
        handling: record.handling,
        reference: record.reference,
        reason: record.reason,
        resolvedBy: record.by,
        resolvedId: record.recordId,
      }),
  });
  return true;
}
