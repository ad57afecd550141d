import { addDays, addMonths, type PlainDate } from '@wangjian/core/plain-date.ts';
import { type CaseFacts, runningDeadline } from './case-facts.ts';
import { outsideRange } from './law/fine-range.ts';
import { isEmptyPenalty, NO_PENALTY } from './law/penalty.ts';
import { CASE_ACTION_NAMES, type CaseAction, PARTY_ACTIONS } from './lifecycle.ts';
import { clockOf, stageOf, toBeTold, undecided } from './party-facts.ts';
import type { PartyRow } from './party-store.ts';

type Words = (string | false | null | undefined)[];
type Condition = (facts: CaseFacts) => Words;

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
  matters.some(({ kind, state }) => kind === 'police' && !['filed', 'ended', 'dropped'].includes(state)) &&
    '等待公安机关对移送的答复（国务院令第310号第八条至第十条）',
];
const reviewed: Condition = ({ row, review }) => [
  row.reviewed_on === null && '通过审核',
  review.kind === 'legal' &&
    row.review_kind === 'case' &&
    `进行法制审核：${review.reasons[0]}；未经法制审核或者审核未通过的，不得作出决定`,
];
const toPunish = (facts: CaseFacts) =>
  undecided(facts).filter(({ proposal }) => !isEmptyPenalty(proposal ?? NO_PENALTY));
/** With several parties, whose it is. */
const named = ({ parties }: CaseFacts, party: PartyRow, words: string) =>
  parties.length > 1 ? `${party.name}：${words}` : words;

/** The period in which a party may state and ask; over, or given up in writing. */
const statementsOver: Condition = (facts) =>
  facts.parties.map((party) => {
    const period = runningDeadline(facts, 'party-statement', clockOf(party));
    return (
      !party.waived &&
      period !== undefined &&
      facts.today <= period.due &&
      named(facts, party, `陈述申辩期到 ${period.due} 届满（程序规定第五十七条），当事人书面放弃的除外`)
    );
  });

const CONDITIONS: Partial<Record<CaseAction, readonly Condition[]>> = {
  file: [
    twoOfficers,
    aParty,
    ({ row }) => [row.procedure === 'simple' && '简易程序不需要立案审批，请直接当场处罚'],
  ],
  'decide-on-spot': [
    twoOfficers,
    aParty,
    ({ row, parties }) => [
      row.procedure !== 'simple' && '适用普通程序的案件应当先立案',
      parties.length > 1 && '当场处罚一次只对一名当事人作出，其他当事人请另行登记',
    ],
  ],
  terminate: [noOpenMeasure],
  conclude: [twoOfficers, aParty, noOpenOpinion],
  'pass-review': [noOpenPoliceTransfer],
  notify: [
    reviewed,
    noOpenPoliceTransfer,
    (facts) => [
      toPunish(facts).length === 0
        ? '拟不予处罚的，不必告知，请直接报请决定'
        : toBeTold(facts).length === 0 && '处罚告知书都已经送达',
    ],
  ],
  'skip-notice': [
    reviewed,
    (facts) => [toPunish(facts).length > 0 && '拟给予处罚的，应当先告知当事人（程序规定第五十七条）'],
  ],
  'schedule-hearing': [
    ({ parties }) => [!parties.some((party) => asksHearing(party)) && '当事人没有要求听证'],
  ],
  'end-hearing': [
    (facts) => [
      ...facts.parties
        .filter(asksHearing)
        .flatMap(
          (party): Words => [
            party.hearing_on === null && named(facts, party, '送达听证通知书'),
            party.hearing_on !== null &&
              party.hearing_on > facts.today &&
              named(facts, party, `听证定于 ${party.hearing_on} 举行`),
          ],
        ),
      ...statementsOver(facts),
    ],
  ],
  proceed: [statementsOver],
  decide: [
    reviewed,
    twoOfficers,
    noOpenPoliceTransfer,
    (facts) => [
      undecided(facts).every(({ noticed_on }) => noticed_on === null) &&
        '送达处罚告知书（未告知的不得作出处罚决定，行政处罚法第六十二条）',
    ],
  ],
  'decide-none': [reviewed],
  'conclude-transfer': [
    ({ matters, row, parties }) => [
      !matters.some(
        ({ kind, answer }) => (kind === 'police' || kind === 'other-agency') && answer === 'accepted',
      ) && '公安机关立案或者其他部门接收以后才能按移送办结',
      row.pending_action !== null && '先撤回报批',
      parties.some(({ decision_document }) => decision_document !== null) && '已经对当事人作出决定',
    ],
    noOpenMeasure,
  ],
  close: [noOpenMeasure],
};

/** Asked for a hearing that was not held yet. */
export const asksHearing = (party: PartyRow) => party.hearing_requested_on !== null && !party.heard;

type PartyCondition = (facts: CaseFacts, party: PartyRow) => Words;

const told: PartyCondition = (_, { noticed_on }) => [noticed_on === null && '送达处罚告知书'];
const served: PartyCondition = (_, party) => [
  stageOf(party) === 'serving' && '送达决定书',
  stageOf(party) === 'undecided' && '作出处罚决定',
  stageOf(party) === 'done' && '该当事人已经办结',
];
/**
 * 行政强制法 art. 53: the court is asked only once the party can neither ask for reconsideration nor sue: six months after
 * service, fifteen days after the decision of the reconsideration, or the day the judgment came; null before service.
 */
