import {
  CAMPAIGN_REPORT_STATUS_NAMES,
  type CampaignReportStatus,
  TASK_STATUS_NAMES,
  type TaskStatus,
  VISIT_STATUS_NAMES,
  type VisitStatus,
} from '@wangjian/core/campaign.ts';
import { AppError } from '@wangjian/core/errors.ts';

export type TaskAction = 'receive' | 'progress' | 'finish' | 'reopen' | 'withdraw' | 'renew';
const TASK_MOVES = {
  assigned: { receive: 'working', withdraw: 'withdrawn', renew: 'assigned' },
  working: { progress: 'working', finish: 'done', withdraw: 'withdrawn', renew: 'working' },
  done: { reopen: 'working', withdraw: 'withdrawn', renew: 'done' },
  withdrawn: { renew: 'assigned' },
} as const satisfies Record<TaskStatus, Partial<Record<TaskAction, TaskStatus>>>;
const TASK_ACTION_NAMES: Record<TaskAction, string> = {
  receive: '签收',
  progress: '填报进展',
  finish: '报告完成',
  reopen: '退回继续办理',
  withdraw: '取消',
  renew: '按修订的方案更新',
};

export type VisitAction = 'answer' | 'close' | 'demand';
const VISIT_MOVES = {
  open: { answer: 'answered' },
  answered: { close: 'closed', demand: 'open' },
  closed: {},
} as const satisfies Record<VisitStatus, Partial<Record<VisitAction, VisitStatus>>>;
const VISIT_ACTION_NAMES: Record<VisitAction, string> = {
  answer: '报告整改情况',
  close: '办结',
  demand: '要求继续整改',
};

/** `sign` and `void` come from the document of the report. */
export type ReportAction = 'refill' | 'sign' | 'void' | 'submit' | 'receive' | 'return' | 'redraft';
const REPORT_MOVES = {
  draft: { refill: 'draft', sign: 'signed' },
  signed: { submit: 'submitted', void: 'returned' },
  submitted: { receive: 'received', return: 'returned' },
  returned: { redraft: 'draft' },
  received: {},
} as const satisfies Record<CampaignReportStatus, Partial<Record<ReportAction, CampaignReportStatus>>>;
const REPORT_ACTION_NAMES: Record<ReportAction, string> = {
  refill: '更新数字',
  sign: '签发',
  void: '作废文书',
  submit: '报送',
  receive: '签收',
  return: '退回',
  redraft: '重新拟制',
};

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

function moveIn<Status extends string>(
  moves: Table,
  names: Readonly<Record<string, string>>,
  what: string,
  status: Status,
  statusName: string,
  action: string,
): Status {
  const next = moves[status]?.[action];
  if (next) return next as Status;
  const allowed = Object.keys(moves[status] ?? {});
  const words = allowed.map((name) => names[name]).join('、');
  throw new AppError(
    'conflict',
    `${what}${statusName}，不能${names[action]}；${words ? `现在可以：${words}` : '只能查看'}`,
    { allowed },
  );
}

/** The state of a task after an action; `conflict` naming the allowed ones otherwise. */
export function moveTask(status: TaskStatus, action: TaskAction): TaskStatus {
  return moveIn(TASK_MOVES, TASK_ACTION_NAMES, '该任务', status, TASK_STATUS_NAMES[status], action);
}
export function taskActions(status: TaskStatus): TaskAction[] {
  return Object.keys(TASK_MOVES[status]) as TaskAction[];
}

/** The state of a supervision visit after an action; `conflict` naming the allowed ones otherwise. */
export function moveVisit(status: VisitStatus, action: VisitAction): VisitStatus {
  return moveIn(VISIT_MOVES, VISIT_ACTION_NAMES, '该督查', status, VISIT_STATUS_NAMES[status], action);
}
export function visitActions(status: VisitStatus): VisitAction[] {
  return Object.keys(VISIT_MOVES[status]) as VisitAction[];
}

/** The state of a report after an action; `conflict` naming the allowed ones otherwise. */
export function moveReport(status: CampaignReportStatus, action: ReportAction): CampaignReportStatus {
  const name = CAMPAIGN_REPORT_STATUS_NAMES[status];
  return moveIn(REPORT_MOVES, REPORT_ACTION_NAMES, '该总结', status, name, action);
}
export function reportActions(status: CampaignReportStatus): ReportAction[] {
  return Object.keys(REPORT_MOVES[status]) as ReportAction[];
}
