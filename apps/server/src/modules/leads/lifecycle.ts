import { AppError } from '@wangjian/core/errors.ts';
import { LEAD_STATUS_NAMES, type LeadStatus } from '@wangjian/core/lead.ts';
import type { Permission } from '@wangjian/core/permissions.ts';

/**
 * Who may act beside holding the permission:
 * - `region`: any officer whose regions hold the lead;
 * - `holder`: an officer of the unit that holds it; `holder-below` where a unit of the bureau dispatched it there,
 *   `holder-top` where none did, `holder-own` where no other bureau handed it over either (it waits for an answer),
 *   `successor` where another bureau did;
 * - `dispatcher`: an officer of the unit that dispatched it last;
 * - `reviewer`: an officer of the unit at which the review lies;
 * - `superior`: an officer of a unit above the holder, the dispatching one among them;
 * - `system`: the platform itself (another bureau's answer, a guidance or case that ends).
 */
export type Who =
  | 'region'
  | 'holder'
  | 'holder-below'
  | 'holder-top'
  | 'holder-own'
  | 'successor'
  | 'dispatcher'
  | 'reviewer'
  | 'superior'
  | 'system';

/** Every action on a lead with its words and the permission that it asks for; null for the platform's own. */
export const LEAD_ACTIONS = {
  edit: { name: '修改', permission: 'lead.register' },
  accept: { name: '采纳', permission: 'lead.sort' },
  dismiss: { name: '不予处理', permission: 'lead.sort' },
  merge: { name: '并入', permission: 'lead.sort' },
  split: { name: '拆分', permission: 'lead.sort' },
  reopen: { name: '撤销结论', permission: 'lead.sort' },
  dispatch: { name: '分派', permission: 'lead.dispatch' },
  'hand-over': { name: '移交其他局', permission: 'lead.dispatch' },
  withdraw: { name: '撤回分派', permission: 'lead.dispatch' },
  take: { name: '自办', permission: 'lead.handle' },
  sign: { name: '签收', permission: 'lead.handle' },
  return: { name: '退回', permission: 'lead.handle' },
  'hand-back': { name: '退回移交机关', permission: 'lead.handle' },
  assign: { name: '指定承办人', permission: 'lead.handle' },
  check: { name: '记录核查', permission: 'lead.handle' },
  report: { name: '反馈', permission: 'lead.handle' },
  approve: { name: '审核通过', permission: 'lead.review' },
  'send-back': { name: '审核退回', permission: 'lead.review' },
  close: { name: '办结', permission: 'lead.review' },
  archive: { name: '归档', permission: 'lead.review' },
  supervise: { name: '督办', permission: 'lead.supervise' },
  urge: { name: '催办', permission: 'lead.supervise' },
  link: { name: '关联', permission: 'lead.register' },
  attach: { name: '上传附件', permission: 'lead.register' },
  comment: { name: '说明', permission: 'lead.read' },
  settle: { name: '办理结果', permission: null },
  'come-back': { name: '承接机关退回', permission: null },
} as const satisfies Record<string, { name: string; permission: Permission | null }>;
export type LeadAction = keyof typeof LEAD_ACTIONS;

interface Move {
  readonly who: Who;
  /** Where it leads; where there are several, the course so far decides which. */
  readonly to: readonly LeadStatus[];
}
const by = (who: Who, ...to: readonly LeadStatus[]): Move => ({ who, to });

