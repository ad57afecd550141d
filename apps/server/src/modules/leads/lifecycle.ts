import { AppError } from '@wangjian/core/errors.ts';

export type LeadStatus = 'sorting' | 'accepted' | 'dismissed' | 'merged';
export type LeadAction = 'edit' | 'accept' | 'dismiss' | 'merge' | 'reopen' | 'comment';

/** States × actions of a lead (线索), the one table: what may be done now, and where it leads. */
const MOVES = {
  sorting: { edit: 'sorting', accept: 'accepted', dismiss: 'dismissed', merge: 'merged', comment: 'sorting' },
  accepted: { edit: 'accepted', reopen: 'sorting', comment: 'accepted' },
  dismissed: { reopen: 'sorting', comment: 'dismissed' },
  merged: { reopen: 'sorting', comment: 'merged' },
} as const satisfies Record<LeadStatus, Partial<Record<LeadAction, LeadStatus>>>;

export const LEAD_ACTION_NAMES: Record<LeadAction | 'register' | 'join', string> = {
  register: '登记',
  join: '新增发现',
  edit: '修改',
  accept: '采纳',
  dismiss: '不予处理',
  merge: '并入',
  reopen: '撤销结论',
  comment: '说明',
};
export const LEAD_STATUS_NAMES: Record<LeadStatus, string> = {
  sorting: '待梳理',
  accepted: '待分派',
  dismissed: '不予处理',
  merged: '已并入',
};

/** Actions allowed in a state, in the order of the table. */
export function allowedActions(status: LeadStatus): LeadAction[] {
  return Object.keys(MOVES[status]) as LeadAction[];
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function move(status: LeadStatus, action: LeadAction): LeadStatus {
  const next = (MOVES[status] as Partial<Record<LeadAction, LeadStatus>>)[action];
  if (next) return next;
  const allowed = allowedActions(status);
  throw new AppError(
    'conflict',
    `该线索${LEAD_STATUS_NAMES[status]}，不能${LEAD_ACTION_NAMES[action]}；现在可以：${allowed.map((name) => LEAD_ACTION_NAMES[name]).join('、')}`,
    { allowed },
  );
}
