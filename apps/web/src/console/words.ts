/** Chinese words of the contract's closed lists, as the console shows them. */
export const CONFIRM_STATUS_NAMES = { pending: '待确认', confirmed: '已确认', excluded: '已排除' } as const;

export const FOUND_BY_NAMES = {
  registration: '登记数据',
  filing: '备案数据',
  search: '网上搜索',
  phone: '电话咨询',
  'annual-report': '年报涉网信息',
  patrol: '网络监测',
  'platform-report': '平台报送',
  complaint: '举报投诉',
  import: '表格导入',
  manual: '手工登记',
} as const;

export const LICENCE_DISPLAY_NAMES = { shown: '已亮照', missing: '未亮照', unread: '未读取' } as const;

export const CONFIRM_METHOD_NAMES = { page: '查看网页', phone: '电话核实', 'on-site': '实地核查' } as const;

export const PATROL_STATUS_NAMES = {
  queued: '排队中',
  running: '进行中',
  finished: '已完成',
  stopped: '已停止',
} as const;

export const PATROL_SITE_STATUS_NAMES = {
  queued: '等待',
  running: '读取中',
  done: '已读完',
  failed: '没读成',
  skipped: '已跳过',
} as const;

export const FINDING_LEVEL_NAMES = { violation: '违法', suspect: '疑似' } as const;

export const FINDING_STATUS_NAMES = {
  pending: '待甄别',
  confirmed: '已确认',
  rejected: '已排除',
  merged: '已并入',
} as const;

export const REJECT_REASON_NAMES = {
  'lawful-wording': '用语合法',
  'not-advertising': '不是广告或经营内容',
  exempt: '法律有例外规定',
  'wrong-subject': '主体认错',
  'wrong-jurisdiction': '不归本辖区管',
  duplicate: '重复',
  'page-changed': '网页已变更',
  'not-enough': '证据不足',
  other: '其他',
} as const;

export const EVIDENCE_STATUS_NAMES = {
  queued: '等待固证',
  sealing: '固证中',
  sealed: '已固证',
  failed: '固证失败',
} as const;

export const RULE_STATUS_NAMES = {
  draft: '起草',
  shadow: '试运行',
  active: '启用',
  retired: '停用',
} as const;

export const ORG_LEVEL_NAMES = {
  province: '省级',
  city: '市级',
  county: '县（区）级',
  township: '乡镇（街道）所',
  section: '科室',
  department: '其他部门',
} as const;

export const OFFICER_STATUS_NAMES = { active: '正常', locked: '已锁定', disabled: '已停用' } as const;

/** Options of a choice, in the order of the list of words. */
export function optionsOf<Value extends string>(words: Readonly<Record<Value, string>>) {
  return (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));
}
