/** The words of a campaign (专项行动) that the server and the webs share: closed lists with their Chinese names. */
export const CAMPAIGN_STATUS_NAMES = {
  handed: '上级部署，待签收',
  draft: '方案拟制',
  issued: '已印发',
  running: '集中检查',
  'summing-up': '督查总结',
  closed: '已结束',
  cancelled: '已撤销',
} as const;
export type CampaignStatus = keyof typeof CAMPAIGN_STATUS_NAMES;
export const CAMPAIGN_STATUSES = Object.keys(CAMPAIGN_STATUS_NAMES) as [CampaignStatus, ...CampaignStatus[]];

/** Phases of a plan (工作步骤), in their order; they may overlap (001 五: 督查 begins while checks go on). */
export const PHASE_NAMES = { mobilise: '动员部署', inspect: '集中检查', 'sum-up': '督查总结' } as const;
export type PhaseKind = keyof typeof PHASE_NAMES;
export const PHASE_KINDS = Object.keys(PHASE_NAMES) as [PhaseKind, ...PhaseKind[]];

export const TASK_STATUS_NAMES = {
  assigned: '待签收',
  working: '进行中',
  done: '已完成',
  withdrawn: '已取消',
} as const;
export type TaskStatus = keyof typeof TASK_STATUS_NAMES;

export const CAMPAIGN_REPORT_NAMES = { midterm: '中期工作总结', final: '全面工作总结' } as const;
export type CampaignReportKind = keyof typeof CAMPAIGN_REPORT_NAMES;
export const CAMPAIGN_REPORT_KINDS = Object.keys(CAMPAIGN_REPORT_NAMES) as [
  CampaignReportKind,
  ...CampaignReportKind[],
];

export const CAMPAIGN_REPORT_STATUS_NAMES = {
  draft: '拟稿审批中',
  signed: '已签发，待报送',
  submitted: '已报送，待签收',
  returned: '已退回',
  received: '已签收',
} as const;
export type CampaignReportStatus = keyof typeof CAMPAIGN_REPORT_STATUS_NAMES;

export const VISIT_STATUS_NAMES = { open: '待整改', answered: '已报整改', closed: '已办结' } as const;
export type VisitStatus = keyof typeof VISIT_STATUS_NAMES;

/** A plan handed down to a bureau below: whether that bureau took it over. */
export const HAND_DOWN_STATUS_NAMES = { sent: '待签收', accepted: '已签收', withdrawn: '已撤回' } as const;
export type HandDownStatus = keyof typeof HAND_DOWN_STATUS_NAMES;

/** How often the platform itself patrols the sites of the scope while checks go on. */
export const PATROL_EVERY_NAMES = { none: '不自动监测', week: '每周一次', month: '每月一次' } as const;
export type PatrolEvery = keyof typeof PATROL_EVERY_NAMES;
export const PATROL_EVERY = Object.keys(PATROL_EVERY_NAMES) as [PatrolEvery, ...PatrolEvery[]];

/** What a campaign is measured by; every one is counted from records (`modules/campaigns/measures.ts`). */
export const CAMPAIGN_MEASURES = {
  'online-checks': { name: '网上检查', unit: '个次' },
  'on-site-checks': { name: '实地检查', unit: '个次' },
  leads: { name: '登记线索', unit: '条' },
  'closed-leads': { name: '办结线索', unit: '条' },
  corrections: { name: '责令整改', unit: '个次' },
  deletions: { name: '督促删除', unit: '条' },
  cases: { name: '查处案件', unit: '件' },
  'police-transfers': { name: '移送公安', unit: '件' },
  fines: { name: '罚没款', unit: '万元' },
} as const;
export type CampaignMeasure = keyof typeof CAMPAIGN_MEASURES;
export const CAMPAIGN_MEASURE_IDS = Object.keys(CAMPAIGN_MEASURES) as [CampaignMeasure, ...CampaignMeasure[]];
