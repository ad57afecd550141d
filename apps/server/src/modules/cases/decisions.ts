import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import type { CaseFacts } from './case-facts.ts';
import { endClocks, startClock, startPartyClock } from './clocks.ts';
import { publicationOf } from './law/publication.ts';
import { clockOf, stageOf } from './party-facts.ts';
import { changeParty, type PartyChange, type PartyRow } from './party-store.ts';
import { outcomeOf } from './steps-decision.ts';
import { allDone } from './steps-execution.ts';
import { type CaseChange, type CaseRow, saveCase } from './store.ts';

const CLOCKS_OF_DECISION = [
  'decision-service',
  'penalty-publication-credit-china',
  'penalty-publication',
] as const;

const forfeitOf = ({ penalty }: Pick<PartyRow, 'penalty'>) =>
  penalty === null ? 0 : penalty.forfeitIncome + penalty.forfeitGoodsValue;

/**
 * The decision on a party is signed: its days and sums become columns, service and publication run (程序规定 arts 62–64,
 * 81; 公示规定 art. 9: 7 working days for 信用中国, 20 for the enterprise credit system, both from the decision).
 */
export async function decisionSigned(
  context: WriteContext,
  row: CaseRow,
  party: PartyRow,
  paper: { readonly documentId: string; readonly number: string | null; readonly day: PlainDate },
): Promise<PartyChange> {
  await startPartyClock(context, row, party, 'decision-service', paper.day);
  const publish = party.penalty !== null && publicationOf(party.penalty, row.procedure).publish;
  if (publish)
    for (const rule of ['penalty-publication-credit-china', 'penalty-publication'])
      await startPartyClock(context, row, party, rule, paper.day);
  return {
    decided_on: paper.day,
    decision_document: paper.documentId,
    decision_number: paper.number,
    fine_fen: party.penalty?.fine ?? 0,
    forfeit_fen: forfeitOf(party),
    publish,
  };
}

/** What the case as a whole counts once every party has its decision: one outcome, the sums, the first decision. */
export function decidedColumns(parties: readonly PartyRow[]): CaseChange {
  const decided = parties.filter(({ decision_document }) => decision_document !== null);
  const outcome = outcomeOf(decided);
  const first = decided.find((party) => party.outcome === outcome) ?? decided[0];
  return {
    outcome,
    decided_on:
      decided
        .map(({ decided_on }) => decided_on)
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null,
    decision_document: first?.decision_document ?? null,
    decision_number: first?.decision_number ?? null,
    fine_fen: decided.reduce((sum, { fine_fen }) => sum + fine_fen, 0),
    forfeit_fen: decided.reduce((sum, { forfeit_fen }) => sum + forfeit_fen, 0),
  };
}

/** Where a decided case goes on: to service while one party waits for it, to execution, or to its closing. */
export async function afterDecisions(
  context: WriteContext,
  row: CaseRow,
  parties: readonly PartyRow[],
  today: PlainDate,
): Promise<CaseChange> {
  const stages = new Set(parties.map(stageOf));
  if (stages.has('serving')) return { state: 'serving' };
  if (stages.has('executing')) return { state: 'executing' };
  return await allDone(context, row, parties, today);
}

/** Fifteen days to pay from service, whose last day moves off a holiday (程序规定 arts 72, 80); answers with that day. */
export async function startPayment(
  context: WriteContext,
  row: CaseRow,
  party: PartyRow,
  servedOn: PlainDate,
): Promise<string> {
  await startPartyClock(context, row, party, 'fine-payment', servedOn);
  const running = (await deadlinesOf(context, [clockOf(party)])).get(clockOf(party)) ?? [];
  const period = running.find(({ rule, ended }) => rule === 'fine-payment' && ended === null);
  return period?.due ?? addDays(servedOn, 15);
}

/** The decision was served on a party: payment, reconsideration and enforcement run from that day (arts 71–76). */
export async function decisionServed(
  context: WriteContext,
  facts: CaseFacts,
  party: PartyRow,
  day: PlainDate,
): Promise<void> {
  const { row, parties, today } = facts;
  await endClocks(context, clockOf(party), ['decision-service']);
  const change: PartyChange = { served_on: day };
  if (party.outcome !== 'penalty')
    Object.assign(change, {
      ended_on: day,
      end_reason: party.outcome === 'no-penalty' ? '作出不予行政处罚决定' : '违法事实不能成立，不予行政处罚',
    });
  else if (party.fine_fen + party.forfeit_fen > 0) {
    change.pay_by = await startPayment(context, row, party, day);
  }
  await changeParty(context.tx, party.id, change);
  const all = parties.map((one) => (one.id === party.id ? ({ ...one, ...change } as PartyRow) : one));
  // While another decision waits for its signature, the case stays before it.
  const next = row.state === 'serving' ? await afterDecisions(context, row, all, today) : {};
  await saveCase(context.tx, row, next);
}

/** The decision on a party was declared void before it was served. */
export async function undoDecision(context: WriteContext, facts: CaseFacts, party: PartyRow): Promise<void> {
  const { row } = facts;
  await endClocks(context, clockOf(party), CLOCKS_OF_DECISION, 'dropped');
  await changeParty(context.tx, party.id, {
    decided_on: null,
    decision_document: null,
    decision_number: null,
    outcome: null,
    penalty: null,
    fine_fen: 0,
    forfeit_fen: 0,
    publish: null,
  });
  if (row.state !== 'serving') return await saveCase(context.tx, row, {});
  await saveCase(context.tx, row, {
    state: 'deciding',
    decided_on: null,
    decision_document: null,
    decision_number: null,
    outcome: null,
    fine_fen: 0,
    forfeit_fen: 0,
  });
  await startClock(context, row, 'case-handling', row.filed_on as PlainDate);
}
