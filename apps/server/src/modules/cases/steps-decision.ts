import {
  type CaseOutcome,
  NO_PENALTY_GROUNDS,
  type PartyOutcome,
  PENALTY_ORDER_NAMES,
} from '@wangjian/core/case.ts';
import type { Penalty } from '@wangjian/core/case-input.ts';
import type { z } from 'zod';
import type { CaseFacts } from './case-facts.ts';
import { endClocks, endPartyClocks, startClock } from './clocks.ts';
import { rangeProblem } from './conditions.ts';
import * as contract from './contract.ts';
import { yuanInWords } from './law/money-words.ts';
import { noPenaltyArticle } from './law/no-penalty.ts';
import { isEmptyPenalty, penaltyInWords } from './law/penalty.ts';
import { undecided } from './party-facts.ts';
import type { PartyChange, PartyRow } from './party-store.ts';
import { caseStep } from './step.ts';

type Decide = z.output<NonNullable<typeof contract.decideCase.body>>;
type Verdict = Omit<NonNullable<Decide['parties']>[number], 'partyId'>;

/** 行政处罚法 art. 45, 程序规定 art. 58: what the party said in defence never makes the penalty heavier. */
function heavierThanNotified({ notice_penalty: told }: PartyRow, penalty: Penalty): string[] {
  if (!told) return [];
  const more = [
    penalty.fine > told.fine ? `罚款 ${yuanInWords(penalty.fine)}（告知 ${yuanInWords(told.fine)}）` : null,
    penalty.forfeitIncome > told.forfeitIncome ? '没收违法所得' : null,
    penalty.forfeitGoodsValue > told.forfeitGoodsValue || (penalty.forfeitGoods && !told.forfeitGoods)
      ? '没收非法财物'
      : null,
    penalty.criticism && !told.criticism ? '通报批评' : null,
    penalty.warning && !told.warning && penalty.fine >= told.fine ? '警告' : null,
    ...penalty.orders
      .filter((order) => !told.orders.includes(order))
      .map((order) => PENALTY_ORDER_NAMES[order]),
  ].filter((words) => words !== null);
  return more.length > 0
    ? [
        `处罚重于告知的内容：${more.join('、')}；应当重新调查、告知，不得因申辩、听证而加重（程序规定第五十八条）`,
      ]
    : [];
}

/** What is decided on each party that is still undecided; words where the input does not say it of each. */
function verdictsOf(facts: CaseFacts, input: Decide): Map<PartyRow, Verdict> | string {
  const open = undecided(facts);
  if (!input.parties) {
    const [only] = open;
    if (open.length !== 1 || !only) return '本案有多名当事人，请对每名当事人分别写明决定';
    return new Map([[only, { ...input, outcome: 'penalty' as const }]]);
  }
  const given = new Map(input.parties.map((one) => [one.partyId, one]));
  if (
    given.size !== input.parties.length ||
    open.length !== given.size ||
    open.some(({ id }) => !given.has(id))
  )
    return `请对每名当事人各写明一个决定：${open.map(({ name }) => name).join('、')}`;
  return new Map(open.map((party) => [party, given.get(party.id)!]));
}

/** What is wrong with the decision on one party. */
function problemsOf(facts: CaseFacts, party: PartyRow, verdict: Verdict): string[] {
  const { penalty, rangeReason, statementAdopted, statementReason } = verdict;
  const answered =
    party.statement !== null &&
    !party.waived &&
    (statementAdopted === null || statementAdopted === undefined || !statementReason)
      ? ['当事人提出过陈述申辩，请写明是否采纳及理由（程序规定第六十二条第三项）']
      : [];
  if (verdict.outcome !== 'penalty')
    return [...answered, ...((verdict.reason ?? '').length < 2 ? ['请写明不予处罚的理由'] : [])];
  if (!penalty || isEmptyPenalty(penalty)) return ['请填写处罚内容，不予处罚的请制作不予处罚决定书'];
  return [
    ...(party.noticed_on === null ? ['处罚告知书还没有送达，不得作出处罚决定（行政处罚法第六十二条）'] : []),
    ...[rangeProblem(facts, party, penalty.fine, rangeReason ?? party.range_reason)].filter(
      (one) => one !== null,
    ),
    ...heavierThanNotified(party, penalty),
    ...answered,
  ];
}

/** Words for the decision that imposes nothing. */
function nothingImposed(outcome: PartyOutcome, ground: Verdict['ground'], reason: string) {
  const established = outcome !== 'not-established';
  const chosen = established ? (ground ?? 'other') : 'other';
  return {
    reasons: established ? reason : `违法事实不能成立：${reason}`,
    ground: NO_PENALTY_GROUNDS[chosen],
    penaltyArticles: noPenaltyArticle(established ? chosen : 'not-established'),
  };
}

