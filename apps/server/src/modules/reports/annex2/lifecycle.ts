import { AppError } from '@wangjian/core/errors.ts';
import type { ReportRow } from './store.ts';

type Status = ReportRow['status'];
/** What is done to a report once it was sent up: signed, returned, or replaced by a correction. */
export type ReportAction = 'sign' | 'return' | 'correct';

const MOVES: Record<Status, Partial<Record<ReportAction, Status>>> = {
  submitted: { sign: 'signed', return: 'returned' },
  returned: {},
  signed: { correct: 'corrected' },
  corrected: {},
};
const STATUS_NAMES: Record<Status, string> = {
  submitted: '已报送，待审签',
  returned: '已退回',
  signed: '已审签',
  corrected: '已更正',
};
const ACTION_NAMES: Record<ReportAction, string> = { sign: '审签', return: '退回', correct: '更正' };

/** Actions that a report in this state allows. */
export function allowedActions(status: Status): ReportAction[] {
  return Object.keys(MOVES[status]) as ReportAction[];
}

/** The state after an action; `conflict` otherwise. */
export function move(status: Status, action: ReportAction): Status {
  const next = MOVES[status][action];
  if (next) return next;
  throw new AppError('conflict', `该统计表${STATUS_NAMES[status]}，不能${ACTION_NAMES[action]}`);
}
