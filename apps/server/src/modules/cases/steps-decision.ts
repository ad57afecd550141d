import type { Penalty } from '@wangjian/core/case-input.ts';
import type { CaseFacts } from './case-facts.ts';
import { endClocks, startClock } from './clocks.ts';
import { rangeProblem } from './conditions.ts';
import * as contract from './contract.ts';
import { yuanInWords } from './law/money-words.ts';
import { isEmptyPenalty, penaltyInWords } from './law/penalty.ts';
import { caseStep } from './step.ts';

/** 行政处罚法 art. 45, 程序规定 art. 58: what the party said in defence never makes the penalty heavier. */
function heavierThanNotified(row: CaseFacts['row'], penalty: Penalty): string[] {
  const told = row.notice_penalty;
  if (!told) return [];
  const more = [
    penalty.fine > told.fine ? `罚款 ${yuanInWords(penalty.fine)}（告知 ${yuanInWords(told.fine)}）` : null,
    penalty.forfeitIncome > told.forfeitIncome ? '没收违法所得' : null,
    penalty.forfeitGoodsValue > told.forfeitGoodsValue ? '没收非法财物' : null,
    penalty.warning && isEmptyPenalty(told) ? '警告' : null,
    penalty.orders.some((order) => !told.orders.includes(order)) ? '其他处罚种类' : null,
  ].filter((words) => words !== null);
  return more.length > 0
    ? [
        `处罚重于告知的内容：${more.join('、')}；应当重新调查、告知，不得因申辩、听证而加重（程序规定第五十八条）`,
      ]
    : [];
}

/** Steps of the decision: 处罚、不予处罚、按移送办结. */
export const decisionSteps = [
  caseStep(contract.decideCase, {
    action: 'decide',
    check(facts, input) {
      const { row, review, today } = facts;
      const { penalty, rangeReason, discussedOn, discussion, statementAdopted, statementReason } = input;
      return [
        ...(isEmptyPenalty(penalty) ? ['请填写处罚内容，不予处罚的请制作不予处罚决定书'] : []),
        ...[rangeProblem(facts, penalty.fine, rangeReason ?? row.range_reason)].filter((one) => one !== null),
        ...heavierThanNotified(row, penalty),
        ...(review.collectiveDecision && (!discussedOn || !discussion)
          ? [`应当由负责人集体讨论决定，请填写讨论日期和记录（程序规定第六十条第二款；${review.reasons[0]}）`]
          : []),
        ...(discussedOn && discussedOn > today ? ['讨论日期晚于今天'] : []),
        ...(row.statement !== null &&
        !row.waived &&
        (statementAdopted === null || statementAdopted === undefined || !statementReason)
          ? ['当事人提出过陈述申辩，请写明是否采纳及理由（程序规定第六十二条第三项）']
          : []),
      ];
    },
    run: async (_, { row }, { penalty, rangeReason, discussedOn, discussion, statementAdopted }) => ({
      change: {
        penalty,
        range_reason: rangeReason ?? row.range_reason,
        discussed_on: discussedOn ?? null,
        discussion: discussion ?? null,
        statement_adopted: statementAdopted ?? row.statement_adopted,
      },
      opinion: penaltyInWords(penalty),
    }),
    values: (_, { rangeReason, statementReason }) => ({
      reasons: [rangeReason, statementReason].filter(Boolean).join('\n') || undefined,
    }),
  }),
  caseStep(contract.decideNone, {
    action: 'decide-none',
    check: ({ review, row }, { opinion }) =>
      review.collectiveDecision && row.discussion === null && opinion.length < 10
        ? ['请写明不予处罚的理由']
        : [],
    run: async (_, __, { outcome, opinion }) => ({
      change: { penalty: null, outcome },
      opinion: `${outcome === 'no-penalty' ? '依法不予行政处罚' : '违法事实不能成立'}：${opinion}`,
    }),
    values: (_, { outcome, opinion }) => ({
      reasons: opinion,
      reason: opinion,
      proposal: opinion,
      ground: outcome === 'no-penalty' ? '确有违法行为，但有依法不予行政处罚情形' : '违法事实不能成立',
    }),
  }),
  caseStep(contract.concludeTransfer, {
    action: 'conclude-transfer',
    async run(context, { row, matters, today }) {
      const police = matters.some(({ kind, receipt }) => kind === 'police' && receipt === 'accepted');
      await endClocks(context, row.id, [
        'case-handling',
        'case-review',
        'party-statement',
        'hearing-request',
      ]);
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
