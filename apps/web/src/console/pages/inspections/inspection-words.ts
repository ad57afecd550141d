/** Chinese words of the inspections' closed lists. */
export const INSPECTION_STATUS_NAMES = {
  planned: '待检查',
  checking: '检查中',
  rectifying: '整改中',
  finished: '已办结',
  void: '已作废',
} as const;

export const INSPECTION_SOURCE_NAMES = { free: '日常检查', lead: '线索核查', draw: '双随机抽查' } as const;

export const SIDE_NAMES = { online: '网上检查', 'on-site': '实地检查' } as const;
export type Side = keyof typeof SIDE_NAMES;

export const TASK_NAMES = { none: '不需要', open: '待检查', done: '已检查', waived: '不再检查' } as const;

export const RESULT_NAMES = { none: '未发现问题', problem: '发现问题', 'not-applicable': '不涉及' } as const;

export const RECTIFICATION_STATUS_NAMES = {
  open: '待整改',
  checking: '复查中',
  sealing: '固证中',
  corrected: '已整改到位',
  dropped: '已撤销',
} as const;

export const DRAW_STATUS_NAMES = {
  drawn: '待下达任务',
  assigned: '检查中',
  published: '已公示',
} as const;

export const ROLE_NAMES = {
  party: '当事人',
  'officer-1': '检查人员',
  'officer-2': '检查人员（第二人）',
  witness: '见证人',
} as const;
export type SignerRole = keyof typeof ROLE_NAMES;