export function suableUntil(facts: Pick<CaseFacts, 'remedies'>, party: PartyRow): PlainDate | null {
  if (party.served_on === null) return null;
  const last = facts.remedies.filter(({ party_id }) => party_id === party.id).at(-1);
  if (!last?.ended_on) return addMonths(party.served_on as PlainDate, 6);
  return last.kind === 'litigation' ? (last.ended_on as PlainDate) : addDays(last.ended_on as PlainDate, 15);
}
/** The remedy of a party that is not decided yet. */
export const openRemedy = ({ remedies }: Pick<CaseFacts, 'remedies'>, party: PartyRow) =>
  remedies.find(({ party_id, ended_on }) => party_id === party.id && ended_on === null);

const PARTY_CONDITIONS: Partial<Record<CaseAction, readonly PartyCondition[]>> = {
  'record-statement': [told],
  'request-hearing': [
    told,
    (_, party) => [
      party.noticed_on !== null && !party.hearing_right && '拟处罚不在听证范围（行政处罚法第六十三条）',
      party.heard && '已经举行过听证',
      party.waived && '当事人已书面放弃',
      asksHearing(party) && '已经要求听证',
    ],
  ],
  valuation: [(_, party) => [stageOf(party) !== 'undecided' && '该当事人已经作出决定或者办结']],
  'withdraw-hearing': [(_, party) => [!asksHearing(party) && '该当事人没有要求听证']],
  pay: [served],
  defer: [
    served,
    ({ duesOf }, { id, court_applied_on }) => [
      duesOf.get(id)?.openOf.fine === 0 && '罚款已经缴清',
      court_applied_on !== null && '已经申请法院强制执行',
    ],
  ],
  demand: [
    served,
    ({ duesOf, today }, { id, pay_by }) => [
      duesOf.get(id)?.open === 0 && '罚没款已经缴清',
      pay_by !== null &&
        today <= pay_by &&
        `缴款期限到 ${pay_by} 届满，期满没有缴清的才能催告（行政强制法第五十四条）`,
    ],
  ],
  'apply-court': [
    served,
    (facts, party) => {
      const wait = runningDeadline(facts, 'enforcement-demand', clockOf(party));
      const suable = suableUntil(facts, party);
      return [
        facts.duesOf.get(party.id)?.open === 0 && '罚没款已经缴清',
        openRemedy(facts, party) && '行政复议、行政诉讼还没有结果',
        suable !== null &&
          facts.today <= suable &&
          `起诉期限到 ${suable} 届满（当事人不复议、不起诉又不履行的才能申请，行政强制法第五十三条）`,
        party.demanded_on === null && '先送达催告书（程序规定第七十六条）',
        wait !== undefined && facts.today <= wait.due && `催告期到 ${wait.due} 届满（催告书送达十个工作日）`,
        party.court_applied_on !== null && '已经申请法院强制执行',
      ];
    },
  ],
  finish: [served],
  remedy: [(_, party) => [party.served_on === null && '送达决定书']],
  publish: [
    (facts, party) => [
      party.publish !== true && '该决定不予公示',
      party.publish === true && publicationClocks(facts, party).length === 0 && '已经登记公示',
    ],
  ],
};
const PUBLICATION_RULES = [
  'penalty-publication-credit-china',
  'penalty-publication',
  'penalty-publication-withdrawal',
  'decision-disclosure-withdrawal',
] as const;
const NEED_NO_CALM: ReadonlySet<CaseAction> = new Set(['pay', 'publish', 'record-statement', 'remedy']);

/** Publication clocks that still run: 信用中国 7 working days, 公示系统 20, and 3 to withdraw what was changed. */
const publicationClocks = (facts: CaseFacts, party: PartyRow) =>
  PUBLICATION_RULES.filter((rule) => runningDeadline(facts, rule, clockOf(party)));

const inWords = (words: Words) => words.filter((one): one is string => typeof one === 'string');

/** What one party still lacks for a step of its own; empty when it is ready. */
export function missingForParty(action: CaseAction, facts: CaseFacts, party: PartyRow): string[] {
  const waits = NEED_NO_CALM.has(action)
    ? undefined
    : facts.waiting.find(({ party_id }) => party_id === party.id);
  return inWords([
    ...(PARTY_CONDITIONS[action] ?? []).flatMap((condition) => condition(facts, party)),
    waits && `“${CASE_ACTION_NAMES[waits.action]}”的文书还没有签发或者送达`,
  ]);
}

/** Parties for whom a step of a party is ready. */
export function readyParties(action: CaseAction, facts: CaseFacts): PartyRow[] {
  return facts.parties.filter((party) => missingForParty(action, facts, party).length === 0);
}

/** What is still missing before an action may be taken, in words for the officer; empty when it is ready. */
export function missingFor(action: CaseAction, facts: CaseFacts): string[] {
  const missing = inWords((CONDITIONS[action] ?? []).flatMap((condition) => condition(facts)));
  if (!PARTY_ACTIONS.has(action) || readyParties(action, facts).length > 0) return missing;
  const each = facts.parties.map((party) => missingForParty(action, facts, party));
  // Of several parties, what the one that lacks least still lacks.
  const nearest = each.toSorted((one, other) => one.length - other.length)[0];
  return [...missing, ...(nearest ?? ['登记当事人'])];
}

/** A fine outside the range of the law for this party needs a written reason; what is missing in words, or null. */
export function rangeProblem(
  facts: Pick<CaseFacts, 'rangeOf'>,
  party: Pick<PartyRow, 'id'>,
  fine: number,
  reason: string | null | undefined,
): string | null {
  const range = facts.rangeOf.get(party.id);
  const side = range ? outsideRange(fine, range) : null;
  if (side === null || (reason && reason.trim().length >= 4)) return null;
  return `罚款${side === 'above' ? '高于' : '低于'}法定幅度，请写明理由和依据（减轻处罚见行政处罚法第三十二条）`;
}
