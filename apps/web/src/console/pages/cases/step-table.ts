import { NO_PENALTY_GROUNDS, REMEDY_KIND_NAMES, REMEDY_RESULT_NAMES } from '@wangjian/core/case.ts';
import type { Penalty } from '@wangjian/core/case-input.ts';
import * as contract from '@wangjian/server/modules/cases/contract.ts';
import { todayInChina } from '../../time-words.ts';
import type { StepField, StepForm } from './step-form.ts';

type Case = contract.CaseDetail;
type Party = Case['parties'][number];

const NOTHING: Penalty = {
  warning: false,
  criticism: false,
  fine: 0,
  forfeitIncome: 0,
  forfeitGoodsValue: 0,
  forfeitGoods: null,
  orders: [],
};
const area = (name: string, label: string, more: Partial<StepField> = {}): StepField => ({
  name,
  label,
  kind: 'area',
  ...more,
});
const opinion = (label = '意见', optional = false) => area('opinion', label, { optional });
const choice = (name: string, label: string, words: Readonly<Record<string, string>>): StepField => ({
  name,
  label,
  kind: 'choice',
  options: Object.entries(words).map(([value, one]) => ({ value, label: one })),
});
/** What a review looks at (程序规定 art. 53). */
const REVIEW_ITEMS = [
  '一、是否具有管辖权：',
  '二、当事人的基本情况是否清楚：',
  '三、案件事实是否清楚、证据是否充分：',
  '四、定性是否准确：',
  '五、适用依据是否正确：',
  '六、程序是否合法：',
  '七、处理是否适当：',
].join('\n');
const OUTSIDE = { optional: true, hint: '罚款不在法定幅度内的必须写明理由和依据' } as const;
const APPROVAL = '提交后生成审批表，补齐内容并经审批签发后，案件进入下一步。';
const SERVED = '生成文书；签发并送达当事人以后，案件进入下一步。';
/** Parties on whom nothing is decided yet; alone, its fields stand in the dialog itself. */
export const undecided = (one: Case) => one.parties.filter(({ stage }) => stage === 'undecided');
const alone = (one: Case) => undecided(one).length < 2;
const several = (one: Case) => !alone(one);
export const stated = (party: Party | undefined) =>
  party !== undefined && party.statement !== null && !party.statement.waived;
const oneStated = (one: Case) => alone(one) && stated(undecided(one)[0]);
/** Found more than two years after the act (行政处罚法 art. 36). */
const late = ({ actedOn, foundOn }: Case) =>
  foundOn > `${Number(actedOn.slice(0, 4)) + 2}${actedOn.slice(4)}`;
const is = (name: string, value: string) => (values: Readonly<Record<string, unknown>>) =>
  values[name] === value;

