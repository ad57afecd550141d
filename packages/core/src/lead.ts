/** States of a lead (线索), in the order of its course. */
export const LEAD_STATUS_NAMES = {
  sorting: '待梳理',
  accepted: '待分派',
  dispatched: '待签收',
  checking: '核查中',
  returned: '被退回',
  reviewing: '待审核',
  reviewed: '待办结',
  closed: '已办结',
  archived: '已归档',
  'handed-over': '已移交',
  'handed-back': '已退回移交机关',
  dismissed: '不予处理',
  merged: '已并入',
} as const;
export type LeadStatus = keyof typeof LEAD_STATUS_NAMES;
export const LEAD_STATUSES = Object.keys(LEAD_STATUS_NAMES) as [LeadStatus, ...LeadStatus[]];

/** States in which a lead still asks for work in its bureau. */
export const OPEN_LEAD_STATUSES = [
  'sorting',
  'accepted',
  'dispatched',
  'checking',
  'returned',
  'reviewing',
  'reviewed',
] as const satisfies readonly LeadStatus[];

/** Where a lead came from (L-01 … L-15 of the source documents), in the field's words. */
export const LEAD_SOURCE_NAMES = {
  patrol: '网上巡查',
  targeted: '定向监测',
  search: '关键词搜索',
  complaint: '投诉举报',
  sampling: '抽检',
  'offline-check': '线下检查',
  superior: '上级交办',
  department: '部门移送',
  region: '其他地区移送',
  police: '公安推送',
  platform: '平台报告',
  'rights-holder': '权利人举报',
  media: '媒体反映',
  logistics: '物流溯源',
  citizen: '群众反映',
} as const;
export type LeadSource = keyof typeof LEAD_SOURCE_NAMES;
export const LEAD_SOURCES = Object.keys(LEAD_SOURCE_NAMES) as [LeadSource, ...LeadSource[]];

/** A field of the 案源线索登记表 that belongs to one source. */
export interface SourceField {
  readonly title: string;
  readonly kind: 'text' | 'date' | 'flag';
  readonly required?: true;
  /** Column titles under which the import knows the field too. */
  readonly aliases?: readonly string[];
}

/** The fields of the 案源线索登记表 that belong to each source, beside those of every lead. */
export const SOURCE_FIELDS: Readonly<Record<LeadSource, Readonly<Record<string, SourceField>>>> = {
  patrol: {},
  targeted: {
    occasion: { title: '监测专题（节点）', kind: 'text', aliases: ['专题', '节点'] },
    scope: { title: '监测范围', kind: 'text' },
  },
  search: {
    engine: { title: '搜索引擎或平台', kind: 'text' },
    keyword: { title: '搜索词', kind: 'text', aliases: ['关键词'] },
  },
  complaint: {
    system: { title: '受理渠道', kind: 'text', aliases: ['来源系统', '渠道'] },
    complaintNumber: { title: '投诉举报编号', kind: 'text', aliases: ['投诉编号', '举报编号', '工单编号'] },
    demand: { title: '诉求', kind: 'text' },
  },
  sampling: {
    reportNumber: {
      title: '检验报告编号',
      kind: 'text',
      required: true,
      aliases: ['报告编号', '检测报告编号'],
    },
    institution: { title: '检验机构', kind: 'text', aliases: ['检测机构'] },
    product: { title: '产品名称及批次', kind: 'text', aliases: ['产品', '样品名称'] },
    failedItem: { title: '不合格项目', kind: 'text' },
  },
  'offline-check': {
    recordNumber: { title: '检查记录编号', kind: 'text' },
    checkedOn: { title: '检查日期', kind: 'date' },
    officers: { title: '检查人员', kind: 'text' },
  },
  superior: {
    authority: { title: '交办机关', kind: 'text', required: true },
    letterNumber: { title: '交办文号', kind: 'text', aliases: ['文号'] },
    answerBy: { title: '要求反馈日期', kind: 'date' },
  },
  department: {
    department: { title: '移送部门', kind: 'text', required: true },
    letterNumber: { title: '移送文号', kind: 'text', aliases: ['移送函号'] },
    handedOverOn: { title: '移送日期', kind: 'date' },
    materials: { title: '移送材料', kind: 'text' },
  },
  region: {
    authority: { title: '移送机关', kind: 'text', required: true },
    letterNumber: { title: '移送函文号', kind: 'text' },
    handedOverOn: { title: '函告日期', kind: 'date' },
  },
  police: {
    unit: { title: '推送单位', kind: 'text' },
    clueNumber: { title: '公安线索编号', kind: 'text' },
    pushedOn: { title: '推送日期', kind: 'date' },
  },
  platform: {
    platform: { title: '报告平台', kind: 'text', required: true, aliases: ['平台名称'] },
    reportNumber: { title: '平台报告编号', kind: 'text' },
    measures: { title: '平台已采取的措施', kind: 'text' },
  },
  'rights-holder': {
    rightsHolder: { title: '权利人', kind: 'text', required: true },
    rightNumber: { title: '权利证号', kind: 'text', aliases: ['商标注册号', '专利号'] },
    agent: { title: '委托代理人', kind: 'text' },
  },
  media: {
    media: { title: '媒体名称', kind: 'text', required: true },
    headline: { title: '报道标题', kind: 'text' },
    publishedOn: { title: '报道日期', kind: 'date' },
  },
  logistics: {
    carrier: { title: '寄递企业', kind: 'text' },
    waybill: { title: '运单号', kind: 'text' },
    sentFrom: { title: '寄出地', kind: 'text' },
  },
  citizen: {
    channel: { title: '反映方式', kind: 'text' },
    realName: { title: '实名反映', kind: 'flag' },
  },
};

