import { AppError } from '@wangjian/core/errors.ts';

export type RectificationStatus = 'open' | 'checking' | 'sealing' | 'corrected' | 'dropped';
export type RectificationAction =
  | 'recheck'
  | 'found-again'
  | 'not-read'
  | 'found-clean'
  | 'sealed'
  | 'not-sealed'
  | 'confirm'
  | 'drop';

/**
 * States × actions of a rectification (整改). Officers recheck, confirm and drop; the rest is news from the patrol and
 * the sealing of evidence.
 */
const MOVES = {
  open: { recheck: 'checking', 'found-clean': 'sealing', confirm: 'corrected', drop: 'dropped' },
  checking: {
    'found-again': 'open',
    'not-read': 'open',
    'found-clean': 'sealing',
    confirm: 'corrected',
    drop: 'dropped',
  },
  sealing: { sealed: 'corrected', 'not-sealed': 'open', confirm: 'corrected', drop: 'dropped' },
  corrected: {},
  dropped: {},
} as const satisfies Record<RectificationStatus, Partial<Record<RectificationAction, RectificationStatus>>>;

export const RECTIFICATION_STATUS_NAMES: Record<RectificationStatus, string> = {
  open: '待整改',
  checking: '复查中',
  sealing: '固证中',
  corrected: '已整改到位',
  dropped: '已撤销',
};
const ACTION_NAMES: Record<RectificationAction, string> = {
  recheck: '复查',
  'found-again': '仍有问题',
  'not-read': '没有读到',
  'found-clean': '未再发现',
  sealed: '固证完成',
  'not-sealed': '没有固证',
  confirm: '确认整改到位',
  drop: '撤销',
};
const BY_OFFICERS: readonly RectificationAction[] = ['recheck', 'confirm', 'drop'];

/** What an officer may do in a state. */
export function allowedOnRectification(status: RectificationStatus): RectificationAction[] {
  return BY_OFFICERS.filter((action) => action in MOVES[status]);
}

/** Where an action leads; undefined where the table has no such move (news that came too late). */
export function nextRectification(
  status: RectificationStatus,
  action: RectificationAction,
): RectificationStatus | undefined {
  return (MOVES[status] as Partial<Record<RectificationAction, RectificationStatus>>)[action];
}

/** The state after an officer's action; throws `conflict` naming the allowed actions otherwise. */
export function moveRectification(
  status: RectificationStatus,
  action: RectificationAction,
): RectificationStatus {
  const next = nextRectification(status, action);
  if (next) return next;
  const allowed = allowedOnRectification(status);
  const may = allowed.map((name) => ACTION_NAMES[name]).join('、') || '只能查看';
  throw new AppError(
    'conflict',
    `该项整改${RECTIFICATION_STATUS_NAMES[status]}，不能${ACTION_NAMES[action]}；现在可以：${may}`,
    { allowed },
  );
}
