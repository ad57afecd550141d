import { AppError } from '@wangjian/core/errors.ts';

export type InspectionStatus = 'planned' | 'checking' | 'rectifying' | 'finished' | 'void';
export type InspectionAction =
  | 'fill'
  | 'prefill'
  | 'attach'
  | 'edit'
  | 'record'
  | 'waive'
  | 'finish'
  | 'correct'
  | 'reopen'
  | 'void';

/** States × actions of an inspection (检查), the one table. `correct` is the platform's: the last rectification closed. */
const MOVES = {
  planned: {
    fill: 'checking',
    prefill: 'checking',
    attach: 'checking',
    edit: 'planned',
    record: 'checking',
    waive: 'planned',
    void: 'void',
  },
  checking: {
    fill: 'checking',
    prefill: 'checking',
    attach: 'checking',
    edit: 'checking',
    record: 'checking',
    waive: 'checking',
    finish: 'finished',
    void: 'void',
  },
  rectifying: { attach: 'rectifying', correct: 'finished', reopen: 'checking' },
  finished: { reopen: 'checking' },
  void: {},
} as const satisfies Record<InspectionStatus, Partial<Record<InspectionAction, InspectionStatus>>>;

export const INSPECTION_ACTION_NAMES: Record<
  InspectionAction | 'create' | 'late' | 'conflict' | 'withdraw' | 'sign' | 'photo' | 'settle' | 'rectify',
  string
> = {
  create: '新建检查',
  fill: '填写',
  prefill: '读取监测结果',
  attach: '添加照片、签名',
  edit: '修改检查信息',
  record: '完成检查',
  waive: '不再检查',
  finish: '办结检查',
  correct: '整改到位',
  reopen: '退回补正',
  void: '作废',
  late: '收到迟到的填写',
  conflict: '处理填写冲突',
  withdraw: '撤下附件',
  sign: '签名',
  photo: '拍照',
  settle: '处理迟到的填写',
  rectify: '整改',
};
export const INSPECTION_STATUS_NAMES: Record<InspectionStatus, string> = {
  planned: '待检查',
  checking: '检查中',
  rectifying: '整改中',
  finished: '已办结',
  void: '已作废',
};

/** Actions allowed in a state, in the order of the table; what only the platform does is left out. */
export function allowedActions(status: InspectionStatus): InspectionAction[] {
  return (Object.keys(MOVES[status]) as InspectionAction[]).filter((action) => action !== 'correct');
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function move(status: InspectionStatus, action: InspectionAction): InspectionStatus {
  const next = (MOVES[status] as Partial<Record<InspectionAction, InspectionStatus>>)[action];
  if (next) return next;
  const allowed = allowedActions(status);
  const may = allowed.map((name) => INSPECTION_ACTION_NAMES[name]).join('、') || '只能查看';
  throw new AppError(
    'conflict',
    `该检查${INSPECTION_STATUS_NAMES[status]}，不能${INSPECTION_ACTION_NAMES[action]}；现在可以：${may}`,
    { allowed },
  );
}
