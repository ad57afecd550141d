import { AppError } from '@wangjian/core/errors.ts';
import { addDays, addMonths, type PlainDate } from '@wangjian/core/plain-date.ts';
import { endClocks } from './clocks.ts';
import { rangeProblem } from './conditions.ts';
import * as contract from './contract.ts';
import { penaltyInWords } from './law/penalty.ts';
import { simpleProcedureProblems } from './law/simple-procedure.ts';
import { sideOf } from './party-facts.ts';
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

/** The options of the form of 不予立案审批表. */
const FORM_GROUNDS = {
  minor: '违法行为轻微并及时改正，没有造成危害后果',
  first: '初次违法且危害后果轻微并及时改正',
  'no-fault': '当事人有证据足以证明没有主观过错',
  'not-violation': '没有证据证明有违法行为',
  'no-jurisdiction': '不属于本机关管辖',
  other: '其他依法可以不予立案的情形',
} as const;

/**
 * 行政处罚法 art. 36: what was not found within two years is not punished, five where life, health or finance was
 * harmed; an act that went on counts from its end. Which of them holds the officer says.
 */
export function limitation(
  actedOn: string,
  foundOn: string,
  because: 'continuing' | 'five-years' | undefined,
): string[] {
  const within = (years: number) => foundOn <= addMonths(actedOn as PlainDate, 12 * years);
  if (within(2) || because === 'continuing') return [];
  if (because === 'five-years' && within(5)) return [];
  return [
    within(5)
      ? '违法行为发生两年以后才被发现，不再给予行政处罚；违法行为有连续、继续状态，或者涉及公民生命健康安全、金融安全且有危害后果的，请注明（行政处罚法第三十六条）'
      : '违法行为发生五年以后才被发现，不再给予行政处罚；违法行为有连续、继续状态的，请注明（行政处罚法第三十六条）',
  ];
}

const LIMITATION_WORDS = {
  continuing: '违法行为有连续或者继续状态，时效自行为终了之日起计算（行政处罚法第三十六条第二款）。',
  'five-years':
    '违法行为涉及公民生命健康安全、金融安全且有危害后果，时效为五年（行政处罚法第三十六条第一款）。',
} as const;

/** Steps before and at filing: 立案、不予立案、当场处罚、撤销. */
export const filingSteps = [
  caseStep(contract.fileCase, {
    action: 'file',
    check: ({ row }, { limitation: because }) => limitation(row.acted_on, row.found_on, because),
    values: (_, { opinion, limitation: because }) => ({
      proposal: [opinion || '建议立案调查。', because && LIMITATION_WORDS[because]]
        .filter(Boolean)
        .join('\n'),
    }),
  }),
  caseStep(contract.refuseCase, {
    action: 'refuse',
    run: async (_, __, { ground, opinion }) => ({
      change: { end_reason: REFUSE_GROUNDS[ground] },
      opinion: `${REFUSE_GROUNDS[ground]}：${opinion}`,
    }),
    values: (_, { ground, opinion }) => ({
      ground: FORM_GROUNDS[ground],
      reason: `${REFUSE_GROUNDS[ground]}。${opinion}`,
      reasons: `${REFUSE_GROUNDS[ground]}。${opinion}`,
      proposal: `${REFUSE_GROUNDS[ground]}。${opinion}`,
    }),
  }),
  caseStep(contract.decideOnSpot, {
    action: 'decide-on-spot',
    check: (facts, { penalty }) => [
      ...simpleProcedureProblems(penalty, sideOf(facts.parties[0])),
      ...facts.parties
        .map((party) => rangeProblem(facts, party, penalty.fine, penalty.fine === 0 ? '只给予警告' : null))
        .filter((one) => one !== null),
    ],
    run: async (_, { parties }, { penalty, facts, statement }) => ({
      parties: [[parties[0]!, { penalty, statement, outcome: 'penalty' }]],
      change: { facts },
      opinion: penaltyInWords(penalty),
    }),
    papers: ({ parties, today }, { penalty, facts: found, statement, place }) => [
      {
        form: 'summary-penalty-decision',
        party: parties[0]!,
        values: {
          facts: found,
          statement,
          defence: statement,
          penalty: penaltyInWords(penalty),
          place,
          time: today,
          payBy: addDays(today, 15),
        },
      },
    ],
  }),
  caseStep(contract.discardCase, {
    action: 'discard',
    async run(context, { row, matters }) {
      if (matters.some(({ state }) => !['ended', 'dropped'].includes(state)))
        throw new AppError('conflict', '还有进行中的事项，处理完才能撤销');
      await endClocks(context, row.id, ['clue-check'], 'dropped');
      return {};
    },
  }),
];
