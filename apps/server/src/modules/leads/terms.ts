import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline, startDeadlines } from '../deadlines/service.ts';
import type { LeadRow } from './store.ts';

/** 线索核查: 15 working days from the day of discovery or receipt, +15 with approval (处罚程序规定 art. 18). */
export const CHECK_RULE = 'clue-check';
const SIGN_TERM = '签收期限';
/** Days in which a unit is expected to sign; the dispatcher's own term if that is earlier. */
const SIGN_DAYS = 3;

/** The term for feedback of a hand-over; each level has its own. */
export const feedbackTerm = (hop: number): string => (hop <= 1 ? '反馈期限' : `反馈期限（第${hop}级）`);

type Placed = Pick<
  LeadRow,
  'bureau' | 'region' | 'id' | 'number' | 'title' | 'holder_org_id' | 'holder_officer_id'
>;

const common = (lead: Placed) => ({
  bureau: lead.bureau,
  region: lead.region,
  on: lead.id,
  title: `${lead.number} ${lead.title}`,
  path: `/leads/${lead.id}`,
  orgId: lead.holder_org_id,
  officerId: lead.holder_officer_id,
});

/** Starts 线索核查 of a lead that is (again) to be handled. */
export async function startCheckTerm(
  context: WriteContext,
  lead: Placed & Pick<LeadRow, 'received_on'>,
): Promise<void> {
  await startDeadline(context, { ...common(lead), rule: CHECK_RULE, start: lead.received_on as PlainDate });
}

/** Starts the terms of hand-overs: to sign, and to feed back by the day that the dispatcher set. */
export async function startDispatchTerms(
  context: WriteContext,
  leads: readonly (Placed & Pick<LeadRow, 'hops'>)[],
  dueOn: string,
): Promise<void> {
  const due = dueOn as PlainDate;
  const signBy = addDays(dayInChina(context.clock.now()), SIGN_DAYS);
  const signDue = [signBy, due].toSorted()[0]!;
  await startDeadlines(
    context,
    leads.flatMap((lead) => [
      { ...common(lead), rule: null, term: SIGN_TERM, dueOn: signDue },
      { ...common(lead), rule: null, term: feedbackTerm(lead.hops), dueOn: due },
    ]),
  );
}

/** The unit has signed. */
export async function endSignTerm(context: WriteContext, leadId: string): Promise<void> {
  await endDeadline(context, { on: leadId, rule: null, term: SIGN_TERM, outcome: 'met' });
}

/** A hand-over was taken back or returned: its terms no longer count. */
export async function dropDispatchTerms(context: WriteContext, leadId: string, hop: number): Promise<void> {
  for (const term of [SIGN_TERM, feedbackTerm(hop)])
    await endDeadline(context, { on: leadId, rule: null, term, outcome: 'dropped' });
}

/** The feedback of a level is there. */
export async function endFeedbackTerm(context: WriteContext, leadId: string, hop: number): Promise<void> {
  await endDeadline(context, { on: leadId, rule: null, term: feedbackTerm(hop), outcome: 'met' });
}

/** Feedback that was sent back is due again, by the day that was set or today. */
export async function restartFeedbackTerm(
  context: WriteContext,
  lead: Placed & Pick<LeadRow, 'hops'>,
  dueOn: string,
): Promise<void> {
  const today = dayInChina(context.clock.now());
  await startDeadline(context, {
    ...common(lead),
    rule: null,
    term: feedbackTerm(lead.hops),
    dueOn: (dueOn < today ? today : dueOn) as PlainDate,
  });
}

/** The lead is decided: what still runs on it ends. */
export async function endTerms(
  context: WriteContext,
  leadId: string,
  outcome: 'met' | 'dropped',
): Promise<void> {
  await endDeadline(context, { on: leadId, outcome });
}
