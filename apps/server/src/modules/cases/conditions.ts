import { type CaseFacts, runningDeadline } from './case-facts.ts';
import { outsideRange } from './law/fine-range.ts';
import { isEmptyPenalty, NO_PENALTY } from './law/penalty.ts';
import type { CaseAction } from './lifecycle.ts';

type Condition = (facts: CaseFacts) => (string | false | null | undefined)[];

const twoOfficers: Condition = ({ handlers }) => [
  handlers.length < 2 && '指定两名以上有执法证的办案人员（程序规定第十九条、第二十二条）',
];
const aParty: Condition = ({ parties }) => [parties.length === 0 && '登记当事人'];
/** 程序规定 art. 35, 38, 42: what was preserved or seized is dealt with before the case ends. */
const noOpenMeasure: Condition = ({ matters }) => [
  matters.some(
    ({ kind, state }) =>
      (kind === 'preservation' || kind === 'seizure') && (state === 'open' || state === 'drafting'),
  ) && '处理完先行登记保存、查封扣押的物品',
];
const noOpenOpinion: Condition = ({ matters }) => [
  matters.some(({ kind, state }) => (kind === 'appraisal' || kind === 'test') && state === 'open') &&
    '等待鉴别、检验的意见',
];
/** 行刑衔接: while the police decide, no fine is imposed for the same act. */
const noOpenPoliceTransfer: Condition = ({ matters }) => [
  matters.some(({ kind, state }) => kind === 'police' && ['drafting', 'approved', 'open'].includes(state)) &&
    '等待公安机关对移送的答复（国务院令第310号第八条、第十条）',
];
const reviewed: Condition = ({ row, review }) => [
  row.reviewed_on === null && '通过审核',
  review.kind === 'legal' &&
    row.review_kind === 'case' &&
    `进行法制审核：${review.reasons[0]}；未经法制审核或者审核未通过的，不得作出决定`,
];

const CONDITIONS: Partial<Record<CaseAction, readonly Condition[]>> = {
  file: [
    twoOfficers,
    aParty,
    ({ row }) => [row.procedure === 'simple' && '简易程序不需要立案审批，请直接当场处罚'],
  ],
  'decide-on-spot': [
    twoOfficers,
    aParty,
    ({ row }) => [row.procedure !== 'simple' && '适用普通程序的案件应当先立案'],
  ],
  terminate: [noOpenMeasure],
  conclude: [twoOfficers, aParty, noOpenOpinion],
  'pass-review': [noOpenPoliceTransfer],
  notify: [
    reviewed,
    noOpenPoliceTransfer,
    ({ row }) => [isEmptyPenalty(row.proposal ?? NO_PENALTY) && '拟不予处罚的，不必告知，请直接报请决定'],
  ],
  'skip-notice': [
    reviewed,
    ({ row }) => [
      !isEmptyPenalty(row.proposal ?? NO_PENALTY) && '拟给予处罚的，应当先告知当事人（程序规定第五十七条）',
    ],
  ],
  'request-hearing': [
    ({ row }) => [
      !row.hearing_right && '拟处罚不在听证范围（行政处罚法第六十三条）',
      row.heard && '已经举行过听证',
      row.waived && '当事人已书面放弃',
    ],
  ],
  'end-hearing': [
    ({ row, today }) => [
      row.hearing_on === null && '送达听证通知书',
      row.hearing_on !== null && row.hearing_on > today && `听证定于 ${row.hearing_on} 举行`,
    ],
  ],
  proceed: [
    (facts) => {
      const { row, today } = facts;
      const period = runningDeadline(facts, 'party-statement');
      return [
        !row.waived &&
          period !== undefined &&
          today <= period.due &&
          `陈述申辩期到 ${period.due} 届满（程序规定第五十七条），当事人书面放弃的除外`,
      ];
    },
  ],
  decide: [
    reviewed,
    twoOfficers,
    noOpenPoliceTransfer,
    ({ row }) => [
      row.noticed_on === null && '送达处罚告知书（未告知的不得作出处罚决定，行政处罚法第六十二条）',
    ],
  ],
  'decide-none': [reviewed],
  'conclude-transfer': [
    ({ matters, row }) => [
      !matters.some(
        ({ kind, state, receipt }) =>
          (kind === 'police' || kind === 'other-agency') && state === 'ended' && receipt === 'accepted',
      ) && '公安机关立案或者其他部门接收以后才能按移送办结',
      row.pending_action !== null && '先撤回报批',
    ],
    noOpenMeasure,
  ],
  demand: [({ dues }) => [dues.open === 0 && '罚没款已经缴清']],
  'apply-court': [
    ({ dues, row }) => [
      dues.open === 0 && '罚没款已经缴清',
      row.demanded_on === null && '先送达催告书（程序规定第七十六条）',
    ],
    (facts) => {
      const wait = runningDeadline(facts, 'enforcement-demand');
      return [
        wait !== undefined && facts.today <= wait.due && `催告期到 ${wait.due} 届满（催告书送达十个工作日）`,
      ];
    },
  ],
  close: [noOpenMeasure],
  publish: [
    (facts) => [
      facts.row.publish !== true && '该决定不予公示',
      facts.row.publish === true && publicationClocks(facts).length === 0 && '已经登记公示',
    ],
  ],
};

/** Publication clocks that still run: 信用中国 7 working days, 公示系统 20. */
const publicationClocks = (facts: CaseFacts) =>
  ['penalty-publication-credit-china', 'penalty-publication'].filter((rule) => runningDeadline(facts, rule));

/** What is still missing before an action may be taken, in words for the officer; empty when it is ready. */
export function missingFor(action: CaseAction, facts: CaseFacts): string[] {
  return (CONDITIONS[action] ?? [])
    .flatMap((condition) => condition(facts))
    .filter((words): words is string => typeof words === 'string');
}

/** A fine outside the range of the law needs a written reason; what is missing in words, or null. */
export function rangeProblem(
  facts: Pick<CaseFacts, 'range'>,
  fine: number,
  reason: string | null | undefined,
): string | null {
  const side = outsideRange(fine, facts.range);
  if (side === null || (reason && reason.trim().length >= 4)) return null;
  return `罚款${side === 'above' ? '高于' : '低于'}法定幅度，请写明理由和依据（减轻处罚见行政处罚法第三十二条）`;
}
