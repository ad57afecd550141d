import { AppError } from '@wangjian/core/errors.ts';

/** 计算中 / 已中止 (stands still) / 已结束. */
export type DeadlineState = 'running' | 'paused' | 'ended';
export type DeadlineAction = 'pause' | 'resume' | 'extend' | 'set' | 'hand' | 'end';
/** What the course of a deadline records: actions, and what the calendar and the sweep did. */
export type DeadlineEventKind = DeadlineAction | 'start' | 'calendar' | 'near' | 'expired';

/** States × actions of a deadline. An ended one is never taken up again: the record starts another. */
const MOVES = {
  running: {
    pause: 'running',
    extend: 'running',
    set: 'running',
    hand: 'running',
    end: 'ended',
  },
  paused: { resume: 'running', hand: 'paused', end: 'ended' },
  ended: {},
} as const satisfies Record<DeadlineState, Partial<Record<DeadlineAction, DeadlineState>>>;

export const DEADLINE_ACTION_NAMES: Record<DeadlineEventKind, string> = {
  start: '起算',
  pause: '扣除时间',
  resume: '恢复计算',
  extend: '延长',
  set: '改期',
  hand: '移交承办人',
  end: '结束',
  calendar: '按工作日历重算',
  near: '即将超期提醒',
  expired: '超期提醒',
};
const STATE_NAMES: Record<DeadlineState, string> = {
  running: '正在计算',
  paused: '已中止计算',
  ended: '已经结束',
};

/** Actions allowed in a state, in the order of the table. */
export function allowedActions(state: DeadlineState): DeadlineAction[] {
  return Object.keys(MOVES[state]) as DeadlineAction[];
}

/** Throws `conflict` naming the allowed actions where the state does not allow this one. */
export function checkMove(title: string, state: DeadlineState, action: DeadlineAction): void {
  if (action in MOVES[state]) return;
  const allowed = allowedActions(state);
  const hint =
    allowed.length > 0
      ? `现在可以：${allowed.map((name) => DEADLINE_ACTION_NAMES[name]).join('、')}`
      : '不能再操作';
  throw new AppError(
    'conflict',
    `期限“${title}”${STATE_NAMES[state]}，不能${DEADLINE_ACTION_NAMES[action]}；${hint}`,
    { allowed },
  );
}
