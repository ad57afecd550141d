import { CASE_STATE_NAMES, type CaseState } from '@wangjian/core/case.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { Permission } from '@wangjian/core/permissions.ts';

/** Actions that take a case on its way, then those that add to it where it stands. */
export const CASE_ACTIONS = [
  'file',
  'refuse',
  'decide-on-spot',
  'discard',
  'suspend',
  'resume',
  'terminate',
  'extend',
  'conclude',
  'pass-review',
  'return-review',
  'notify',
  'skip-notice',
  'record-statement',
  'request-hearing',
  'schedule-hearing',
  'withdraw-hearing',
  'end-hearing',
  'proceed',
  'reinvestigate',
  'decide',
  'decide-none',
  'conclude-transfer',
  'pay',
  'defer',
  'demand',
  'apply-court',
  'finish',
  'remedy',
  'close',
  'archive',
  'publish',
  'withdraw-request',
  'edit',
  'assign',
  'recuse',
  'party',
  'matter',
  'valuation',
  'attach',
  'comment',
] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

export const CASE_ACTION_NAMES: Record<CaseAction, string> = {
  file: '提请立案',
  refuse: '提请不予立案',
  'decide-on-spot': '当场处罚',
  discard: '撤销',
  suspend: '提请中止调查',
  resume: '恢复调查',
  terminate: '提请终止调查',
  extend: '提请延长办案期限',
  conclude: '调查终结',
  'pass-review': '审核通过',
  'return-review': '退回补充调查',
  notify: '制作处罚告知书',
  'skip-notice': '拟不予处罚，报请决定',
  'record-statement': '记录陈述申辩',
  'request-hearing': '记录听证要求',
  'schedule-hearing': '制作听证通知书',
  'withdraw-hearing': '撤回听证要求',
  'end-hearing': '听证结束',
  proceed: '告知期满，报请决定',
  reinvestigate: '退回补充调查',
  decide: '制作处罚决定书',
  'decide-none': '制作不予处罚决定书',
  'conclude-transfer': '按移送办结',
  pay: '登记缴款',
  defer: '提请延期分期缴款',
  demand: '制作催告书',
  'apply-court': '申请强制执行',
  finish: '执行完毕',
  remedy: '登记复议诉讼',
  close: '提请结案',
  archive: '归档',
  publish: '登记公示',
  'withdraw-request': '撤回报批',
  edit: '修改案情',
  assign: '指定承办人',
  recuse: '回避',
  party: '登记当事人',
  matter: '调查与外部事项',
  valuation: '案值认定',
  attach: '上传材料',
  comment: '添加说明',
};

/** One move: where it leads, and for a move by document the form (catalog/forms) and the event that completes it. */
export interface Move {
  readonly to: CaseState;
  readonly form?: string;
  readonly on?: 'signed' | 'served';
}
type Row = Partial<Record<CaseAction, Move>>;

const at = (to: CaseState): Move => ({ to });
const by = (form: string, to: CaseState, on: 'signed' | 'served' = 'signed'): Move => ({ to, form, on });
/** What may be added to a case whose facts are still being found. */
const adding = (state: CaseState): Row => ({
  edit: at(state),
  assign: at(state),
  recuse: at(state),
  party: at(state),
  matter: at(state),
  valuation: at(state),
  attach: at(state),
  comment: at(state),
});
/** What may still be added once the facts are settled. */
const keeping = (state: CaseState): Row => ({
  assign: at(state),
  recuse: at(state),
  matter: at(state),
  attach: at(state),
  comment: at(state),
});

/** What is done with a party that was served; the case is ended with the last of them. */
const executing = (state: CaseState): Row => ({
  pay: at(state),
  defer: by('payment-extension', state),
  demand: by('demand-notice', state, 'served'),
  'apply-court': by('court-enforcement', state),
  // The case ends with the last party; until then it stays where it is.
  finish: at(state === 'executing' ? 'ending' : state),
  remedy: at(state),
  publish: at(state),
  'withdraw-request': at(state),
  ...keeping(state),
});

