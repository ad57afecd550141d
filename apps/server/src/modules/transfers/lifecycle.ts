import { AppError } from '@wangjian/core/errors.ts';
import {
  TRANSFER_KINDS,
  TRANSFER_STATUS_NAMES,
  type TransferDirection,
  type TransferKind,
  type TransferReach,
  type TransferStatus,
} from '@wangjian/core/transfer.ts';
import type { TransferAction } from './contract.ts';

/** What documents and the other side do to a transfer, beside what officers do. */
export type TransferNews =
  | 'issue'
  | 'void'
  | 'was-received'
  | 'was-accepted'
  | 'was-returned'
  | 'was-answered'
  | 'was-extended';
export type TransferMove = TransferAction | TransferNews;
type Table = Record<TransferStatus, Partial<Record<TransferMove, TransferStatus>>>;

/** States × actions of a transfer (移送协查), the one table, for what goes out and what comes in. */
const MOVES = {
  out: {
    draft: {
      redraft: 'draft',
      attach: 'draft',
      issue: 'signed',
      void: 'draft',
      cancel: 'cancelled',
      comment: 'draft',
    },
    signed: { send: 'sent', attach: 'signed', void: 'draft', comment: 'signed' },
    sent: {
      attach: 'sent',
      'record-receipt': 'received',
      'record-return': 'returned',
      'new-code': 'sent',
      urge: 'sent',
      close: 'done',
      comment: 'sent',
      'was-received': 'received',
      'was-accepted': 'accepted',
      'was-returned': 'returned',
    },
    received: {
      attach: 'received',
      'record-accept': 'accepted',
      'record-return': 'returned',
      'record-result': 'done',
      'new-code': 'received',
      urge: 'received',
      close: 'done',
      comment: 'received',
      'was-accepted': 'accepted',
      'was-returned': 'returned',
      'was-answered': 'done',
    },
    accepted: {
      attach: 'accepted',
      'record-result': 'done',
      'new-code': 'accepted',
      urge: 'accepted',
      close: 'done',
      comment: 'accepted',
      'was-extended': 'accepted',
      'was-answered': 'done',
    },
    returned: { close: 'done', attach: 'returned', comment: 'returned' },
    done: { attach: 'done', comment: 'done' },
    cancelled: { comment: 'cancelled' },
  },
  in: {
    draft: {},
    signed: {},
    sent: { receive: 'received', attach: 'sent', comment: 'sent' },
    received: { accept: 'accepted', return: 'returned', attach: 'received', comment: 'received' },
    accepted: {
      'draft-reply': 'accepted',
      'feed-back': 'done',
      extend: 'accepted',
      attach: 'accepted',
      comment: 'accepted',
    },
    returned: { comment: 'returned' },
    done: { comment: 'done' },
    cancelled: {},
  },
} as const satisfies Record<TransferDirection, Table>;

export const TRANSFER_ACTION_NAMES: Record<TransferMove | 'open' | 'arrive' | 'register', string> = {
  open: '拟办',
  register: '登记来函',
  arrive: '收到来函',
  redraft: '重新拟制函件',
  attach: '上传附件',
  send: '发出',
  cancel: '撤销',
  'new-code': '更换接收码',
  urge: '催办',
  'record-receipt': '登记对方签收',
  'record-accept': '登记对方接收',
  'record-return': '登记对方退回',
  'record-result': '登记查处情况',
  close: '办结',
  receive: '签收',
  accept: '接收办理',
  return: '退回',
  'draft-reply': '拟制复函',
  'feed-back': '反馈结果',
  extend: '延长协查期限',
  comment: '说明',
  issue: '函件签发',
  void: '函件作废',
  'was-received': '对方签收',
  'was-accepted': '对方接收办理',
  'was-returned': '对方退回',
  'was-answered': '对方反馈结果',
  'was-extended': '对方延长协查期限',
};

const NEWS: ReadonlySet<TransferMove> = new Set<TransferNews>([
  'issue',
  'void',
  'was-received',
  'was-accepted',
  'was-returned',
  'was-answered',
  'was-extended',
]);
/** Told on paper by an authority without this system; a side inside the installation says it itself. */
const FOR_OUTSIDE: ReadonlySet<TransferMove> = new Set<TransferMove>([
  'new-code',
  'record-receipt',
  'record-accept',
  'record-return',
  'record-result',
]);

/** What a move depends on beside the state. */
export interface Standing {
  readonly direction: TransferDirection;
  readonly status: TransferStatus;
  readonly kind: TransferKind;
  readonly reach: TransferReach;
}

/** Whether the package is sealed: what is attached to a letter that went out is what came back. */
export const isSealed = ({ direction, status }: Pick<Standing, 'direction' | 'status'>): boolean =>
  direction === 'out' && status !== 'draft' && status !== 'signed';

function fits({ direction, kind, reach, status }: Standing, action: TransferMove): boolean {
  if (action === 'attach') return reach === 'outside' || !isSealed({ direction, status });
  if (FOR_OUTSIDE.has(action)) return reach === 'outside';
  if (action === 'extend') return kind === 'assistance';
  return action !== 'draft-reply' || TRANSFER_KINDS[kind].reply !== null;
}

/** Actions allowed to officers now. */
export function allowedActions(standing: Standing): TransferAction[] {
  const moves = Object.keys(MOVES[standing.direction][standing.status]) as TransferMove[];
  return moves.filter((action): action is TransferAction => !NEWS.has(action) && fits(standing, action));
}

/** The state after an action; throws `conflict` naming the allowed actions otherwise. */
export function move(standing: Standing, action: TransferMove): TransferStatus {
  const table: Partial<Record<TransferMove, TransferStatus>> = MOVES[standing.direction][standing.status];
  const next = table[action];
  if (next && fits(standing, action)) return next;
  const allowed = allowedActions(standing);
  const names = allowed.map((name) => TRANSFER_ACTION_NAMES[name]).join('、');
  throw new AppError(
    'conflict',
    `该事项${TRANSFER_STATUS_NAMES[standing.status]}，不能${TRANSFER_ACTION_NAMES[action]}；${names ? `现在可以：${names}` : '不能再办理'}`,
    { allowed },
  );
}

/** Whether news still moves the transfer; news that comes twice or too late changes nothing. */
export function takes(standing: Standing, news: TransferNews): boolean {
  return news in MOVES[standing.direction][standing.status];
}
