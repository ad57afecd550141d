import { maskPhone } from '@wangjian/core/personal-data.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { type Actor, may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type * as contract from './contract.ts';
import { meetingActions, partActions, taskActions, WORK_ACTION_NAMES, workActions } from './lifecycle.ts';
import { actsForPart, leadsWork, lookAtWork, type Overseeing, type Standing } from './standing.ts';
import {
  checksOf,
  entriesOf,
  eventsOf,
  type listWorks,
  mattersOf,
  meetingsOf,
  type PartRow,
  partsOf,
  type TaskRow,
  tasksOf,
  type WorkRow,
} from './store.ts';

export type ListedWork = Awaited<ReturnType<typeof listWorks>>['items'][number];

/** Whether the reader takes no part in the work, but stands above the unit that leads it. */
const looksOn = ({ own }: Standing, { unit_ids }: Pick<WorkRow, 'unit_ids'>): boolean =>
  !unit_ids.some((id) => own.includes(id));

/** A work as lists show it. */
export function presentWork(row: ListedWork, standing: Standing, overseeing: Overseeing): contract.JointItem {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    status: row.status,
    leadName: overseeing.nameOf(row.lead_org_id),
    leads: leadsWork(standing, row),
    oversees: looksOn(standing, row),
    units: row.units,
    openTasks: row.open_tasks,
    nextDue: row.next_due,
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.officer_name,
    version: row.version,
  };
}

/** What the reader may do with a task: its own unit completes it, the unit that set it changes it. */
export function allowedOnTask(
  task: TaskRow,
  standing: Standing,
  work: Pick<WorkRow, 'lead_org_id' | 'status'>,
): contract.JointTask['allowed'] {
  if (work.status !== 'running' && work.status !== 'preparing') return [];
  const does = task.org_id === null ? leadsWork(standing, work) : standing.own.includes(task.org_id);
  const sets = standing.own.includes(task.by_org_id);
  return taskActions(task.status).filter((action) => (action === 'complete' ? does : sets));
}

/** A task as pages and lists show it. */
export function presentTask(
  task: TaskRow,
  unit: string,
  standing: Standing,
  work: Pick<WorkRow, 'lead_org_id' | 'status'>,
  context: Pick<ReadContext, 'clock' | 'actor'>,
): contract.JointTask {
  return {
    id: task.id,
    workId: task.work_id,
    meetingId: task.meeting_id,
    partId: task.part_id,
    unit,
    own: task.org_id !== null && standing.own.includes(task.org_id),
    title: task.title,
    dueOn: task.due_on,
    overdue: task.status === 'open' && task.due_on < dayInChina(context.clock.now()),
    shared: task.shared,
    status: task.status,
    result: task.result,
    doneOn: task.done_on,
    allowed: may(context.actor, 'joint.write') ? allowedOnTask(task, standing, work) : [],
    version: task.version,
  };
}

function presentPart(part: PartRow, standing: Standing, work: WorkRow, writes: boolean): contract.JointPart {
  const own = part.org_id !== null && standing.own.includes(part.org_id);
  const acts = actsForPart(standing, work, part);
  const leads = leadsWork(standing, work);
  const alive = work.status === 'preparing' || work.status === 'running';
  return {
    id: part.id,
    orgId: part.org_id,
    name: part.name,
    leads: part.leads,
    own,
    duty: part.duty,
    contactName: part.contact_name,
    contactPost: part.contact_post,
    contactPhone: part.contact_phone === null ? null : maskPhone(part.contact_phone),
    status: part.status,
    answer: part.answer,
    reportedOn: part.reported_on,
    allowed:
      writes && alive
        ? partActions(part.status).filter((action) => {
            if (action === 'remove') return leads && !part.leads;
            if (action === 'invite') return leads;
            if (action === 'report') return acts && work.status === 'running';
            if (action === 'decline') return acts && !part.leads;
            return acts || (action === 'contact' && leads);
          })
        : [],
    version: part.version,
  };
}

/** What speaks against ending the work: open tasks that others see, and units that have not reported. */
export function unfinishedOf(parts: readonly PartRow[], tasks: readonly TaskRow[]): string[] {
  const silent = parts.filter(({ leads, status }) => !leads && (status === 'joined' || status === 'invited'));
  const open = tasks.filter(({ status, shared }) => shared && status === 'open');
  return [
    ...silent.map(({ name, status }) => `${name}${status === 'invited' ? '尚未答复邀请' : '尚未报送结果'}`),
    ...open.map(({ title, due_on }) => `任务“${title}”（${due_on} 到期）尚未完成`),
  ];
}

