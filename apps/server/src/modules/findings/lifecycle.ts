import { AppError } from '@wangjian/core/errors.ts';

export type FindingStatus = 'pending' | 'confirmed' | 'rejected' | 'merged';
export type FindingAction = 'confirm' | 'reject' | 'merge' | 'reopen';

/** States × actions of a finding (监测发现), the one table: what may be done now, and where it leads. */
const MOVES = {
  pending: { confirm: 'confirmed', reject: 'rejected', merge: 'merged' },
  confirmed: { reject: 'rejected', reopen: 'pending' },
  rejected: { confirm: 'confirmed', reopen: 'pending' },
  merged: { reopen: 'pending' },
} as const satisfies Record<FindingStatus, Partial<Record<FindingAction, FindingStatus>>>;

const ACTION_NAMES: Record<FindingAction, string> = {
  confirm: '确认',
  reject: '排除',
  merge: '并入',
  reopen: '撤销结论',
};
export const FINDING_STATUS_NAMES: Record<FindingStatus, string> = {
  pending: '待甄别',
  confirmed: '已确认',
  rejected: '已排除',
  merged: '已并入',
};

/** Actions allowed in a state, in the order of the table. */
export function allowedActions(status: FindingStatus): FindingAction[] {
  return Object.keys(MOVES[status]) as FindingAction[];
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function move(status: FindingStatus, action: FindingAction): FindingStatus {
  const next = (MOVES[status] as Partial<Record<FindingAction, FindingStatus>>)[action];
  if (next) return next;
  const allowed = allowedActions(status);
  throw new AppError(
    'conflict',
    `该发现${FINDING_STATUS_NAMES[status]}，不能${ACTION_NAMES[action]}；现在可以：${allowed.map((name) => ACTION_NAMES[name]).join('、')}`,
    { allowed },
  );
}
