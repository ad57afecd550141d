import { AppError } from '@wangjian/core/errors.ts';
import {
  GUIDANCE_KINDS,
  GUIDANCE_STATUS_NAMES,
  type GuidanceKind,
  type GuidanceStatus,
} from '@wangjian/core/guidance.ts';
import type { GuidanceAction } from './contract.ts';

/** What documents and periods do to a guidance, beside what officers do. */
type GuidanceNews = 'issue' | 'serve' | 'void';
export type GuidanceMove = GuidanceAction | GuidanceNews;

/** States × actions of a guidance (行政指导), the one table: what may be done now, and where it leads. */
const MOVES = {
  draft: { redraft: 'draft', issue: 'issued', cancel: 'cancelled', void: 'draft', comment: 'draft' },
  issued: {
    serve: 'waiting',
    'talk-record': 'issued',
    'new-code': 'issued',
    cancel: 'cancelled',
    void: 'draft',
    comment: 'issued',
  },
  waiting: {
    serve: 'waiting',
    'talk-record': 'waiting',
    'new-code': 'waiting',
    answer: 'answered',
    recheck: 'rechecking',
    demand: 'waiting',
    close: 'closed',
    void: 'draft',
    comment: 'waiting',
  },
  answered: {
    serve: 'answered',
    'talk-record': 'answered',
    answer: 'answered',
    recheck: 'rechecking',
    demand: 'waiting',
    close: 'closed',
    void: 'draft',
    comment: 'answered',
  },
  rechecking: {
    serve: 'rechecking',
    answer: 'rechecking',
    recheck: 'rechecking',
    demand: 'waiting',
    close: 'closed',
    comment: 'rechecking',
  },
  closed: { comment: 'closed' },
  cancelled: { comment: 'cancelled' },
} as const satisfies Record<GuidanceStatus, Partial<Record<GuidanceMove, GuidanceStatus>>>;

export const GUIDANCE_ACTION_NAMES: Record<GuidanceMove | 'open', string> = {
  open: '拟办',
  redraft: '重新拟制文书',
  cancel: '撤销',
  'talk-record': '拟制约谈记录',
  'new-code': '更换答复码',
  answer: '当事人反馈',
  recheck: '发起复查',
  demand: '要求继续改正',
  close: '办结',
  comment: '说明',
  issue: '文书签发',
  serve: '文书送达',
  void: '文书作废',
};
const NEWS: readonly GuidanceMove[] = ['issue', 'serve', 'void'];

/** Actions allowed in a state to officers; 约谈记录 only for 约谈. */
export function allowedActions(status: GuidanceStatus, kind: GuidanceKind): GuidanceAction[] {
  const moves = Object.keys(MOVES[status]) as GuidanceMove[];
  return moves.filter((move): move is GuidanceAction => {
    if (NEWS.includes(move)) return false;
    if (move === 'talk-record') return kind === 'talk';
    return move !== 'new-code' || GUIDANCE_KINDS[kind].answered;
  });
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function move(status: GuidanceStatus, action: GuidanceMove, kind: GuidanceKind): GuidanceStatus {
  const next = (MOVES[status] as Partial<Record<GuidanceMove, GuidanceStatus>>)[action];
  const allowed = allowedActions(status, kind);
  if (next && (NEWS.includes(action) || (allowed as readonly string[]).includes(action))) return next;
  throw new AppError(
    'conflict',
    `该行政指导${GUIDANCE_STATUS_NAMES[status]}，不能${GUIDANCE_ACTION_NAMES[action]}；现在可以：${allowed.map((name) => GUIDANCE_ACTION_NAMES[name]).join('、')}`,
    { allowed },
  );
}

/** Whether news of a document still moves the guidance; news for a closed one is only noted. */
export function takes(status: GuidanceStatus, news: GuidanceNews): boolean {
  return news in MOVES[status];
}