/** Why a lead is returned, dismissed or handed back; what the rule that made it is told. */
export const LEAD_RETURN_REASON_NAMES = {
  'wrong-jurisdiction': '不归本辖区管',
  duplicate: '重复线索',
  'not-a-violation': '不构成违法',
  'not-enough': '证据不足',
  other: '其他',
} as const;
export type LeadReturnReason = keyof typeof LEAD_RETURN_REASON_NAMES;
export const LEAD_RETURN_REASONS = Object.keys(LEAD_RETURN_REASON_NAMES) as [
  LeadReturnReason,
  ...LeadReturnReason[],
];

/** What a check came to (反馈结果). */
export const LEAD_RESULT_NAMES = {
  rectified: '属实，已督促整改',
  guided: '属实，已行政指导',
  ordered: '属实，已责令改正',
  case: '属实，已立案',
  transferred: '属实，已移送',
  'no-penalty': '属实，不予处罚',
  'not-a-violation': '不属实或不构成违法',
  unverifiable: '无法核实',
  gone: '网页已消失或主体已注销',
} as const;
export type LeadResult = keyof typeof LEAD_RESULT_NAMES;
export const LEAD_RESULTS = Object.keys(LEAD_RESULT_NAMES) as [LeadResult, ...LeadResult[]];

/** What each result must be told with, beside the facts: the field and its words. */
export const LEAD_RESULT_FIELDS: Readonly<Record<LeadResult, 'handling' | 'reference' | 'reason'>> = {
  rectified: 'handling',
  guided: 'handling',
  ordered: 'reference',
  case: 'reference',
  transferred: 'reference',
  'no-penalty': 'reason',
  'not-a-violation': 'reason',
  unverifiable: 'reason',
  gone: 'reason',
};
export const LEAD_RESULT_FIELD_NAMES = {
  handling: '整改和处理情况',
  reference: '文书编号（案号、文号）',
  reason: '理由',
} as const;

/** Results that say that the rule was right. */
export const UPHELD_RESULTS: readonly LeadResult[] = [
  'rectified',
  'guided',
  'ordered',
  'case',
  'transferred',
  'no-penalty',
];

/** How something was checked (核查方式). */
export const LEAD_CHECK_WAY_NAMES = {
  online: '网上核查',
  'on-site': '实地核查',
  phone: '电话核实',
  documents: '调取资料',
  inquiry: '询问当事人',
  test: '检验检测、鉴定',
} as const;
export const LEAD_CHECK_WAYS = Object.keys(LEAD_CHECK_WAY_NAMES) as [
  keyof typeof LEAD_CHECK_WAY_NAMES,
  ...(keyof typeof LEAD_CHECK_WAY_NAMES)[],
];
