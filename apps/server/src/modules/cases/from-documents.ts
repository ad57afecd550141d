import { addMonths, type PlainDate } from '@wangjian/core/plain-date.ts';
import { on } from '../../platform/events.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { extendDeadline, pauseDeadline } from '../deadlines/service.ts';
import { documentReturned, documentServed, documentSigned, documentVoided } from '../documents/events.ts';
import { notify } from '../inbox/service.ts';
import { type CaseFacts, factsOf, runningDeadline } from './case-facts.ts';
import { casePath, endClocks, startClock } from './clocks.ts';
import { publicationOf } from './law/publication.ts';
import { leadEnded, leadFiled } from './lead-link.ts';
import { type CaseAction, pendingMove } from './lifecycle.ts';
import { matterSigned } from './matters.ts';
import { isCaseId, writeCaseEvent } from './step.ts';
import { payByOf } from './steps-execution.ts';
import { type CaseChange, type CaseRow, lockCaseRow, mattersOf, saveCase } from './store.ts';

interface Paper {
  readonly documentId: string;
  readonly number: string | null;
  /** Signed on, or effectively served on. */
  readonly day: PlainDate;
}
type Completion = (context: WriteContext, facts: CaseFacts, paper: Paper) => Promise<CaseChange>;

const inputOf = (row: CaseRow) => (row.pending_input ?? {}) as Record<string, unknown>;
const ALL_BEFORE_DECISION = ['case-handling', 'case-review', 'party-statement', 'hearing-request'] as const;

const CLOCKS_OF_DECISION = [
  'decision-service',
  'penalty-publication-credit-china',
  'penalty-publication',
] as const;

/** A decision is signed: its days and sums become columns, service and publication run (程序规定 arts 62–64, 81). */
async function decided(context: WriteContext, { row }: CaseFacts, paper: Paper): Promise<CaseChange> {
  await endClocks(context, row.id, ALL_BEFORE_DECISION);
  await startClock(context, row, 'decision-service', paper.day);
  return { decided_on: paper.day, decision_document: paper.documentId, decision_number: paper.number };
}

/** 7 working days for 信用中国, 20 for the enterprise credit system: both from the decision (公示规定 art. 9). */
async function publish(context: WriteContext, row: CaseRow, day: PlainDate): Promise<boolean> {
  if (row.penalty === null) return false;
  const { publish: wanted } = publicationOf(row.penalty, row.procedure);
  if (wanted) {
    await startClock(context, row, 'penalty-publication-credit-china', day);
    await startClock(context, row, 'penalty-publication', day);
  }
  return wanted;
}

const forfeitOf = (row: CaseRow) =>
  row.penalty === null ? 0 : row.penalty.forfeitIncome + row.penalty.forfeitGoodsValue;