/** The work with all that the reader's units may see of it. */
export async function jointDetail(
  context: Pick<ReadContext, 'tx' | 'actor' | 'clock' | 'regions'>,
  id: string,
): Promise<z.input<typeof contract.JointDetail>> {
  const { tx, actor } = context;
  const { work, overseeing, ...standing } = await lookAtWork(context, id);
  const oversees = looksOn(standing, work);
  const parts = await partsOf(tx, id);
  const tasks = await tasksOf(tx, id);
  const leads = leadsWork(standing, work);
  const writes = may(actor, 'joint.write');
  const nameOf = (partId: string) => parts.find((part) => part.id === partId)?.name ?? '—';
  const isOwn = (orgId: string | null, byOrgId: string) =>
    orgId === null ? standing.own.includes(byOrgId) : standing.own.includes(orgId);
  const { purpose, plan, result, kind, status, title, version } = work;
  return {
    id,
    kind,
    title,
    status,
    region: work.region,
    leadName: overseeing.nameOf(work.lead_org_id),
    leads,
    oversees,
    units: work.units,
    beginsOn: work.begins_on,
    endsOn: work.ends_on,
    openedAt: work.opened_at.toISOString(),
    openedBy: work.officer_name,
    version,
    purpose,
    plan,
    startedOn: work.started_on,
    endedOn: work.ended_on,
    result,
    parts: parts
      .filter((part) => leads || part.status !== 'removed')
      .map((part) => presentPart(part, standing, work, writes)),
    matters: (await mattersOf(tx, id)).map((matter) => ({
      id: matter.id,
      kind: matter.kind,
      recordId: mayOpen(actor, matter.kind) ? matter.record_id : null,
      title: matter.title,
      summary: matter.summary,
    })),
    tasks: tasks.map((task) => presentTask(task, nameOf(task.part_id), standing, work, context)),
    meetings: (await meetingsOf(tx, id)).map((meeting) => ({
      id: meeting.id,
      title: meeting.title,
      meetsAt: meeting.meets_at,
      place: meeting.place,
      chair: meeting.chair,
      recorder: meeting.recorder,
      agenda: meeting.agenda,
      attendance: meeting.attendance,
      minutes: meeting.minutes,
      status: meeting.status,
      why: meeting.why,
      documentId: may(actor, 'document.read') ? meeting.document_id : null,
      number: meeting.number,
      allowed:
        leads && writes && workActions(status, true).includes('meeting')
          ? meetingActions(meeting.status).filter((action) =>
              action === 'document' ? may(actor, 'document.write') : true,
            )
          : [],
      version: meeting.version,
    })),
    entries: (await entriesOf(tx, id)).map((entry) => ({
      id: entry.id,
      partId: entry.part_id,
      unit: nameOf(entry.part_id),
      own: isOwn(entry.org_id, entry.by_org_id),
      kind: entry.kind,
      text: entry.text,
      shared: entry.shared,
      at: entry.at.toISOString(),
      by: entry.officer_name,
      withdrawnWhy: entry.withdrawn_why,
      version: entry.version,
    })),
    checks: (await checksOf(tx, id)).map((check) => ({
      id: check.id,
      subject: check.subject,
      checkedOn: check.checked_on,
      place: check.place,
      units: check.units,
      outcome: check.outcome,
      inspectionId: may(actor, 'inspection.read') ? check.inspection_id : null,
      by: check.officer_name,
      own: parts.some((part) => part.id === check.part_id && actsForPart(standing, work, part)),
      withdrawnWhy: check.withdrawn_why,
      version: check.version,
    })),
    timeline: (await eventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      actionName: EVENT_NAMES[event.action] ?? event.action,
      opinion: event.opinion,
    })),
    unfinished: unfinishedOf(parts, tasks),
    allowed: writes && !oversees ? workActions(status, leads) : [],
  };
}

/** The record itself stays behind its own permission; the words that the lead unit wrote are shared. */
function mayOpen(actor: Actor, kind: contract.JointDetail['matters'][number]['kind']): boolean {
  if (kind === 'theme') return false;
  return may(actor, kind === 'lead' ? 'lead.read' : kind === 'case' ? 'case.read' : 'registry.read');
}

/** What the course calls each thing that was done. */
const EVENT_NAMES: Readonly<Record<string, string>> = {
  ...WORK_ACTION_NAMES,
  open: '发起',
  join: '确认参加',
  decline: '不参加',
  report: '报送结果',
  contact: '修改联系人',
  reinvite: '重新邀请',
  share: '共享',
  withdraw: '撤回',
  'task-complete': '完成任务',
  'task-term': '任务改期',
  'task-reopen': '任务退回重办',
  'task-cancel': '取消任务',
  'meeting-change': '修改会议安排',
  'meeting-hold': '会议召开',
  'meeting-minutes': '修改会议纪要',
  'meeting-document': '拟制会议纪要',
  'meeting-settle': '会议纪要定稿',
  'meeting-call-off': '取消会议',
  'meeting-void': '会议纪要作废',
};
