import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { addDays } from '@wangjian/core/plain-date.ts';
import { resumeDeadline } from '../deadlines/service.ts';
import { runningDeadline } from './case-facts.ts';
import { endClocks } from './clocks.ts';
import { rangeProblem } from './conditions.ts';
import * as contract from './contract.ts';
import { isEmptyPenalty, penaltyInWords } from './law/penalty.ts';
import { caseStep, openDocument } from './step.ts';

/** 程序规定 art. 46. */
const SUSPEND_GROUNDS = {
  'related-case': '须以相关案件的裁判结果或者其他行政决定为依据（程序规定第四十六条第一项）',
  interpretation: '法律适用问题需要送请有权机关解释或者确认（程序规定第四十六条第二项）',
  'force-majeure': '因不可抗力暂时无法调查（程序规定第四十六条第三项）',
  'party-missing': '因当事人下落不明暂时无法调查（程序规定第四十六条第四项）',
  other: '其他应当中止调查的情形（程序规定第四十六条第五项）',
} as const;

/** Steps of the investigation and the review. */
export const investigationSteps = [
  caseStep(contract.suspendCase, {
    action: 'suspend',
    run: async (_, __, { ground, opinion }) => ({ opinion: `${SUSPEND_GROUNDS[ground]}：${opinion}` }),
    values: (_, { ground, opinion }) => ({
      ground: SUSPEND_GROUNDS[ground],
      reason: `${SUSPEND_GROUNDS[ground]}。${opinion}`,
      reasons: `${SUSPEND_GROUNDS[ground]}。${opinion}`,
      matter: '中止案件调查',
      proposal: opinion,
    }),
  }),
  caseStep(contract.resumeCase, {
    action: 'resume',
    async run(context, facts, { opinion }) {
      const period = runningDeadline(facts, 'case-handling');
      // The day of the resumption counts again; the last day not counted is the one before.
      if (period?.pausedSince)
        await resumeDeadline(context, {
          on: facts.row.id,
          rule: 'case-handling',
          to: lastDayOff(period.pausedSince, facts.today),
          reason: opinion,
        });
      return {};
    },
  }),
  caseStep(contract.terminateCase, {
    action: 'terminate',
    values: (_, { opinion }) => ({
      reason: opinion,
      reasons: opinion,
      matter: '终止案件调查',
      proposal: opinion,
    }),
  }),
  caseStep(contract.extendCase, {
    action: 'extend',
    check(facts, { days }) {
      const times = facts.row.extended_times;
      return times === 0 && days > 30 ? ['第一次延长不得超过三十日（程序规定第六十四条）'] : [];
    },
    values: (facts, { days, opinion }) => ({
      days: String(days),
      length: `${days}日`,
      reason: opinion,
      reasons: opinion,
      matter: `延长办案期限${days}日`,
      due: runningDeadline(facts, 'case-handling')?.due,
      proposal: opinion,
    }),
  }),
  caseStep(contract.concludeCase, {
    action: 'conclude',
    check: (facts, { proposal, rangeReason }) => [
      ...[isEmptyPenalty(proposal) ? null : rangeProblem(facts, proposal.fine, rangeReason)].filter(
        (one) => one !== null,
      ),
    ],
    run: async (_, __, { facts, proposal, rangeReason }) => ({
      change: {
        facts,
        proposal,
        range_reason: rangeReason ?? null,
        // A new report asks for a new review.
        reviewed_on: null,
        review_kind: null,
        reviewed_by: null,
        review_opinion: null,
      },
      opinion: penaltyInWords(proposal),
    }),
    values: (_, { opinion, proposal }) => ({
      proposal: `${penaltyInWords(proposal)}。${opinion}`,
      opinion,
    }),
  }),
  caseStep(contract.passReview, {
    action: 'pass-review',
    check: ({ everHandlers }, _, { actor }) =>
      everHandlers.some(({ officer_id }) => officer_id === actor.id)
        ? ['办案人员不得作为审核人员（程序规定第四十九条）']
        : [],
    async run(context, facts, { opinion }) {
      const { row, review, today } = facts;
      await endClocks(context, row.id, ['case-review']);
      await openDocument(context, facts, 'legal-review', { opinion });
      return {
        change: {
          reviewed_on: today,
          reviewed_by: context.actor.name,
          review_opinion: opinion,
          review_kind: review.kind,
          // After a hearing the party was told already: the case goes to the decision (art. 50 para. 2).
          state: row.heard ? ('deciding' as const) : ('notifying' as const),
        },
      };
    },
  }),
  caseStep(contract.returnReview, {
    action: 'return-review',
    check: ({ everHandlers }, _, { actor }) =>
      everHandlers.some(({ officer_id }) => officer_id === actor.id)
        ? ['办案人员不得作为审核人员（程序规定第四十九条）']
        : [],
    async run(context, facts, { opinion }) {
      await endClocks(context, facts.row.id, ['case-review']);
      await openDocument(context, facts, 'legal-review', { opinion });
      return { change: { concluded_on: null } };
    },
  }),
  caseStep(contract.reinvestigate, {
    action: 'reinvestigate',
    async run(context, { row }) {
      await endClocks(context, row.id, ['party-statement', 'hearing-request'], 'dropped');
      return {
        change: {
          concluded_on: null,
          reviewed_on: null,
          review_kind: null,
          reviewed_by: null,
          review_opinion: null,
          noticed_on: null,
          notice_penalty: null,
          waived: false,
        },
      };
    },
  }),
];

/** A pause begun today ends today at the earliest. */
export function lastDayOff(since: string, today: PlainDate): PlainDate {
  const yesterday = addDays(today, -1);
  return yesterday < since ? (since as PlainDate) : yesterday;
}
