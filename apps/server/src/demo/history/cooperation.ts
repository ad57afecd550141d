import { addDays, addMonths, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';
import { type CampaignCourse, campaignCourse } from './campaign-course.ts';
import type { HistoryDesk } from './desk.ts';
import { conferenceCourse, jointActionCourse } from './joint-course.ts';
import { MATTERS } from './matters.ts';
import { inventParty } from './parties.ts';
import type { Course } from './timeline.ts';
import { type LetterIn, type LetterOut, letterInCourse, letterOutCourse } from './transfer-course.ts';

/** Something that begins on a day of the past. */
export interface Planned {
  readonly day: PlainDate;
  readonly name: string;
  readonly course: (random: Random) => Course;
}

const COUNTIES = ['640502', '640521', '640522'] as const;
const ASK = '当事人在你单位辖区的平台上经营，请协助提供平台内经营者的身份信息和交易记录。';
const COPY = '当事人持有你单位核发的许可，现将有关情况抄告你单位，请依法处理。';
const MOVE = '当事人实际经营地在你局辖区，本局没有管辖权，依法移送。';

type Out = readonly [back: number, Pick<LetterOut, 'kind' | 'to' | 'reason' | 'result' | 'stop'>];
const letter = (
  kind: LetterOut['kind'],
  to: string,
  reason: string,
  result: LetterOut['result'],
  stop: LetterOut['stop'] = null,
) => ({ kind, to, reason, result, stop });
/** Letters that no lead stands behind, by days before today. */
const OUT: readonly Out[] = [
  [310, letter('assistance', '杭州市余杭区市场监督管理局', ASK, 'assisted')],
  [255, letter('copy', '市烟草专卖局', COPY, 'noted')],
  [204, letter('report', '自治区市场监督管理厅', '涉及多个地市，需统一部署查处，现书面报告。', 'noted')],
  [150, letter('assistance', '广州市白云区市场监督管理局', ASK, 'assisted')],
  [98, letter('transfer', '银川市市场监督管理局', MOVE, 'filed')],
  [12, letter('assistance', '上海市长宁区市场监督管理局', ASK, 'assisted', 'accepted')],
  [7, letter('copy', '市烟草专卖局', COPY, 'noted', 'sent')],
  [4, letter('transfer', '固原市市场监督管理局', MOVE, 'filed', 'draft')],
];

type In = readonly [back: number, Pick<LetterIn, 'kind' | 'from' | 'reason' | 'result' | 'stop'>];
const HERE = '当事人实际经营地在你局辖区，现将线索移送你局处理。';
const HELP = '请协助核实当事人的实际经营地址和库存情况。';
const IN: readonly In[] = [
  [290, { kind: 'transfer', from: '吴忠市市场监督管理局', reason: HERE, result: 'corrected', stop: null }],
  [
    228,
    { kind: 'assistance', from: '兰州市城关区市场监督管理局', reason: HELP, result: 'assisted', stop: null },
  ],
  [
    170,
    { kind: 'inform', from: '市商务局', reason: '投诉集中，函请核查处理。', result: 'corrected', stop: null },
  ],
  [
    110,
    { kind: 'transfer', from: '西安市雁塔区市场监督管理局', reason: HERE, result: 'not-true', stop: null },
  ],
  [
    60,
    { kind: 'assistance', from: '成都市武侯区市场监督管理局', reason: HELP, result: 'assisted', stop: null },
  ],
  [
    5,
    {
      kind: 'assistance',
      from: '杭州市滨江区市场监督管理局',
      reason: HELP,
      result: 'assisted',
      stop: 'accepted',
    },
  ],
  [3, { kind: 'transfer', from: '石嘴山市市场监督管理局', reason: HERE, result: 'filed', stop: 'sent' }],
];

const CAMPAIGNS: readonly (CampaignCourse & { readonly back: number })[] = [
  {
    back: 215,
    name: '网络销售枸杞质量和标识专项整治行动',
    basis: '按照自治区市场监督管理厅关于加强网售地理标志产品监管的部署',
    aim: '规范网络销售枸杞的标识和广告，保护“中宁枸杞”地理标志，维护网络消费者权益。',
    products: ['goji'],
    items: [
      { title: '排查网售枸杞经营者主体公示', content: '逐户核对首页营业执照信息和食品经营许可信息。' },
      { title: '整治枸杞产品违法广告', content: '重点查处宣称疾病预防、治疗功能和使用绝对化用语的页面。' },
      { title: '打击侵犯地理标志证明商标行为', content: '查处擅自使用“中宁枸杞”证明商标的网店。' },
    ],
    chiefs: ['spt', 'zhongning', 'haiyuan'],
    days: 110,
    checks: 20,
  },
  {
    back: 47,
    name: '年末网络促销经营秩序专项整治行动',
    basis: '按照国家市场监督管理总局关于规范网络集中促销经营活动的工作提示',
    aim: '规范网络集中促销中的价格和宣传行为，督促平台落实主体责任。',
    products: [],
    items: [
      {
        title: '整治虚构原价和价格欺诈',
        content: '监测促销页面的划线价、折扣和优惠条件，核对促销前七日的成交价。',
      },
      { title: '督促平台落实主体责任', content: '开展行政指导，督促平台公示促销规则并保存促销信息。' },
      { title: '畅通投诉举报渠道', content: '集中处理促销期间的投诉举报，及时发布消费提示。' },
    ],
    chiefs: ['spt', 'zhongning', 'haiyuan'],
    days: 90,
    checks: 30,
  },
];

/** What the demo bureau did together with others in its past year: letters, joint work, campaigns. */
export function planCooperation(desk: HistoryDesk, today: PlainDate, random: Random): Planned[] {
  const back = (days: number) => addDays(today, -days);
  const about = () => ({ matter: random.pick(MATTERS), party: inventParty(random, random.pick(COUNTIES)) });
  const out = OUT.map(([days, plan]): Planned => {
    const whole = { ...plan, ...about(), officer: 'fenpai', leadId: null };
    return {
      day: back(days),
      name: `letter out ${plan.kind}`,
      course: (own) => letterOutCourse(desk, whole, own),
    };
  });
  const letters = IN.map(([days, plan]): Planned => {
    const whole = { ...plan, ...about() };
    return {
      day: back(days),
      name: `letter in ${plan.kind}`,
      course: (own) => letterInCourse(desk, whole, own),
    };
  });
  const joint = (days: number, plan: Parameters<typeof jointActionCourse>[1]): Planned => ({
    day: back(days),
    name: `joint action ${plan.title}`,
    course: (own) => jointActionCourse(desk, plan, own),
  });
  const campaigns = CAMPAIGNS.map(
    ({ back: days, ...plan }): Planned => ({
      day: back(days),
      name: `campaign ${plan.name}`,
      course: (own) => campaignCourse(desk, plan, own),
    }),
  );
  return [
    ...out,
    ...letters,
    joint(190, {
      title: '打击网络销售电子烟违法行为联合行动',
      purpose: '联合查处通过网络无证销售电子烟和向未成年人销售电子烟的行为。',
      running: false,
    }),
    joint(38, {
      title: '网络市场虚假宣传和刷单炒信联合治理',
      purpose: '联合打击组织刷单炒信、虚构交易的违法犯罪行为，净化网络交易环境。',
      running: true,
    }),
    {
      day: addDays(addMonths(today, -7), -5),
      name: 'conference',
      course: (own) => conferenceCourse(desk, { between: 160 }, own),
    },
    ...campaigns,
  ];
}
