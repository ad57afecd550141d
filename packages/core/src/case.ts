/** The words of a case (案件) that the server and the webs share: closed lists with their Chinese names. */
export const CASE_STATE_NAMES = {
  drafting: '待立案',
  'not-filed': '不予立案',
  discarded: '已撤销',
  investigating: '调查取证',
  suspended: '中止调查',
  reviewing: '审核',
  notifying: '待告知',
  stating: '陈述申辩',
  hearing: '听证',
  deciding: '待决定',
  serving: '待送达',
  executing: '执行',
  ending: '待结案',
  closed: '已结案',
  archived: '已归档',
} as const;
export type CaseState = keyof typeof CASE_STATE_NAMES;

export const CASE_OUTCOME_NAMES = {
  penalty: '行政处罚',
  'no-penalty': '不予处罚',
  'not-established': '违法事实不成立',
  police: '移送公安机关',
  'other-agency': '移送其他部门',
  terminated: '终止调查',
} as const;
export type CaseOutcome = keyof typeof CASE_OUTCOME_NAMES;
/** How a case ended for one of its parties. */
export type PartyOutcome = Extract<CaseOutcome, 'penalty' | 'no-penalty' | 'not-established'>;

/** Where one party of a case stands. */
export const PARTY_STAGE_NAMES = {
  undecided: '待决定',
  serving: '待送达',
  executing: '执行',
  done: '已办结',
} as const;
export type PartyStage = keyof typeof PARTY_STAGE_NAMES;

/** Where a case came from; a lead keeps its own source. */
export const CASE_SOURCE_NAMES = {
  lead: '线索',
  inspection: '检查',
  complaint: '投诉举报',
  superior: '上级交办',
  transfer: '其他部门移送',
  sampling: '抽检',
  own: '自行发现',
} as const;

export const PARTY_KIND_NAMES = {
  person: '自然人',
  individual: '个体工商户',
  company: '企业法人',
  other: '其他组织',
} as const;
export type PartyKind = keyof typeof PARTY_KIND_NAMES;

/** Kinds of penalty besides money, warning and criticism (行政处罚法 art. 9). */
export const PENALTY_ORDER_NAMES = {
  'suspend-licence': '暂扣许可证件',
  'lower-grade': '降低资质等级',
  'revoke-licence': '吊销许可证件',
  'restrict-business': '限制开展生产经营活动',
  'stop-business': '责令停产停业',
  'close-down': '责令关闭',
  'restrict-employment': '限制从业',
} as const;

/** 不予处罚 grounds: 行政处罚法 arts 30, 31, 33, 36; the options of the form of the decision. */
export const NO_PENALTY_GROUNDS = {
  minor: '违法行为轻微并及时改正，没有造成危害后果',
  first: '初次违法且危害后果轻微并及时改正',
  'no-fault': '当事人有证据足以证明没有主观过错',
  limitation: '违法行为在二年内未被发现',
  child: '不满十四周岁的未成年人有违法行为',
  other: '其他依法不予行政处罚的情形',
} as const;

/** How a party fights its decision. */
export const REMEDY_KIND_NAMES = { reconsideration: '行政复议', litigation: '行政诉讼' } as const;
export const REMEDY_RESULT_NAMES = {
  upheld: '维持、驳回',
  withdrawn: '撤回申请、起诉',
  changed: '变更决定',
  revoked: '撤销、确认违法或者无效',
} as const;

/** What runs beside the main way of a case: measures on goods, inquiries, and what is handed to others. */
export const MATTER_KIND_NAMES = {
  preservation: '先行登记保存',
  seizure: '查封、扣押',
  appraisal: '权利人鉴别',
  test: '检测、检验、检疫、鉴定',
  assistance: '协助调查',
  courier: '快递企业协查',
  platform: '平台协查',
  police: '移送公安机关',
  'other-agency': '移送其他部门',
  'close-website': '提请关闭网站',
  'licence-notice': '抄告许可审批部门',
  'abnormal-list': '提请列入经营异常名录',
} as const;
export type MatterKind = keyof typeof MATTER_KIND_NAMES;

export const MATTER_ACTION_NAMES = {
  'hand-over': '登记移送',
  extend: '延长期限',
  dispose: '处理、解除',
  answer: '登记答复',
  inform: '告知当事人',
  accept: '登记受理、办理结果',
  refuse: '登记不受理、退回',
  drop: '撤销',
  'hand-goods': '登记移交物品、材料',
  reconsider: '提请复议',
  supervise: '建议检察院立案监督',
  'rest-with-it': '不再提请，继续行政处理',
} as const;
export type MatterAction = keyof typeof MATTER_ACTION_NAMES;

/** The eight kinds of evidence (程序规定 art. 23; 行政处罚法 art. 46). */
export const EVIDENCE_KINDS = [
  '书证',
  '物证',
  '视听资料',
  '电子数据',
  '证人证言',
  '当事人的陈述',
  '鉴定意见',
  '勘验笔录、现场笔录',
] as const;

/** Parts of the file in the order of 程序规定 art. 78: first those of 正卷, then those of 副卷. */
export const FILE_SECTIONS = {
  filing: { volume: '正卷', name: '立案审批表' },
  decision: { volume: '正卷', name: '行政处罚决定书及送达回证' },
  papers: { volume: '正卷', name: '对当事人制发的其他法律文书及送达回证' },
  evidence: { volume: '正卷', name: '证据材料' },
  'hearing-record': { volume: '正卷', name: '听证笔录' },
  property: { volume: '正卷', name: '财物处理单据' },
  other: { volume: '正卷', name: '其他有关材料' },
  origin: { volume: '副卷', name: '案源材料' },
  report: { volume: '副卷', name: '调查终结报告' },
  review: { volume: '副卷', name: '审核意见' },
  'hearing-report': { volume: '副卷', name: '听证报告' },
  closing: { volume: '副卷', name: '结案审批表' },
  'inner-other': { volume: '副卷', name: '其他有关材料' },
} as const;
export type FileSection = keyof typeof FILE_SECTIONS;
