import { AppError } from '@wangjian/core/errors.ts';
import {
  JOINT_MEETING_STATUS_NAMES,
  JOINT_PART_STATUS_NAMES,
  JOINT_STATUS_NAMES,
  JOINT_TASK_STATUS_NAMES,
  type JointMeetingStatus,
  type JointPartStatus,
  type JointStatus,
  type JointTaskStatus,
} from '@wangjian/core/joint.ts';

type Table<Status extends string, Action extends string> = Record<
  Status,
  Readonly<Partial<Record<Action, Status>>>
>;

export const WORK_ACTIONS = [
  'edit',
  'invite',
  'remove',
  'matter',
  'start',
  'entry',
  'task',
  'meeting',
  'check',
  'conclude',
  'cancel',
  'reopen',
  'comment',
] as const;
export type WorkAction = (typeof WORK_ACTIONS)[number];

/** States × actions of joint work: what may be done now, and where it leads. */
const WORK_MOVES = {
  preparing: {
    edit: 'preparing',
    invite: 'preparing',
    remove: 'preparing',
    matter: 'preparing',
    start: 'running',
    task: 'preparing',
    meeting: 'preparing',
    cancel: 'cancelled',
    comment: 'preparing',
  },
  running: {
    edit: 'running',
    invite: 'running',
    remove: 'running',
    matter: 'running',
    entry: 'running',
    task: 'running',
    meeting: 'running',
    check: 'running',
    conclude: 'concluded',
    cancel: 'cancelled',
    comment: 'running',
  },
  concluded: { reopen: 'running', comment: 'concluded' },
  cancelled: { comment: 'cancelled' },
} as const satisfies Table<JointStatus, WorkAction>;

/** What only the lead unit (牵头单位) does; the rest is open to every unit that takes part. */
const LEAD_ONLY: ReadonlySet<WorkAction> = new Set([
  'edit',
  'invite',
  'remove',
  'matter',
  'start',
  'meeting',
  'conclude',
  'cancel',
  'reopen',
]);

export const WORK_ACTION_NAMES: Record<WorkAction, string> = {
  edit: '修改',
  invite: '邀请单位',
  remove: '移出单位',
  matter: '关联事项',
  start: '启动',
  entry: '登记发现和进展',
  task: '布置任务',
  meeting: '安排会议',
  check: '登记联合检查',
  conclude: '结束',
  cancel: '撤销',
  reopen: '重新启动',
  comment: '说明',
};

export type PartAction = 'join' | 'decline' | 'report' | 'contact' | 'remove' | 'invite';
const PART_MOVES = {
  invited: { join: 'joined', decline: 'declined', contact: 'invited', remove: 'removed' },
  joined: { report: 'reported', decline: 'declined', contact: 'joined', remove: 'removed' },
  reported: { report: 'reported', contact: 'reported', remove: 'removed' },
  declined: { join: 'joined', invite: 'invited', remove: 'removed' },
  removed: { invite: 'invited' },
} as const satisfies Table<JointPartStatus, PartAction>;
const PART_ACTION_NAMES: Record<PartAction, string> = {
  join: '确认参加',
  decline: '不参加',
  report: '报送结果',
  contact: '修改联系人',
  remove: '移出',
  invite: '重新邀请',
};

export const TASK_ACTIONS = ['complete', 'term', 'reopen', 'cancel'] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];
const TASK_MOVES = {
  open: { complete: 'done', term: 'open', cancel: 'cancelled' },
  done: { reopen: 'open' },
  cancelled: {},
} as const satisfies Table<JointTaskStatus, TaskAction>;
const TASK_ACTION_NAMES: Record<TaskAction, string> = {
  complete: '完成',
  term: '改期',
  reopen: '退回重办',
  cancel: '取消',
};

export const MEETING_ACTIONS = ['change', 'hold', 'minutes', 'document', 'settle', 'call-off'] as const;
export type MeetingAction = (typeof MEETING_ACTIONS)[number];
/** `void` is news of documents: signed minutes that were declared void are to be written again. */
const MEETING_MOVES = {
  planned: { change: 'planned', hold: 'held', 'call-off': 'cancelled' },
  held: { minutes: 'held', document: 'held', settle: 'recorded' },
  recorded: { void: 'held' },
  cancelled: {},
} as const satisfies Table<JointMeetingStatus, MeetingAction | 'void'>;
const MEETING_ACTION_NAMES: Record<MeetingAction | 'void', string> = {
  change: '修改会议安排',
  hold: '登记会议召开',
  minutes: '修改纪要',
  document: '拟制会议纪要',
  settle: '纪要定稿',
  'call-off': '取消会议',
  void: '纪要作废',
};

/** One table read: the state after the action; `conflict` naming the allowed actions otherwise. */
function mover<Status extends string, Action extends string>(
  what: string,
  table: Table<Status, Action>,
  statusNames: Record<Status, string>,
  actionNames: Record<Action, string>,
) {
  return (status: Status, action: Action): Status => {
    const next: Status | undefined = table[status][action];
    if (next !== undefined) return next;
    const allowed = Object.keys(table[status]) as Action[];
    throw new AppError(
      'conflict',
      `该${what}${statusNames[status]}，不能${actionNames[action]}${allowed.length > 0 ? `；现在可以：${allowed.map((name) => actionNames[name]).join('、')}` : ''}`,
      { allowed },
    );
  };
}

/** The state of joint work after an action; `conflict` where the table has none. */
export const moveWork = mover<JointStatus, WorkAction>(
  '联合工作',
  WORK_MOVES,
  JOINT_STATUS_NAMES,
  WORK_ACTION_NAMES,
);
/** The same for a unit's part. */
export const movePart = mover<JointPartStatus, PartAction>(
  '单位',
  PART_MOVES,
  JOINT_PART_STATUS_NAMES,
  PART_ACTION_NAMES,
);
/** The same for a task. */
export const moveTask = mover<JointTaskStatus, TaskAction>(
  '任务',
  TASK_MOVES,
  JOINT_TASK_STATUS_NAMES,
  TASK_ACTION_NAMES,
);
/** The same for a meeting. */
export const moveMeeting = mover<JointMeetingStatus, MeetingAction | 'void'>(
  '会议',
  MEETING_MOVES,
  JOINT_MEETING_STATUS_NAMES,
  MEETING_ACTION_NAMES,
);

/** What officers of a unit may do with joint work in a state; `leads` for those of the lead unit. */
export function workActions(status: JointStatus, leads: boolean): WorkAction[] {
  return WORK_ACTIONS.filter((action) => action in WORK_MOVES[status] && (leads || !LEAD_ONLY.has(action)));
}

/** Whether an action belongs to the lead unit alone. */
export function isForLead(action: WorkAction): boolean {
  return LEAD_ONLY.has(action);
}

/** Actions of a unit on its part in a state, apart from the lead unit's own. */
export function partActions(status: JointPartStatus): PartAction[] {
  return Object.keys(PART_MOVES[status]) as PartAction[];
}

/** Actions on a task in a state. */
export function taskActions(status: JointTaskStatus): TaskAction[] {
  return TASK_ACTIONS.filter((action) => action in TASK_MOVES[status]);
}

/** Actions on a meeting in a state. */
export function meetingActions(status: JointMeetingStatus): MeetingAction[] {
  return MEETING_ACTIONS.filter((action) => action in MEETING_MOVES[status]);
}