/** States × actions, the one table: buttons, checks and documents come from it (程序规定 arts 18–79). */
const MOVES: Record<CaseState, Row> = {
  drafting: {
    file: by('case-filing', 'investigating'),
    refuse: by('no-filing', 'not-filed'),
    'decide-on-spot': by('summary-penalty-decision', 'executing'),
    discard: at('discarded'),
    'withdraw-request': at('drafting'),
    ...adding('drafting'),
  },
  investigating: {
    conclude: by('investigation-report', 'reviewing'),
    suspend: by('case-suspension', 'suspended'),
    terminate: by('case-termination', 'ending'),
    extend: by('case-extension', 'investigating'),
    'conclude-transfer': at('ending'),
    'withdraw-request': at('investigating'),
    ...adding('investigating'),
  },
  suspended: {
    resume: at('investigating'),
    terminate: by('case-termination', 'ending'),
    'withdraw-request': at('suspended'),
    ...keeping('suspended'),
  },
  reviewing: {
    'pass-review': at('notifying'),
    'return-review': at('investigating'),
    'conclude-transfer': at('ending'),
    ...keeping('reviewing'),
  },
  notifying: {
    notify: by('penalty-notice', 'stating', 'served'),
    'skip-notice': at('deciding'),
    reinvestigate: at('investigating'),
    'conclude-transfer': at('ending'),
    // Those who were told already answer while the notice of another is still on its way.
    'record-statement': at('notifying'),
    'request-hearing': at('notifying'),
    extend: by('case-extension', 'notifying'),
    'withdraw-request': at('notifying'),
    ...keeping('notifying'),
  },
  stating: {
    'record-statement': at('stating'),
    'request-hearing': at('hearing'),
    proceed: at('deciding'),
    reinvestigate: at('investigating'),
    'conclude-transfer': at('ending'),
    extend: by('case-extension', 'stating'),
    'withdraw-request': at('stating'),
    ...keeping('stating'),
  },
  hearing: {
    'schedule-hearing': by('hearing-notice', 'hearing', 'served'),
    'record-statement': at('hearing'),
    'request-hearing': at('hearing'),
    'withdraw-hearing': at('stating'),
    'end-hearing': at('reviewing'),
    'withdraw-request': at('hearing'),
    ...keeping('hearing'),
  },
  deciding: {
    decide: by('penalty-decision', 'serving'),
    'decide-none': by('no-penalty-decision', 'serving'),
    reinvestigate: at('investigating'),
    'conclude-transfer': at('ending'),
    extend: by('case-extension', 'deciding'),
    'withdraw-request': at('deciding'),
    ...keeping('deciding'),
  },
  // Served by the document's own page: 送达 of the last decision moves the case on; parties served before it may pay.
  serving: executing('serving'),
  executing: executing('executing'),
  ending: {
    close: by('case-closing', 'closed'),
    remedy: at('ending'),
    publish: at('ending'),
    'withdraw-request': at('ending'),
    ...keeping('ending'),
  },
  closed: {
    archive: at('archived'),
    remedy: at('closed'),
    publish: at('closed'),
    attach: at('closed'),
    comment: at('closed'),
  },
  archived: { remedy: at('archived'), publish: at('archived'), comment: at('archived') },
  'not-filed': { comment: at('not-filed') },
  discarded: {},
};

/** Who may do what; the rest is `case.write`. */
const PERMISSIONS: Partial<Record<CaseAction, Permission>> = {
  'pass-review': 'case.review',
  'return-review': 'case.review',
  recuse: 'case.approve',
};

/** The permission an action asks for. */
export function permissionOf(action: CaseAction): Permission {
  return PERMISSIONS[action] ?? 'case.write';
}

/**
 * Additions stay possible while a document waits to be signed, and what the parties do; another step of the case does
 * not. Of one party's own steps one waits at a time (conditions.ts).
 */
const WHILE_PENDING: ReadonlySet<CaseAction> = new Set([
  'withdraw-request',
  'recuse',
  'attach',
  'comment',
  'matter',
  'record-statement',
  'request-hearing',
  'pay',
  'defer',
  'demand',
  'apply-court',
  'finish',
  'remedy',
  'publish',
]);

/** Steps that are about one party; where there are several it is named, or the only one that may take it. */
export const PARTY_ACTIONS: ReadonlySet<CaseAction> = new Set([
  'record-statement',
  'request-hearing',
  'withdraw-hearing',
  'pay',
  'defer',
  'demand',
  'apply-court',
  'finish',
  'remedy',
  'publish',
  'valuation',
]);

/** A case as the table looks at it. */
export interface Standing {
  readonly state: CaseState;
  /** The step that waits for its document. */
  readonly pending: CaseAction | null;
}

/** Actions that the state allows now, in the order of the table. */
export function allowedActions({ state, pending }: Standing): CaseAction[] {
  const all = Object.keys(MOVES[state]) as CaseAction[];
  return all.filter((action) =>
    pending === null ? action !== 'withdraw-request' : WHILE_PENDING.has(action),
  );
}

/** The move of an action; throws `conflict` naming what is allowed where the table has none. */
export function moveOf(standing: Standing, action: CaseAction): Move {
  const allowed = allowedActions(standing);
  const move = MOVES[standing.state][action];
  if (move && allowed.includes(action)) return move;
  const names = allowed.map((name) => CASE_ACTION_NAMES[name]).join('、');
  const waiting =
    standing.pending === null ? '' : `，“${CASE_ACTION_NAMES[standing.pending]}”的文书还没有签发或者送达`;
  throw new AppError(
    'conflict',
    `该案件${CASE_STATE_NAMES[standing.state]}${waiting}，不能${CASE_ACTION_NAMES[action]}；${names ? `现在可以：${names}` : '不能再办理'}`,
    { allowed },
  );
}

/** The move that a pending document completes, whatever else is allowed; undefined when the table has none. */
export function pendingMove(state: CaseState, pending: CaseAction): Move | undefined {
  return MOVES[state][pending];
}