/** States × actions of a lead (线索), the one table: the page's buttons, the server's checks and the guide come from it. */
export const MOVES = {
  sorting: {
    edit: by('region', 'sorting'),
    accept: by('region', 'accepted'),
    dismiss: by('region', 'dismissed'),
    merge: by('region', 'merged'),
    split: by('region', 'sorting'),
    link: by('region', 'sorting'),
    attach: by('region', 'sorting'),
    comment: by('region', 'sorting'),
  },
  accepted: {
    edit: by('region', 'accepted'),
    dispatch: by('region', 'dispatched'),
    take: by('region', 'checking'),
    'hand-over': by('region', 'handed-over'),
    dismiss: by('region', 'dismissed'),
    merge: by('region', 'merged'),
    split: by('region', 'accepted'),
    reopen: by('region', 'sorting'),
    link: by('region', 'accepted'),
    attach: by('region', 'accepted'),
    comment: by('region', 'accepted'),
    settle: by('system', 'reviewing'),
  },
  dispatched: {
    sign: by('holder', 'checking'),
    return: by('holder-below', 'returned'),
    'hand-back': by('successor', 'handed-back'),
    withdraw: by('dispatcher', 'accepted', 'checking', 'returned'),
    supervise: by('superior', 'dispatched'),
    urge: by('superior', 'dispatched'),
    link: by('region', 'dispatched'),
    attach: by('region', 'dispatched'),
    comment: by('region', 'dispatched'),
    settle: by('system', 'reviewing'),
  },
  checking: {
    edit: by('holder', 'checking'),
    assign: by('holder', 'checking'),
    check: by('holder', 'checking'),
    report: by('holder', 'reviewing'),
    dispatch: by('holder', 'dispatched'),
    'hand-over': by('holder-top', 'handed-over'),
    return: by('holder-below', 'returned'),
    'hand-back': by('successor', 'handed-back'),
    // 改派: the dispatcher takes back what the unit has signed for, too.
    withdraw: by('dispatcher', 'accepted', 'checking', 'returned'),
    supervise: by('superior', 'checking'),
    urge: by('superior', 'checking'),
    link: by('region', 'checking'),
    attach: by('region', 'checking'),
    comment: by('region', 'checking'),
    settle: by('system', 'reviewing'),
  },
  returned: {
    edit: by('holder', 'returned'),
    dispatch: by('holder', 'dispatched'),
    take: by('holder', 'checking'),
    'hand-over': by('holder-top', 'handed-over'),
    return: by('holder-below', 'returned'),
    'hand-back': by('successor', 'handed-back'),
    dismiss: by('holder-own', 'dismissed'),
    merge: by('holder-own', 'merged'),
    supervise: by('superior', 'returned'),
    urge: by('superior', 'returned'),
    link: by('region', 'returned'),
    attach: by('region', 'returned'),
    comment: by('region', 'returned'),
    settle: by('system', 'reviewing'),
  },
  reviewing: {
    approve: by('reviewer', 'reviewed', 'reviewing'),
    'send-back': by('reviewer', 'checking', 'returned'),
    supervise: by('superior', 'reviewing'),
    urge: by('superior', 'reviewing'),
    link: by('region', 'reviewing'),
    attach: by('region', 'reviewing'),
    comment: by('region', 'reviewing'),
  },
  reviewed: {
    close: by('reviewer', 'closed'),
    'send-back': by('reviewer', 'checking', 'returned'),
    link: by('region', 'reviewed'),
    attach: by('region', 'reviewed'),
    comment: by('region', 'reviewed'),
  },
  closed: {
    archive: by('reviewer', 'archived'),
    link: by('region', 'closed'),
    comment: by('region', 'closed'),
  },
  archived: {
    comment: by('region', 'archived'),
  },
  'handed-over': {
    supervise: by('superior', 'handed-over'),
    urge: by('superior', 'handed-over'),
    link: by('region', 'handed-over'),
    attach: by('region', 'handed-over'),
    comment: by('region', 'handed-over'),
    settle: by('system', 'reviewing'),
    'come-back': by('system', 'returned'),
  },
  'handed-back': {
    comment: by('region', 'handed-back'),
  },
  dismissed: {
    reopen: by('region', 'sorting'),
    comment: by('region', 'dismissed'),
  },
  merged: {
    reopen: by('region', 'sorting'),
    comment: by('region', 'merged'),
  },
} as const satisfies Record<LeadStatus, Partial<Record<LeadAction, Move>>>;

/** The moves of a state: action to who and where to, in the order of the table. */
export function movesOf(status: LeadStatus): readonly (readonly [LeadAction, Move])[] {
  return Object.entries(MOVES[status]) as [LeadAction, Move][];
}

/**
 * The move that an action makes in a state; throws `conflict` naming `allowed` (what the reader may do now; every
 * action of the state when it is not given).
 */
export function moveOf(status: LeadStatus, action: LeadAction, allowed?: readonly LeadAction[]): Move {
  const move = (MOVES[status] as Partial<Record<LeadAction, Move>>)[action];
  if (move) return move;
  const now = allowed ?? movesOf(status).map(([name]) => name);
  const names = now.map((name) => LEAD_ACTIONS[name].name).join('、');
  throw new AppError(
    'conflict',
    `该线索${LEAD_STATUS_NAMES[status]}，不能${LEAD_ACTIONS[action].name}${names ? `；现在可以：${names}` : ''}`,
    { allowed: now },
  );
}

/** The state that a move leads to; `wanted` chooses where the table leaves a choice. */
export function targetOf(move: Move, wanted?: LeadStatus): LeadStatus {
  const to = wanted ?? move.to[0]!;
  if (!move.to.includes(to)) throw new Error(`the table does not lead to ${to}`);
  return to;
}