/** Dialogs of the steps, by the action of the lifecycle table. */
export const STEP_FORMS: Readonly<Record<string, StepForm>> = {
  file: {
    endpoint: contract.fileCase,
    ok: '提请立案',
    note: APPROVAL,
    fields: [
      {
        ...choice('limitation', '违法行为发生两年以后才被发现，仍应处罚的情形', {
          continuing: '违法行为有连续、继续状态，终了未满两年',
          'five-years': '涉及公民生命健康安全、金融安全且有危害后果（五年）',
        }),
        optional: true,
        when: late,
      },
      opinion('立案理由和建议', true),
    ],
  },
  refuse: {
    endpoint: contract.refuseCase,
    ok: '提请不予立案',
    note: APPROVAL,
    fields: [
      choice('ground', '情形', {
        minor: '违法行为轻微并及时改正，没有造成危害后果',
        first: '初次违法且危害后果轻微并及时改正',
        'no-fault': '当事人有证据足以证明没有主观过错',
        'not-violation': '没有违法事实',
        'no-jurisdiction': '不属于本部门管辖',
        other: '依法可以不予立案的其他情形',
      }),
      opinion('理由'),
    ],
  },
  'decide-on-spot': {
    endpoint: contract.decideOnSpot,
    ok: '制作当场处罚决定书',
    note: '决定书定稿后当场交付当事人，七个工作日内归档。',
    fields: [
      area('facts', '违法事实'),
      { name: 'penalty', label: '处罚', kind: 'penalty' },
      area('statement', '当事人的陈述和申辩', { hint: '没有的写“无”以外的完整说明，如“当事人表示无异议”' }),
      { name: 'place', label: '处罚地点', kind: 'text' },
    ],
    initial: (one) => ({ facts: one.summary, penalty: { ...NOTHING, warning: true } }),
  },
  discard: { endpoint: contract.discardCase, ok: '撤销登记', danger: true, fields: [opinion('理由')] },
  suspend: {
    endpoint: contract.suspendCase,
    ok: '提请中止',
    note: APPROVAL,
    fields: [
      choice('ground', '情形', {
        'related-case': '须以相关案件的裁判结果或者其他行政决定为依据',
        interpretation: '法律适用问题需要有权机关解释或者确认',
        'force-majeure': '因不可抗力暂时无法调查',
        'party-missing': '因当事人下落不明暂时无法调查',
        other: '其他应当中止的情形',
      }),
      opinion('理由'),
    ],
  },
  resume: { endpoint: contract.resumeCase, ok: '恢复调查', fields: [opinion('中止原因如何消除')] },
  terminate: {
    endpoint: contract.terminateCase,
    ok: '提请终止',
    note: APPROVAL,
    fields: [opinion('理由和依据')],
  },
  extend: {
    endpoint: contract.extendCase,
    ok: '提请延长',
    note: APPROVAL,
    fields: [
      {
        name: 'days',
        label: '延长天数',
        kind: 'number',
        hint: '第一次不超过 30 日；再次延长须负责人集体讨论决定',
      },
      { name: 'discussedOn', label: '集体讨论日期', kind: 'day', when: (one) => one.extendedTimes > 0 },
      opinion('理由'),
    ],
    initial: () => ({ days: 30 }),
  },
  conclude: {
    endpoint: contract.concludeCase,
    ok: '制作调查终结报告',
    note: '报告签发后送审核。',
    fields: [
      area('facts', '调查认定的事实'),
      { name: 'proposal', label: '处理建议', kind: 'penalty', when: alone },
      area('rangeReason', '裁量理由', { ...OUTSIDE, when: alone }),
      { name: 'parties', label: '对各当事人的处理建议', kind: 'proposals', when: several },
      opinion('处理意见及依据'),
    ],
    initial: (one) => {
      const [only] = undecided(one);
      return {
        facts: one.facts ?? one.summary,
        ...(several(one)
          ? {
              parties: undecided(one).map((party) => ({
                partyId: party.id,
                penalty: party.proposal ?? NOTHING,
                rangeReason: party.rangeReason,
              })),
            }
          : { proposal: only?.proposal ?? NOTHING, rangeReason: only?.rangeReason }),
      };
    },
  },
  'pass-review': {
    endpoint: contract.passReview,
    ok: '审核通过',
    fields: [area('checks', '审核情况', { optional: true }), opinion('审核意见')],
    note: '审核意见书随即定稿，编入副卷。',
    initial: () => ({ checks: REVIEW_ITEMS }),
  },
  'return-review': { endpoint: contract.returnReview, ok: '退回补充调查', fields: [opinion('理由')] },
  notify: {
    endpoint: contract.notifyParty,
    ok: '制作告知书',
    note: SERVED,
    fields: [opinion('说明', true)],
  },
  'skip-notice': { endpoint: contract.skipNotice, ok: '报请决定', fields: [opinion('理由')] },
  'record-statement': {
    endpoint: contract.recordStatement,
    ok: '记录',
    fields: [
      { name: 'on', label: '提出日期', kind: 'day' },
      area('text', '陈述申辩的内容'),
      { name: 'waived', label: '当事人书面放弃陈述申辩和听证', kind: 'flag' },
    ],
    initial: () => ({ on: todayInChina(), waived: false }),
  },
  'request-hearing': {
    endpoint: contract.requestHearing,
    ok: '记录听证要求',
    fields: [{ name: 'on', label: '提出日期', kind: 'day' }, opinion('说明', true)],
    initial: () => ({ on: todayInChina() }),
  },
  'schedule-hearing': {
    endpoint: contract.scheduleHearing,
    ok: '制作听证通知书',
    note: '应当在举行听证七个工作日前送达当事人。',
    fields: [
      { name: 'hearingOn', label: '听证日期', kind: 'day' },
      { name: 'hearingTime', label: '时间', kind: 'text', hint: '如 09:00、14:30' },
      { name: 'place', label: '地点', kind: 'text' },
      { name: 'host', label: '主持人', kind: 'text', hint: '由非本案调查人员担任' },
    ],
    initial: () => ({ hearingTime: '09:00' }),
  },
  'withdraw-hearing': { endpoint: contract.withdrawHearing, ok: '撤回', fields: [opinion('情况')] },
  'end-hearing': {
    endpoint: contract.endHearing,
    ok: '听证结束',
    note: '听证结束后进行法制审核。',
    fields: [opinion('听证情况和意见')],
  },
  proceed: { endpoint: contract.proceedCase, ok: '报请决定', fields: [opinion('说明', true)] },
  reinvestigate: { endpoint: contract.reinvestigate, ok: '退回补充调查', fields: [opinion('理由')] },
  decide: {
    endpoint: contract.decideCase,
    ok: '制作处罚决定书',
    note: '决定书签发后送达当事人。',
    fields: [
      { name: 'penalty', label: '处罚内容', kind: 'penalty', when: alone },
      area('rangeReason', '裁量理由', { ...OUTSIDE, when: alone }),
      { name: 'statementAdopted', label: '采纳陈述申辩意见', kind: 'flag', when: oneStated },
      area('statementReason', '采纳与否的理由', { when: oneStated }),
      { name: 'parties', label: '对各当事人的决定', kind: 'verdicts', when: several },
      {
        name: 'discussedOn',
        label: '集体讨论日期',
        kind: 'day',
        when: (one) => one.review.collectiveDecision,
      },
      area('discussion', '集体讨论记录', { when: (one) => one.review.collectiveDecision }),
    ],
    initial: (one) => {
      const verdicts = undecided(one).map((party) => ({
        penalty: party.proposal ?? NOTHING,
        rangeReason: party.rangeReason,
        ...(stated(party) ? { statementAdopted: false } : {}),
      }));
      if (!several(one)) return { ...verdicts[0] };
      return {
        parties: undecided(one).map((party, index) => ({
          ...verdicts[index],
          partyId: party.id,
          outcome: party.noticedOn === null ? 'no-penalty' : 'penalty',
        })),
      };
    },
  },
  'decide-none': {
    endpoint: contract.decideNone,
    ok: '制作不予处罚决定书',
    fields: [
      choice('outcome', '决定', {
        'no-penalty': '确有违法行为，依法不予行政处罚',
        'not-established': '违法事实不能成立',
      }),
      { ...choice('ground', '不予处罚的情形', NO_PENALTY_GROUNDS), shows: is('outcome', 'no-penalty') },
      opinion('理由和依据'),
    ],
  },
  'conclude-transfer': { endpoint: contract.concludeTransfer, ok: '按移送办结', fields: [opinion('情况')] },
  pay: {
    endpoint: contract.recordPayment,
    ok: '登记缴款',
    fields: [
      { name: 'on', label: '缴款日期', kind: 'day' },
      choice('kind', '款项', { fine: '罚款', forfeit: '没收款', 'late-fine': '加处罚款' }),
      { name: 'amount', label: '金额', kind: 'money' },
      { name: 'receipt', label: '票据号', kind: 'text' },
    ],
    initial: (_, party) => {
      const open = party?.dues.openOf;
      const kind =
        (['fine', 'forfeit', 'late-fine'] as const).find((each) => (open?.[each] ?? 0) > 0) ?? 'fine';
      return { on: todayInChina(), kind, amount: open?.[kind] || undefined };
    },
  },
  defer: {
    endpoint: contract.deferPayment,
    ok: '提请延期（分期）',
    note: '生成通知书；签发后缴纳期限按审查结果改变，通知书送达当事人。',
    fields: [
      { name: 'appliedOn', label: '当事人申请日期', kind: 'day' },
      choice('answer', '审查结果', {
        defer: '同意延期',
        instalments: '同意分期',
        refuse: '不同意延期、分期',
      }),
      { name: 'until', label: '缴纳期限延至', kind: 'day', shows: is('answer', 'defer') },
      { name: 'instalments', label: '各期', kind: 'instalments', shows: is('answer', 'instalments') },
      opinion('当事人的申请和理由'),
    ],
    initial: () => ({ appliedOn: todayInChina(), answer: 'defer' }),
  },
  demand: {
    endpoint: contract.demandPayment,
    ok: '制作催告书',
    note: SERVED,
    fields: [opinion('说明', true)],
  },
  'apply-court': {
    endpoint: contract.applyToCourt,
    ok: '制作申请书',
    note: APPROVAL,
    fields: [{ name: 'court', label: '人民法院', kind: 'text' }, opinion('申请理由', true)],
  },
  finish: {
    endpoint: contract.finishCase,
    ok: '执行完毕',
    fields: [
      choice('reason', '情形', {
        paid: '处罚决定执行完毕',
        'court-ended': '人民法院裁定终结执行',
        other: '其他应予结案的情形',
      }),
      opinion('说明', true),
    ],
    initial: () => ({ reason: 'paid' }),
  },
  remedy: {
    endpoint: contract.recordRemedy,
    ok: '登记复议诉讼',
    note: '复议、诉讼期间不计算加处罚款，不能申请强制执行；有了结果再登记一次。',
    fields: [
      {
        ...choice('kind', '当事人申请或者提起', REMEDY_KIND_NAMES),
        shows: (values) => values.result === undefined,
      },
      {
        ...choice('result', '结果', REMEDY_RESULT_NAMES),
        shows: (values) => values.kind === undefined,
      },
      { name: 'on', label: '日期', kind: 'day' },
      { name: 'fine', label: '变更后的罚款', kind: 'money', shows: is('result', 'changed') },
      { name: 'forfeit', label: '变更后的没收金额', kind: 'money', shows: is('result', 'changed') },
      opinion('机关、文号和要点'),
    ],
    initial: (_, party) => ({
      on: todayInChina(),
      ...(party?.remedies.some(({ endedOn }) => endedOn === null)
        ? { result: 'upheld' }
        : { kind: 'reconsideration' }),
    }),
  },
  close: { endpoint: contract.closeCase, ok: '提请结案', note: APPROVAL, fields: [opinion('结案意见')] },
  publish: {
    endpoint: contract.publishDecision,
    ok: '登记公示',
    fields: [
      choice('system', '公示系统', {
        'penalty-publication-credit-china': '“信用中国”网站（7 个工作日内）',
        'penalty-publication': '国家企业信用信息公示系统（20 个工作日内）',
        'penalty-publication-withdrawal': '决定被变更、撤销：公示系统撤回公示（3 个工作日内）',
        'decision-disclosure-withdrawal': '决定被变更、撤销：撤回公开信息并说明理由（3 个工作日内）',
      }),
      { name: 'on', label: '公示日期', kind: 'day' },
      opinion('说明', true),
    ],
    initial: () => ({ on: todayInChina() }),
  },
  archive: {
    endpoint: contract.archiveCase,
    ok: '归档',
    fields: [{ name: 'archiveNumber', label: '档号', kind: 'text' }],
  },
  'withdraw-request': {
    endpoint: contract.withdrawRequest,
    ok: '撤回报批',
    note: '正在报批的文书草稿会被废弃；已经签发的不受影响。',
    fields: [opinion('理由')],
  },
  comment: { endpoint: contract.commentCase, ok: '添加', fields: [area('text', '说明')] },
};