/** How a case ended, from how it ended for its parties: with a penalty as soon as one of them was punished. */
export function outcomeOf(parties: readonly Pick<PartyRow, 'outcome'>[]): CaseOutcome {
  const has = (outcome: PartyOutcome) => parties.some((party) => party.outcome === outcome);
  return has('penalty') ? 'penalty' : has('no-penalty') ? 'no-penalty' : 'not-established';
}

const changeOf = (party: PartyRow, verdict: Verdict): PartyChange => ({
  outcome: verdict.outcome,
  penalty: verdict.outcome === 'penalty' ? (verdict.penalty ?? null) : null,
  range_reason: verdict.rangeReason ?? party.range_reason,
  statement_adopted: verdict.statementAdopted ?? party.statement_adopted,
});

/** Steps of the decision: 处罚、不予处罚、按移送办结. */
export const decisionSteps = [
  caseStep(contract.decideCase, {
    action: 'decide',
    check(facts, input) {
      const { review, today, parties } = facts;
      const { discussedOn, discussion } = input;
      const verdicts = verdictsOf(facts, input);
      if (typeof verdicts === 'string') return [verdicts];
      return [
        ...[...verdicts].flatMap(([party, verdict]) =>
          problemsOf(facts, party, verdict).map((words) =>
            parties.length > 1 ? `${party.name}：${words}` : words,
          ),
        ),
        ...([...verdicts.values()].every(({ outcome }) => outcome !== 'penalty')
          ? ['对所有当事人都不予处罚的，请制作不予处罚决定书']
          : []),
        ...(review.collectiveDecision && (!discussedOn || !discussion)
          ? [`应当由负责人集体讨论决定，请填写讨论日期和记录（程序规定第六十条第二款；${review.reasons[0]}）`]
          : []),
        ...(discussedOn && discussedOn > today ? ['讨论日期晚于今天'] : []),
      ];
    },
    async run(_, facts, input) {
      const verdicts = verdictsOf(facts, input) as Map<PartyRow, Verdict>;
      const { discussedOn, discussion } = input;
      return {
        parties: [...verdicts].map(([party, verdict]) => [party, changeOf(party, verdict)]),
        change: { discussed_on: discussedOn ?? null, discussion: discussion ?? null },
        opinion: [...verdicts]
          .map(([party, { outcome, penalty }]) => {
            const words = outcome === 'penalty' && penalty ? penaltyInWords(penalty) : '不予处罚';
            return facts.parties.length > 1 ? `${party.name}：${words}` : words;
          })
          .join('；'),
      };
    },
    papers(facts, input) {
      const verdicts = verdictsOf(facts, input) as Map<PartyRow, Verdict>;
      return [...verdicts].map(([party, verdict]) =>
        verdict.outcome === 'penalty'
          ? {
              form: 'penalty-decision',
              party,
              values: {
                reasons:
                  [verdict.rangeReason, verdict.statementReason].filter(Boolean).join('\n') || undefined,
              },
            }
          : {
              form: 'no-penalty-decision',
              party,
              values: nothingImposed(verdict.outcome, verdict.ground, verdict.reason ?? ''),
            },
      );
    },
  }),
  caseStep(contract.decideNone, {
    action: 'decide-none',
    run: async (_, facts, { outcome, opinion }) => ({
      parties: undecided(facts).map((party) => [party, { penalty: null, outcome }]),
      opinion: `${outcome === 'no-penalty' ? '依法不予行政处罚' : '违法事实不能成立'}：${opinion}`,
    }),
    papers: (facts, { outcome, ground, opinion }) =>
      undecided(facts).map((party) => ({
        form: 'no-penalty-decision',
        party,
        values: nothingImposed(outcome, ground, opinion),
      })),
  }),
  caseStep(contract.concludeTransfer, {
    action: 'conclude-transfer',
    async run(context, facts) {
      const { row, matters, today } = facts;
      const police = matters.some(({ kind, answer }) => kind === 'police' && answer === 'accepted');
      await endClocks(context, row.id, ['case-handling', 'case-review']);
      await endPartyClocks(context, facts, ['party-statement', 'hearing-request']);
      await startClock(context, row, 'case-closing', today);
      return {
        change: {
          outcome: police ? 'police' : 'other-agency',
          ended_on: today,
          end_reason: police ? '公安机关已立案' : '其他部门已接收',
        },
      };
    },
  }),
];
