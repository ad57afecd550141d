import {
  PUBLICITY_STATUS_NAMES,
  type PublicityStatus,
  REPLY_STATUS_NAMES,
  type ReplyStatus,
} from '@wangjian/core/affairs.ts';
import { AppError } from '@wangjian/core/errors.ts';

export const REPLY_ACTIONS = [
  'edit',
  'hand',
  'term',
  'draft',
  'deliver',
  'feedback',
  'cancel',
  'comment',
] as const;
export type ReplyAction = (typeof REPLY_ACTIONS)[number];
/** What documents do to a reply, beside what officers do. */
export type ReplyNews = 'sign' | 'void';

/** States × actions of a reply to a proposal: what may be done now, and where it leads. */
const REPLY_MOVES = {
  registered: {
    edit: 'registered',
    hand: 'registered',
    term: 'registered',
    draft: 'drafting',
    cancel: 'cancelled',
    comment: 'registered',
  },
  // Drafting again is for a draft that was thrown away on its own page.
  drafting: {
    term: 'drafting',
    draft: 'drafting',
    sign: 'signed',
    cancel: 'cancelled',
    comment: 'drafting',
  },
  signed: { deliver: 'replied', void: 'registered', comment: 'signed' },
  replied: { feedback: 'replied', void: 'registered', comment: 'replied' },
  cancelled: { comment: 'cancelled' },
} as const satisfies Record<ReplyStatus, Partial<Record<ReplyAction | ReplyNews, ReplyStatus>>>;

/** What each action is called. */
export const REPLY_ACTION_NAMES: Record<ReplyAction | ReplyNews | 'register', string> = {
  register: '登记',
  edit: '修改',
  hand: '转办',
  term: '改期',
  draft: '拟制答复函',
  deliver: '登记答复',
  feedback: '登记代表（委员）意见',
  cancel: '撤销',
  comment: '说明',
  sign: '答复函签发',
  void: '答复函作废',
};

/** Actions of officers in a state. */
export function replyActions(status: ReplyStatus): ReplyAction[] {
  return REPLY_ACTIONS.filter((action) => action in REPLY_MOVES[status]);
}

/** Whether news of a document still moves the reply. */
export function takesNews(status: ReplyStatus, news: ReplyNews): boolean {
  return news in REPLY_MOVES[status];
}

/** The state after an action; `conflict` naming the allowed actions otherwise. */
export function moveReply(status: ReplyStatus, action: ReplyAction | ReplyNews): ReplyStatus {
  const next = (REPLY_MOVES[status] as Partial<Record<ReplyAction | ReplyNews, ReplyStatus>>)[action];
  if (next !== undefined) return next;
  const allowed = replyActions(status);
  throw new AppError(
    'conflict',
    `该建议提案${REPLY_STATUS_NAMES[status]}，不能${REPLY_ACTION_NAMES[action]}；现在可以：${allowed.map((one) => REPLY_ACTION_NAMES[one]).join('、')}`,
    { allowed },
  );
}

export const PUBLICITY_ACTIONS = ['edit', 'picture', 'publish', 'void'] as const;
export type PublicityAction = (typeof PUBLICITY_ACTIONS)[number];

/** States × actions of publicity work; what was published is put right by voiding it and recording it again. */
const PUBLICITY_MOVES = {
  draft: { edit: 'draft', picture: 'draft', publish: 'published', void: 'void' },
  published: { picture: 'published', void: 'void' },
  void: {},
} as const satisfies Record<PublicityStatus, Partial<Record<PublicityAction, PublicityStatus>>>;
const PUBLICITY_ACTION_NAMES: Record<PublicityAction, string> = {
  edit: '修改',
  picture: '添加、删除图片',
  publish: '发布',
  void: '作废',
};

/** Actions on publicity work in a state. */
export function publicityActions(status: PublicityStatus): PublicityAction[] {
  return PUBLICITY_ACTIONS.filter((action) => action in PUBLICITY_MOVES[status]);
}

/** The state after an action; `conflict` naming the allowed actions otherwise. */
export function movePublicity(status: PublicityStatus, action: PublicityAction): PublicityStatus {
  const next = (PUBLICITY_MOVES[status] as Partial<Record<PublicityAction, PublicityStatus>>)[action];
  if (next !== undefined) return next;
  const allowed = publicityActions(status);
  throw new AppError(
    'conflict',
    `该宣传${PUBLICITY_STATUS_NAMES[status]}，不能${PUBLICITY_ACTION_NAMES[action]}${allowed.length > 0 ? `；现在可以：${allowed.map((one) => PUBLICITY_ACTION_NAMES[one]).join('、')}` : ''}`,
    { allowed },
  );
}
