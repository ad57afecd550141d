import { AppError } from '@wangjian/core/errors.ts';

export type DrawStatus = 'drawn' | 'assigned' | 'published';
export type DrawAction = 'assign' | 'publish';

/** States × actions of a draw (双随机抽查). A draw is never drawn again: another one is another record. */
const MOVES = {
  drawn: { assign: 'assigned' },
  assigned: { publish: 'published' },
  published: {},
} as const satisfies Record<DrawStatus, Partial<Record<DrawAction, DrawStatus>>>;

const STATUS_NAMES: Record<DrawStatus, string> = {
  drawn: '已抽取，任务待下达',
  assigned: '任务已下达',
  published: '结果已公示',
};
const ACTION_NAMES: Record<DrawAction, string> = { assign: '下达任务', publish: '公示结果' };

/** Actions allowed in a state. */
export function allowedOnDraw(status: DrawStatus): DrawAction[] {
  return Object.keys(MOVES[status]) as DrawAction[];
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function moveDraw(status: DrawStatus, action: DrawAction): DrawStatus {
  const next = (MOVES[status] as Partial<Record<DrawAction, DrawStatus>>)[action];
  if (next) return next;
  const allowed = allowedOnDraw(status);
  const may = allowed.map((name) => ACTION_NAMES[name]).join('、') || '只能查看';
  throw new AppError(
    'conflict',
    `该抽查${STATUS_NAMES[status]}，不能${ACTION_NAMES[action]}；现在可以：${may}`,
    { allowed },
  );
}
