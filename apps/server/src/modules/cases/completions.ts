import type { PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { extendDeadline } from '../deadlines/service.ts';
import type { CaseFacts } from './case-facts.ts';
import { endClocks, endPartyClocks, standStill, startClock, startPartyClock } from './clocks.ts';
import { asksHearing, suableUntil } from './conditions.ts';
import { afterDecisions, decidedColumns, decisionSigned, startPayment } from './decisions.ts';
import { leadEnded, leadFiled } from './lead-link.ts';
import type { CaseAction } from './lifecycle.ts';
import { tellReviewers } from './news.ts';
import { clockOf, undecided } from './party-facts.ts';
import { changeParty, type PartyChange, type PartyRow } from './party-store.ts';
import type { CaseChange } from './store.ts';

/** A document that came through. */
export interface Paper {
  readonly documentId: string;
  readonly number: string | null;
  /** Signed on, or effectively served on. */
  readonly day: PlainDate;
}
type Input = Readonly<Record<string, unknown>>;
type Completion = (
  context: WriteContext,
  facts: CaseFacts,
  paper: Paper,
  input: Input,
) => Promise<CaseChange>;
type PartyCompletion = (
  context: WriteContext,
  facts: CaseFacts & { readonly party: PartyRow },
  paper: Paper,
  input: Input,
) => Promise<PartyChange>;

const STATING = ['party-statement', 'hearing-request'] as const;

async function endBeforeDecision(
  context: WriteContext,
  facts: CaseFacts,
  outcome: 'met' | 'dropped' = 'met',
): Promise<void> {
  await endClocks(context, facts.row.id, ['case-handling', 'case-review'], outcome);
  await endPartyClocks(context, facts, STATING, outcome);
}

/** Every decision is signed: the case is counted, and waits for their service. */
const allDecided: Completion = async (context, facts) => {
  await endBeforeDecision(context, facts);
  return {
    ...decidedColumns(facts.parties),
    ...(await afterDecisions(context, facts.row, facts.parties, facts.today)),
  };
};

/** What the signed (or served) document of each step brings about for the case, once all of the step have come. */
export const COMPLETIONS: Partial<Record<CaseAction, Completion>> = {
  async file(context, { row }, { day, number }) {
    await endClocks(context, row.id, ['clue-check']);
    await startClock(context, row, 'case-handling', day);
    await leadFiled(context, row, number);
    return { number, filed_on: day };
  },
  async refuse(context, { row, parties }, { day }) {
    await endClocks(context, row.id, ['clue-check']);
    await leadEnded(context, row, parties, row.end_reason ?? '不予立案');
    return { ended_on: day };
  },
  async 'decide-on-spot'(context, { row, parties }, { day, number }) {
    await endClocks(context, row.id, ['clue-check']);
    await startClock(context, row, 'simple-procedure-filing', day);
    // The number of the decision is that of the case.
    return { number, ...decidedColumns(parties) };
  },
  async suspend(context, facts, { day }) {
    await standStill(context, facts, '中止', day);
    return {};
  },
  async terminate(context, facts, { day }) {
    const { row, parties, today } = facts;
    await endBeforeDecision(context, facts, 'dropped');
    const done = { ended_on: day, end_reason: '案件终止调查' };
    // Where some were decided on already, only the others are left out: the case counts as what was decided.
    if (parties.some(({ decision_document }) => decision_document !== null)) {
      const open = undecided(facts);
      for (const { id } of open) await changeParty(context.tx, id, done);
      const all = parties.map((party) => (open.includes(party) ? { ...party, ...done } : party));
      return { ...decidedColumns(all), ...(await afterDecisions(context, row, all, today)) };
    }
    await startClock(context, row, 'case-closing', day);
    return { outcome: 'terminated', ...done };
  },
  async extend(context, { row }, _, input) {
    const { days, opinion } = input as { days: number; opinion: string };
    await extendDeadline(context, { on: row.id, rule: 'case-handling', length: days, reason: opinion });
    return { extended_times: row.extended_times + 1 };
  },
  async conclude(context, { row }, { day }) {
    await startClock(context, row, 'case-review', day);
    await tellReviewers(context, row);
    return { concluded_on: day };
  },
  notify: async (_, { parties }) => ({ state: parties.some(asksHearing) ? 'hearing' : 'stating' }),
  decide: allDecided,
  'decide-none': allDecided,
  async close(context, { row, parties }, { day }) {
    await endClocks(context, row.id, ['case-closing']);
    await leadEnded(context, row, parties, row.end_reason ?? '已结案');
    return { closed_on: day };
  },
};

/** The same for the party that the document is about. */
export const PARTY_COMPLETIONS: Partial<Record<CaseAction, PartyCompletion>> = {
  async 'decide-on-spot'(context, { row, party }, { day, documentId, number }) {
    const fine = party.penalty?.fine ?? 0;
    // 当场交付 (程序规定 art. 67): decided and served on one day.
    return {
      decided_on: day,
      served_on: day,
      decision_document: documentId,
      decision_number: number,
      publish: false,
      fine_fen: fine,
      pay_by: fine > 0 ? await startPayment(context, row, party, day) : null,
    };
  },
  async notify(context, { row, party }, { day }) {
    await startPartyClock(context, row, party, 'party-statement', day);
    if (party.hearing_right) await startPartyClock(context, row, party, 'hearing-request', day);
    return { noticed_on: day, statement: null, statement_on: null, statement_adopted: null, waived: false };
  },
  'schedule-hearing': async (_, __, ___, input) => ({
    hearing_on: (input as { hearingOn: string }).hearingOn,
  }),
  decide: async (context, { row, party }, paper) => await decisionSigned(context, row, party, paper),
  'decide-none': async (context, { row, party }, paper) => await decisionSigned(context, row, party, paper),
  async defer(_, __, ___, input) {
    const { answer, until, instalments } = input as {
      answer?: string;
      until?: string | null;
      instalments?: { dueOn: string }[];
    };
    // Refused: the period stays as it was.
    if (answer === 'refuse') return {};
    const last = answer === 'instalments' ? instalments?.at(-1)?.dueOn : until;
    return last ? { pay_by: last } : {};
  },
  async demand(context, facts, { day }) {
    const { row, party } = facts;
    await endClocks(context, clockOf(party), ['enforcement-demand', 'enforcement-application'], 'dropped');
    await startPartyClock(context, row, party, 'enforcement-demand', day);
    // 行政强制法 art. 53: three months from the day on which the period to sue has run out.
    const suable = suableUntil(facts, party);
    if (suable) await startPartyClock(context, row, party, 'enforcement-application', suable);
    return { demanded_on: day };
  },
  async 'apply-court'(context, { party }, { day }) {
    await endClocks(context, clockOf(party), ['enforcement-demand', 'enforcement-application']);
    return { court_applied_on: day };
  },
};