/** What the signed (or served) document of each step brings about. */
const COMPLETIONS: Partial<Record<CaseAction, Completion>> = {
  async file(context, { row }, { day, number }) {
    await endClocks(context, row.id, ['clue-check']);
    await startClock(context, row, 'case-handling', day);
    await leadFiled(context, row, number);
    return { number, filed_on: day };
  },
  async refuse(context, { row }, { day }) {
    await endClocks(context, row.id, ['clue-check']);
    await leadEnded(context, row, row.end_reason ?? '不予立案');
    return { ended_on: day };
  },
  async 'decide-on-spot'(context, { row }, { day, documentId, number }) {
    await endClocks(context, row.id, ['clue-check']);
    await startClock(context, row, 'simple-procedure-filing', day);
    const fine = row.penalty?.fine ?? 0;
    if (fine > 0) await startClock(context, row, 'fine-payment', day);
    // 当场交付 (程序规定 art. 67): decided and served on one day; the number of the decision is that of the case.
    return {
      number,
      outcome: 'penalty',
      decided_on: day,
      served_on: day,
      decision_document: documentId,
      decision_number: number,
      publish: false,
      fine_fen: fine,
      pay_by: fine > 0 ? payByOf(day) : null,
    };
  },
  async suspend(context, facts, { day }) {
    const period = runningDeadline(facts, 'case-handling');
    if (period && period.pausedSince === null)
      await pauseDeadline(context, { on: facts.row.id, rule: 'case-handling', from: day, reason: '中止' });
    return {};
  },
  async terminate(context, { row }, { day }) {
    await endClocks(context, row.id, ALL_BEFORE_DECISION, 'dropped');
    await startClock(context, row, 'case-closing', day);
    return { outcome: 'terminated', ended_on: day, end_reason: '案件终止调查' };
  },
  async extend(context, { row }) {
    const { days, opinion } = inputOf(row) as { days: number; opinion: string };
    await extendDeadline(context, { on: row.id, rule: 'case-handling', length: days, reason: opinion });
    return { extended_times: row.extended_times + 1 };
  },
  async conclude(context, { row }, { day }) {
    await startClock(context, row, 'case-review', day);
    return { concluded_on: day };
  },
  async notify(context, { row }, { day }) {
    await startClock(context, row, 'party-statement', day);
    if (row.hearing_right) await startClock(context, row, 'hearing-request', day);
    return { noticed_on: day, statement: null, statement_on: null, statement_adopted: null, waived: false };
  },
  async 'schedule-hearing'(_, { row }) {
    return { hearing_on: (inputOf(row) as { hearingOn: string }).hearingOn };
  },
  async decide(context, facts, paper) {
    const { row } = facts;
    return {
      ...(await decided(context, facts, paper)),
      outcome: 'penalty',
      fine_fen: row.penalty?.fine ?? 0,
      forfeit_fen: forfeitOf(row),
      publish: await publish(context, row, paper.day),
    };
  },
  async 'decide-none'(context, facts, paper) {
    return { ...(await decided(context, facts, paper)), publish: false };
  },
  async defer(_, { row }) {
    return { pay_by: (inputOf(row) as { until: string }).until };
  },
  async demand(context, { row }, { day }) {
    await endClocks(context, row.id, ['enforcement-demand'], 'dropped');
    await startClock(context, row, 'enforcement-demand', day);
    return { demanded_on: day };
  },
  async 'apply-court'(context, { row }, { day }) {
    await endClocks(context, row.id, ['enforcement-demand', 'enforcement-application']);
    return { court_applied_on: day };
  },
  async close(context, { row }, { day }) {
    await endClocks(context, row.id, ['case-closing']);
    await leadEnded(context, row, row.end_reason ?? '已结案');
    return { closed_on: day };
  },
};

/** The pending step's document came through: its effects, the next state, one line of the course. */
async function complete(context: WriteContext, row: CaseRow, paper: Paper): Promise<void> {
  const action = row.pending_action!;
  const move = pendingMove(row.state, action);
  if (!move) return;
  const change = (await COMPLETIONS[action]?.(context, await factsOf(context, row), paper)) ?? {};
  await saveCase(context.tx, row, {
    state: move.to,
    pending_action: null,
    pending_document: null,
    pending_input: null,
    ...change,
  });
}

/** The decision was served: payment, reconsideration and enforcement run from that day (程序规定 arts 71–76). */
async function decisionServed(context: WriteContext, row: CaseRow, day: PlainDate): Promise<CaseChange> {
  await endClocks(context, row.id, ['decision-service']);
  const owed = row.fine_fen + row.forfeit_fen > 0;
  if (owed) {
    await startClock(context, row, 'fine-payment', day);
    return { state: 'executing', served_on: day, pay_by: payByOf(day) };
  }
  if (row.outcome === 'penalty') return { state: 'executing', served_on: day };
  await startClock(context, row, 'case-closing', day);
  return {
    state: 'ending',
    served_on: day,
    ended_on: day,
    end_reason: row.outcome === 'no-penalty' ? '作出不予行政处罚决定' : '违法事实不能成立，不予行政处罚',
  };
}

/** Six months after service the party can no longer sue: then three months to apply to the court (art. 76). */
export const enforceableFrom = (servedOn: PlainDate): PlainDate => addMonths(servedOn, 6);

