import { AppError } from '@wangjian/core/errors.ts';
import { addDays } from '@wangjian/core/plain-date.ts';
import { sideOf } from './case-facts.ts';
import { endClocks } from './clocks.ts';
import { rangeProblem } from './conditions.ts';
import * as contract from './contract.ts';
import { penaltyInWords } from './law/penalty.ts';
import { simpleProcedureProblems } from './law/simple-procedure.ts';
import { caseStep } from './step.ts';

/** 程序规定 art. 20. */
const REFUSE_GROUNDS = {
  minor: '违法行为轻微并及时改正，没有造成危害后果（程序规定第二十条第一项）',
  first: '初次违法且危害后果轻微并及时改正（程序规定第二十条第二项）',
  'no-fault': '当事人有证据足以证明没有主观过错（程序规定第二十条第三项）',
  'not-violation': '没有违法事实（程序规定第十九条第一项）',
  'no-jurisdiction': '不属于本部门管辖（程序规定第十九条第三项）',
  other: '依法可以不予立案的其他情形（程序规定第二十条第四项）',
} as const;

/** 行政处罚法 art. 36: two years, five where life, health or finance was harmed; the officer judges which. */
function limitation(actedOn: string, today: string): string[] {
  const years = Number(today.slice(0, 4)) - Number(actedOn.slice(0, 4));
  const past = years > 5 || (years === 5 && today.slice(5) > actedOn.slice(5));
  return past ? ['违法行为发生已超过五年，不再给予行政处罚（行政处罚法第三十六条）'] : [];
}

/** Steps before and at filing: 立案、不予立案、当场处罚、撤销. */
export const filingSteps = [
  caseStep(contract.fileCase, {
    action: 'file',
    check: ({ row, today }) => limitation(row.acted_on, today),
    values: (_, { opinion }) => ({ proposal: opinion || '建议立案调查。' }),
  }),
  caseStep(contract.refuseCase, {
    action: 'refuse',
    run: async (_, __, { ground, opinion }) => ({
      change: { end_reason: REFUSE_GROUNDS[ground] },
      opinion: `${REFUSE_GROUNDS[ground]}：${opinion}`,
    }),
    values: (_, { ground, opinion }) => ({
      ground: REFUSE_GROUNDS[ground],
      reason: `${REFUSE_GROUNDS[ground]}。${opinion}`,
      reasons: `${REFUSE_GROUNDS[ground]}。${opinion}`,
      proposal: opinion,
    }),
  }),
  caseStep(contract.decideOnSpot, {
    action: 'decide-on-spot',
    check: (facts, { penalty }) => [
      ...simpleProcedureProblems(penalty, sideOf(facts.parties[0])),
      ...[rangeProblem(facts, penalty.fine, penalty.fine === 0 ? '警告' : null)].filter(
        (one) => one !== null,
      ),
    ],
    run: async (_, __, { penalty, facts, statement }) => ({
      change: {
        penalty,
        facts,
        statement,
        fine_fen: penalty.fine,
      },
      opinion: penaltyInWords(penalty),
    }),
    values: (facts, { penalty, facts: found, statement, place }) => ({
      facts: found,
      statement,
      defence: statement,
      penalty: penaltyInWords(penalty),
      place,
      time: facts.today,
      payBy: addDays(facts.today, 15),
    }),
  }),
  caseStep(contract.discardCase, {
    action: 'discard',
    async run(context, { row, matters }) {
      if (matters.some(({ state }) => state === 'open'))
        throw new AppError('conflict', '还有进行中的事项，处理完才能撤销');
      await endClocks(context, row.id, ['clue-check'], 'dropped');
      return {};
    },
  }),
];
