import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { endDeadline, startDeadline, startDeadlines } from '../deadlines/service.ts';
import type { LeadRow } from './store.ts';

/** 线索核查: 15 working days from the day of discovery or receipt, +15 with approval (处罚程序规定 art. 18). */
export const CHECK_RULE = 'clue-check';
const SIGN_TERM = '签收期限';
const SUPERVISION_TERM = '督办期限';
/** By when the bureau to which a lead was handed over is to answer: runs there and here. */
const ANSWER_TERM = '答复移交机关期限';
const AWAITED_TERM = '承接机关答复期限';
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

/** 线索核查 runs anew from a later receipt: new facts of a merged report (令121 art. 35). */
export async function restartCheckTerm(
  context: WriteContext,
  lead: Placed & Pick<LeadRow, 'received_on'>,
): Promise<void> {
  const which = { on: lead.id, rule: CHECK_RULE };
  await endDeadline(context, { ...which, outcome: 'dropped', reason: '并入的举报补充了新的事实，重新计算' });
  await startCheckTerm(context, lead);
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

/** Starts the terms of a lead that another bureau handed over: to sign, and to answer by the day that it set. */
export async function startReceivedTerms(
  context: WriteContext,
  lead: Placed & Pick<LeadRow, 'feedback_due_on'>,
): Promise<void> {
  const today = dayInChina(context.clock.now());
  const asked = lead.feedback_due_on as PlainDate | null;
  const due = asked && asked < today ? today : asked;
  const signDue = [addDays(today, SIGN_DAYS), ...(due ? [due] : [])].toSorted()[0]!;
  await startDeadlines(context, [
    { ...common(lead), rule: null, term: SIGN_TERM, dueOn: signDue },
    ...(due ? [{ ...common(lead), rule: null, term: ANSWER_TERM, dueOn: due } as const] : []),
  ]);
}

/** The other bureau's answer is awaited by the day that was set, if any, by the unit that handed the lead over. */
export async function awaitAnswer(context: WriteContext, lead: LeadRow, dueOn: string | null): Promise<void> {
  if (dueOn === null) return;
  const { dispatcher_org_id: orgId } = lead;
  await startDeadline(context, {
    ...common(lead),
    orgId,
    officerId: null,
    rule: null,
    term: AWAITED_TERM,
    dueOn: dueOn as PlainDate,
  });
}

/** The other bureau answered. */
export async function endAwaited(
  context: WriteContext,
  leadId: string,
  outcome: 'met' | 'dropped',
): Promise<void> {
  await endDeadline(context, { on: leadId, rule: null, term: AWAITED_TERM, outcome });
}

/**
 * The unit that is to act on a lead now: the reviewing one for a feedback, the one that handed it over to another bureau
 * while that is to answer, else the one that holds it.
 */
export function unitToAct(lead: LeadRow): string | null {
  if (lead.status === 'reviewing') return lead.review_org_id;
  return lead.status === 'handed-over' ? lead.dispatcher_org_id : lead.holder_org_id;
}

/** 督办期限, by the day that the superior set; a later 督办 moves it. */
export async function startSupervisionTerm(
  context: WriteContext,
  lead: LeadRow,
  dueOn: string,
): Promise<void> {
  const today = dayInChina(context.clock.now());
  const orgId = unitToAct(lead);
  const which = { on: lead.id, rule: null, term: SUPERVISION_TERM };
  await endDeadline(context, { ...which, outcome: 'dropped', reason: '重新督办' });
  await startDeadline(context, {
    ...common(lead),
    orgId,
    officerId: orgId === lead.holder_org_id ? lead.holder_officer_id : null,
    rule: null,
    term: SUPERVISION_TERM,
    dueOn: (dueOn < today ? today : dueOn) as PlainDate,
  });
}

/** What the superior asked for is done. */
export async function endSupervisionTerm(context: WriteContext, leadId: string): Promise<void> {
  await endDeadline(context, { on: leadId, rule: null, term: SUPERVISION_TERM, outcome: 'met' });
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
  lead: Placed,
  hop: number,
  dueOn: string,
): Promise<void> {
  const today = dayInChina(context.clock.now());
  await startDeadline(context, {
    ...common(lead),
    rule: null,
    term: feedbackTerm(hop),
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