async function tellHandlers(context: WriteContext, facts: CaseFacts, title: string, text: string) {
  const officerIds = facts.handlers
    .map(({ officer_id }) => officer_id)
    .filter((id) => id !== context.actor.id);
  if (officerIds.length === 0) return;
  await notify(context, {
    to: { officerIds },
    kind: 'notice',
    title,
    text,
    path: casePath(facts.row.id),
    on: facts.row.id,
  });
}

const nothing = { audit: 'nothing done' } as const;

const onSigned = on(documentSigned, {
  action: 'case.document-signed',
  title: '案件文书签发',
  async run(context, { documentId, on: id, title, number, signedOn, by }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    const matter = (await mattersOf(context.tx, id)).find((one) => one.document_id === documentId);
    await writeCaseEvent(context, row, 'signed', `《${title}》${number ? ` ${number}` : ''}`);
    if (matter?.state === 'drafting') await matterSigned(context, row, matter, signedOn);
    const move = row.pending_action === null ? undefined : pendingMove(row.state, row.pending_action);
    const completes = row.pending_document === documentId && move?.on === 'signed';
    if (completes) await complete(context, row, { documentId, number, day: signedOn });
    const facts = await factsOf(context, row);
    await tellHandlers(
      context,
      facts,
      `《${title}》已签发`,
      `${row.title}：${by} 签发${move?.on === 'served' ? '，请送达' : ''}`,
    );
    return {
      audit: {
        on: id,
        before: { state: row.state },
        after: { document: documentId, step: completes ? row.pending_action : null },
      },
    };
  },
});

const onServed = on(documentServed, {
  action: 'case.document-served',
  title: '案件文书送达',
  async run(context, { documentId, on: id, title, number, effectiveOn, recipient }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    await writeCaseEvent(context, row, 'served', `《${title}》${effectiveOn} 送达 ${recipient}`);
    const move = row.pending_action === null ? undefined : pendingMove(row.state, row.pending_action);
    if (row.pending_document === documentId && move?.on === 'served')
      await complete(context, row, { documentId, number, day: effectiveOn });
    else if (row.state === 'serving' && row.decision_document === documentId)
      await saveCase(context.tx, row, await decisionServed(context, row, effectiveOn));
    return { audit: { on: id, before: { state: row.state }, after: { served: documentId, effectiveOn } } };
  },
});

const onReturned = on(documentReturned, {
  action: 'case.document-returned',
  title: '案件文书退回',
  async run(context, { documentId, on: id, title, reason, by }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    await writeCaseEvent(context, row, 'returned', `《${title}》${by} 退回：${reason}`);
    return { audit: { on: id, why: reason, after: { returned: documentId } } };
  },
});

const onVoided = on(documentVoided, {
  action: 'case.document-voided',
  title: '案件文书作废',
  async run(context, { documentId, on: id, title, reason }) {
    if (!isCaseId(id)) return nothing;
    const row = await lockCaseRow(context.tx, id);
    await writeCaseEvent(context, row, 'voided', `《${title}》作废：${reason}`);
    // A notice that was signed but not yet served no longer holds the case up.
    if (row.pending_document === documentId)
      await saveCase(context.tx, row, { pending_action: null, pending_document: null, pending_input: null });
    else if (row.state === 'serving' && row.decision_document === documentId) {
      // Void before it was served: the case stands before its decision again.
      await endClocks(context, id, CLOCKS_OF_DECISION, 'dropped');
      await saveCase(context.tx, row, {
        state: 'deciding',
        decided_on: null,
        decision_document: null,
        decision_number: null,
        outcome: null,
        fine_fen: 0,
        forfeit_fen: 0,
        publish: null,
      });
      await startClock(context, row, 'case-handling', row.filed_on as PlainDate);
    }
    return { audit: { on: id, why: reason, after: { voided: documentId } } };
  },
});

/** What documents tell cases. */
export const events = [onSigned, onServed, onReturned, onVoided];
