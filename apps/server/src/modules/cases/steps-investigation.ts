import type { z } from 'zod';
import type { WriteContext } from '../../platform/use-case.ts';
import { signUnapproved } from '../documents/service.ts';
import { type CaseFacts, runningDeadline } from './case-facts.ts';
import { countAgain, endClocks, endPartyClocks } from './clocks.ts';
import { rangeProblem } from './conditions.ts';
import * as contract from './contract.ts';
import type { DraftedValues } from './document-values.ts';
import { isEmptyPenalty, NO_PENALTY, penaltyInWords } from './law/penalty.ts';
import { undecided } from './party-facts.ts';
import type { PartyChange, PartyRow } from './party-store.ts';
import { caseStep, openDocument } from './step.ts';

type Conclude = z.output<NonNullable<typeof contract.concludeCase.body>>;
type Proposal = Omit<NonNullable<Conclude['parties']>[number], 'partyId'>;

/** What is proposed for each party; words where the input does not say it of each. */
function proposalsOf(facts: CaseFacts, input: Conclude): Map<PartyRow, Proposal> | string {
  const open = undecided(facts);
  if (!input.parties) {
    const [only] = open;
    if (!input.proposal) return '请填写处理建议';
    if (open.length !== 1 || !only) return '本案有多名当事人，请对每名当事人分别写明处理建议';
    return new Map([[only, { penalty: input.proposal, rangeReason: input.rangeReason }]]);
  }
  const given = new Map(input.parties.map((one) => [one.partyId, one]));
  if (
    given.size !== input.parties.length ||
    open.length !== given.size ||
    open.some(({ id }) => !given.has(id))
  )
    return `请对每名当事人各写明一个处理建议：${open.map(({ name }) => name).join('、')}`;
  return new Map(open.map((party) => [party, given.get(party.id)!]));
}

/** A new report asks for a new review. */
const UNREVIEWED = { reviewed_on: null, review_kind: null, reviewed_by: null, review_opinion: null } as const;

/** Nothing was told to the party: the way from the notice begins again. */
const UNTOLD = {
  noticed_on: null,
  notice_penalty: null,
  hearing_right: false,
  hearing_requested_on: null,
  hearing_on: null,
  waived: false,
} as const satisfies PartyChange;

/** What is proposed for all parties, in the words of the report. */
function proposedInWords(proposals: ReadonlyMap<PartyRow, Proposal>): string {
  return [...proposals]
    .map(([{ name }, { penalty }]) =>
      proposals.size > 1 ? `${name}：${penaltyInWords(penalty)}` : penaltyInWords(penalty),
    )
    .join('；');
}

/** The reviewer's opinion is a paper of the file (副卷), final with the step: nobody approves it (程序规定 arts 54, 78). */
async function signReview(context: WriteContext, facts: CaseFacts, values: DraftedValues): Promise<void> {
  await signUnapproved(context, await openDocument(context, facts, 'legal-review', values));
}

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
      await countAgain(context, facts, opinion);
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
    check({ row, today }, { days, discussedOn }) {
      if (row.extended_times === 0)
        return days > 30 ? ['第一次延长不得超过三十日（程序规定第六十四条）'] : [];
      return [
        ...(discussedOn ? [] : ['再次延长应当由负责人集体讨论决定，请填写讨论日期（程序规定第六十四条）']),
        ...(discussedOn && discussedOn > today ? ['讨论日期晚于今天'] : []),
      ];
    },
    values: (facts, { days, opinion, discussedOn }) => ({
      days: String(days),
      length: `${days}日`,
      reason: discussedOn ? `${opinion}\n（${discussedOn} 经负责人集体讨论决定。）` : opinion,
      reasons: opinion,
      matter: `延长办案期限${days}日`,
      due: runningDeadline(facts, 'case-handling')?.due,
      proposal: opinion,
    }),
  }),
  caseStep(contract.concludeCase, {
    action: 'conclude',
    check(facts, input) {
      const proposals = proposalsOf(facts, input);
      if (typeof proposals === 'string') return [proposals];
      return [...proposals].flatMap(([party, { penalty, rangeReason }]) => {
        const problem = isEmptyPenalty(penalty)
          ? null
          : rangeProblem(facts, party, penalty.fine, rangeReason);
        return problem === null ? [] : [facts.parties.length > 1 ? `${party.name}：${problem}` : problem];
      });
    },
    async run(_, facts, input) {
      const proposals = proposalsOf(facts, input) as Map<PartyRow, Proposal>;
      return {
        parties: [...proposals].map(([party, { penalty, rangeReason }]) => [
          party,
          { proposal: penalty, range_reason: rangeReason ?? null },
        ]),
        change: { facts: input.facts, ...UNREVIEWED },
        opinion: proposedInWords(proposals),
      };
    },
    values(facts, input) {
      const proposals = new Map(
        undecided(facts).map((party) => [party, { penalty: party.proposal ?? NO_PENALTY }]),
      );
      return { proposal: `${proposedInWords(proposals)}。${input.opinion}`, opinion: input.opinion };
    },
  }),
  caseStep(contract.passReview, {
    action: 'pass-review',
    check: ({ everHandlers }, _, { actor }) =>
      everHandlers.some(({ officer_id }) => officer_id === actor.id)
        ? ['办案人员不得作为审核人员（程序规定第四十九条）']
        : [],
    async run(context, facts, { opinion, checks }) {
      const { row, review, today } = facts;
      await endClocks(context, row.id, ['case-review']);
      await signReview(context, facts, { opinion, checks: checks || undefined });
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
    async run(context, facts, { opinion, checks }) {
      await endClocks(context, facts.row.id, ['case-review']);
      await signReview(context, facts, { opinion, checks: checks || undefined });
      return { change: { concluded_on: null } };
    },
  }),
  caseStep(contract.reinvestigate, {
    action: 'reinvestigate',
    async run(context, facts) {
      await endPartyClocks(context, facts, ['party-statement', 'hearing-request'], 'dropped');
      return {
        parties: undecided(facts).map((party) => [party, UNTOLD]),
        change: { concluded_on: null, ...UNREVIEWED },
      };
    },
  }),
];
