import { endpoint } from '@wangjian/core/endpoint.ts';
import {
  JOINT_ENTRY_KIND_NAMES,
  JOINT_KIND_NAMES,
  JOINT_MATTER_KIND_NAMES,
  JOINT_MEETING_STATUS_NAMES,
  JOINT_PART_STATUS_NAMES,
  JOINT_STATUS_NAMES,
  JOINT_TASK_STATUS_NAMES,
} from '@wangjian/core/joint.ts';
import {
  ExportFormat,
  Instant,
  ListQuery,
  listOf,
  manyOf,
  OneRecord,
  RecordId,
  Version,
} from '@wangjian/core/listing.ts';
import { UnmaskReason, unmasked } from '@wangjian/core/personal-data.ts';
import { z } from 'zod';

const keysOf = <Names extends Record<string, string>>(names: Names) =>
  z.enum(Object.keys(names) as [keyof Names & string, ...(keyof Names & string)[]]);
const Day = z.iso.date();
const Key = z.string().max(60).optional();
const Kind = keysOf(JOINT_KIND_NAMES);
const Status = keysOf(JOINT_STATUS_NAMES);
const TaskStatus = keysOf(JOINT_TASK_STATUS_NAMES);
const Words = z.string().trim().min(2).max(2000);
const Long = z.string().trim().max(10_000);

/** A unit as it is invited: one of the organisation tree, or the name of a department that has no account here. */
const InvitedUnit = z.object({
  orgId: RecordId.nullish(),
  name: z.string().trim().max(60).default(''),
  duty: z.string().trim().max(500).default(''),
  contactName: unmasked(30).nullish(),
  contactPost: z.string().trim().max(30).nullish(),
  contactPhone: unmasked(40).nullish(),
});
export type InvitedUnit = z.output<typeof InvitedUnit>;
const Matter = z.object({
  kind: keysOf(JOINT_MATTER_KIND_NAMES),
  recordId: RecordId.nullish(),
  title: z.string().trim().max(200).default(''),
  summary: z.string().trim().max(2000).default(''),
});
export type JointMatterInput = z.output<typeof Matter>;
const WorkForm = z.object({
  kind: Kind,
  title: z.string().trim().min(2).max(120),
  /** What it is for; of a 联席会议 its duties. */
  purpose: Words,
  plan: Long.default(''),
  beginsOn: Day.nullish(),
  endsOn: Day.nullish(),
});

export const JointItem = z.object({
  id: RecordId,
  kind: Kind,
  title: z.string(),
  status: Status,
  leadName: z.string(),
  /** Whether the reader's unit leads. */
  leads: z.boolean(),
  units: z.int(),
  openTasks: z.int(),
  nextDue: Day.nullable(),
  beginsOn: Day.nullable(),
  endsOn: Day.nullable(),
  openedAt: Instant,
  openedBy: z.string(),
  version: Version,
});
export type JointItem = z.infer<typeof JointItem>;

export const JointPart = z.object({
  id: RecordId,
  orgId: RecordId.nullable(),
  name: z.string(),
  leads: z.boolean(),
  /** The reader acts for this unit. */
  own: z.boolean(),
  duty: z.string(),
  contactName: z.string().nullable(),
  contactPost: z.string().nullable(),
  /** Masked. */
  contactPhone: z.string().nullable(),
  status: keysOf(JOINT_PART_STATUS_NAMES),
  answer: z.string().nullable(),
  reportedOn: Day.nullable(),
  allowed: z.array(z.enum(['join', 'decline', 'report', 'contact', 'remove', 'invite'])),
  version: Version,
});
export type JointPart = z.infer<typeof JointPart>;

export const JointTask = z.object({
  id: RecordId,
  workId: RecordId,
  meetingId: RecordId.nullable(),
  partId: RecordId,
  unit: z.string(),
  own: z.boolean(),
  title: z.string(),
  dueOn: Day,
  overdue: z.boolean(),
  shared: z.boolean(),
  status: TaskStatus,
  result: z.string().nullable(),
  doneOn: Day.nullable(),
  allowed: z.array(z.enum(['complete', 'term', 'reopen', 'cancel'])),
  version: Version,
});
export type JointTask = z.infer<typeof JointTask>;

const Attendant = z.object({
  partId: RecordId.nullish(),
  unit: z.string().trim().min(1).max(60),
  person: z.string().trim().max(30).default(''),
  post: z.string().trim().max(30).default(''),
  present: z.boolean(),
});
export type Attendant = z.output<typeof Attendant>;

export const JointMeeting = z.object({
  id: RecordId,
  title: z.string(),
  /** Clock time in China, `2026-11-25T09:00`. */
  meetsAt: z.string(),
  place: z.string(),
  chair: z.string(),
  recorder: z.string(),
  agenda: z.array(z.string()),
  attendance: z.array(Attendant),
  minutes: z.string(),
  status: keysOf(JOINT_MEETING_STATUS_NAMES),
  why: z.string().nullable(),
  documentId: RecordId.nullable(),
  number: z.string().nullable(),
  allowed: z.array(z.enum(['change', 'hold', 'minutes', 'document', 'settle', 'call-off'])),
  version: Version,
});
export type JointMeeting = z.infer<typeof JointMeeting>;

const JointEntry = z.object({
  id: RecordId,
  partId: RecordId,
  unit: z.string(),
  own: z.boolean(),
  kind: keysOf(JOINT_ENTRY_KIND_NAMES),
  text: z.string(),
  shared: z.boolean(),
  at: Instant,
  by: z.string(),
  withdrawnWhy: z.string().nullable(),
  version: Version,
});
export type JointEntry = z.infer<typeof JointEntry>;

const JointCheck = z.object({
  id: RecordId,
  subject: z.string(),
  checkedOn: Day,
  place: z.string(),
  units: z.array(z.string()),
  outcome: z.string(),
  inspectionId: RecordId.nullable(),
  by: z.string(),
  own: z.boolean(),
  withdrawnWhy: z.string().nullable(),
  version: Version,
});
export type JointCheck = z.infer<typeof JointCheck>;

export const JointDetail = JointItem.omit({ openTasks: true, nextDue: true }).extend({
  region: z.string(),
  purpose: z.string(),
  plan: z.string(),
  startedOn: Day.nullable(),
  endedOn: Day.nullable(),
  result: z.string().nullable(),
  parts: z.array(JointPart),
  matters: z.array(
    z.object({
      id: RecordId,
      kind: keysOf(JOINT_MATTER_KIND_NAMES),
      recordId: RecordId.nullable(),
      title: z.string(),
      summary: z.string(),
    }),
  ),
  tasks: z.array(JointTask),
  meetings: z.array(JointMeeting),
  entries: z.array(JointEntry),
  checks: z.array(JointCheck),
  timeline: z.array(
    z.object({
      at: Instant,
      who: z.string(),
      org: z.string(),
      actionName: z.string(),
      opinion: z.string().nullable(),
    }),
  ),
  /** What speaks against ending it now: open tasks, units without a result. */
  unfinished: z.array(z.string()),
  allowed: z.array(z.string()),
});
export type JointDetail = z.infer<typeof JointDetail>;

const Filters = z.object({
  kind: manyOf(Kind),
  status: manyOf(Status),
  from: Instant.optional(),
  to: Instant.optional(),
});
export const listJoint = endpoint({
  method: 'GET',
  path: '/api/joint',
  summary: '联合行动、联席会议列表',
  access: 'joint.read',
  query: ListQuery.extend(Filters.shape),
  result: listOf(JointItem),
});
const exportOf = (folder: string, name: string) =>
  endpoint({
    method: 'GET',
    path: `/api/joint/${folder}/export`,
    summary: `导出${name}`,
    access: 'data.export',
    query: ListQuery.extend(Filters.omit({ kind: true }).shape).extend({ format: ExportFormat }),
  });
export const exportActions = exportOf('actions', JOINT_KIND_NAMES.action);
export const exportConferences = exportOf('conferences', JOINT_KIND_NAMES.conference);
export const JointTaskItem = JointTask.extend({ workTitle: z.string(), workStatus: Status });
export type JointTaskItem = z.infer<typeof JointTaskItem>;
export const listJointTasks = endpoint({
  method: 'GET',
  path: '/api/joint/tasks',
  summary: '本单位的联合任务',
  access: 'joint.read',
  query: ListQuery.extend({ status: manyOf(TaskStatus) }),
  result: listOf(JointTaskItem),
});
/** Units that may be invited: all of the bureau, whoever asks. */
export const jointDirectory = endpoint({
  method: 'GET',
  path: '/api/joint/directory',
  summary: '可以邀请的单位',
  access: 'joint.write',
  result: z.object({
    items: z.array(z.object({ id: RecordId, name: z.string(), department: z.boolean(), own: z.boolean() })),
  }),
});
export const getJoint = endpoint({
  method: 'GET',
  path: '/api/joint/:id',
  summary: '联合行动、联席会议详情',
  access: 'joint.read',
  params: OneRecord,
  result: JointDetail,
});
export const openJoint = endpoint({
  method: 'POST',
  path: '/api/joint',
  summary: '发起联合行动、联席会议',
  access: 'joint.write',
  body: WorkForm.extend({
    /** The unit that leads; one that the officer acts for. Default: the officer's own. */
    leadOrgId: RecordId.nullish(),
    units: z.array(InvitedUnit).max(60).default([]),
    matters: z.array(Matter).max(30).default([]),
    key: Key,
  }),
  result: JointDetail,
});

/** What is done to one joint work, or (`part`) to one thing in it; all answer with the whole as it is then. */
const onWork = <Body extends z.ZodRawShape>(verb: string, summary: string, body: Body) =>
  endpoint({
    method: 'POST',
    path: `/api/joint/:id/${verb}`,
    summary,
    access: 'joint.write',
    params: OneRecord,
    body: z.object(body),
    result: JointDetail,
  });
const onThing = <Body extends z.ZodRawShape>(thing: string, verb: string, summary: string, body: Body) =>
  endpoint({
    method: 'POST',
    path: `/api/joint/:id/${thing}/:thingId/${verb}`,
    summary,
    access: 'joint.write',
    params: OneRecord.extend({ thingId: RecordId }),
    body: z.object({ version: Version, ...body }),
    result: JointDetail,
  });

export const editJoint = onWork('edit', '修改联合工作', {
  version: Version,
  ...WorkForm.omit({ kind: true }).shape,
});
export const startJoint = onWork('start', '启动联合工作', { version: Version });
export const concludeJoint = onWork('conclude', '结束联合工作', {
  version: Version,
  result: Words,
  /** End it although something is open; what is open is then cancelled. */
  despite: z.boolean().default(false),
});
export const cancelJoint = onWork('cancel', '撤销联合工作', { version: Version, reason: Words });
export const reopenJoint = onWork('reopen', '重新启动联合工作', { version: Version, reason: Words });
export const commentJoint = onWork('comments', '添加说明', { text: Words, key: Key });

export const inviteUnit = onWork('units', '邀请单位', { ...InvitedUnit.shape, key: Key });
const WithContact = {
  contactName: InvitedUnit.shape.contactName,
  contactPost: InvitedUnit.shape.contactPost,
  contactPhone: InvitedUnit.shape.contactPhone,
};
export const joinJoint = onThing('units', 'join', '确认参加', WithContact);
export const declineJoint = onThing('units', 'decline', '不参加', { reason: Words });
export const changeContact = onThing('units', 'contact', '修改联系人', WithContact);
export const reportPart = onThing('units', 'report', '报送本单位结果', {
  text: Words,
  shared: z.boolean().default(true),
});
export const removeUnit = onThing('units', 'remove', '移出单位', { reason: Words });
export const reinviteUnit = onThing('units', 'invite', '重新邀请', {});
export const unmaskContact = endpoint({
  method: 'POST',
  path: '/api/joint/:id/units/:thingId/unmask',
  summary: '查看联系人未脱敏的电话',
  access: 'personal.unmask',
  params: OneRecord.extend({ thingId: RecordId }),
  body: UnmaskReason,
  result: z.object({ contactPhone: z.string().nullable() }),
});

export const addMatter = onWork('matters', '关联事项', { ...Matter.shape, key: Key });
export const removeMatter = endpoint({
  method: 'DELETE',
  path: '/api/joint/:id/matters/:thingId',
  summary: '取消关联事项',
  access: 'joint.write',
  params: OneRecord.extend({ thingId: RecordId }),
  result: JointDetail,
});

export const addEntry = onWork('entries', '登记本单位的发现、进展', {
  partId: RecordId,
  kind: z.enum(['finding', 'progress']),
  text: Words,
  shared: z.boolean().default(false),
  key: Key,
});
export const shareEntry = onThing('entries', 'share', '共享给参加单位', {});
export const withdrawEntry = onThing('entries', 'withdraw', '撤回发现、进展', { reason: Words });

export const addTask = onWork('tasks', '布置任务', {
  partId: RecordId,
  meetingId: RecordId.nullish(),
  title: z.string().trim().min(2).max(200),
  dueOn: Day,
  /** Own tasks may stay inside the unit; what the lead unit sets for others is shared. */
  shared: z.boolean().default(true),
  key: Key,
});
export const completeTask = onThing('tasks', 'complete', '完成任务', { result: Words });
export const moveTaskTerm = onThing('tasks', 'term', '任务改期', { dueOn: Day, reason: Words });
export const reopenTask = onThing('tasks', 'reopen', '任务退回重办', { reason: Words, dueOn: Day });
export const cancelTask = onThing('tasks', 'cancel', '取消任务', { reason: Words });

const MeetingForm = {
  title: z.string().trim().min(2).max(120),
  meetsAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, '请填写会议时间'),
  place: z.string().trim().min(1).max(100),
  chair: z.string().trim().max(60).default(''),
  recorder: z.string().trim().max(30).default(''),
  agenda: z.array(z.string().trim().min(1).max(300)).max(50).default([]),
};
export const planMeeting = onWork('meetings', '安排会议', { ...MeetingForm, key: Key });
export const changeMeeting = onThing('meetings', 'change', '修改会议安排', MeetingForm);
export const holdMeeting = onThing('meetings', 'hold', '登记会议召开', {
  attendance: z.array(Attendant).min(1).max(200),
  minutes: Long.default(''),
});
export const writeMinutes = onThing('meetings', 'minutes', '修改会议纪要', {
  attendance: z.array(Attendant).min(1).max(200),
  minutes: Long.default(''),
});
export const draftMinutes = onThing('meetings', 'document', '拟制会议纪要文书', {});
export const settleMinutes = onThing('meetings', 'settle', '会议纪要定稿', {});
export const callOffMeeting = onThing('meetings', 'call-off', '取消会议', { reason: Words });

export const addCheck = onWork('checks', '登记联合检查', {
  partId: RecordId,
  subject: z.string().trim().min(2).max(200),
  checkedOn: Day,
  place: z.string().trim().max(200).default(''),
  /** Names of the units that took part. */
  units: z.array(z.string().trim().min(1).max(60)).min(1).max(60),
  outcome: Words,
  inspectionId: RecordId.nullish(),
  key: Key,
});
export const withdrawCheck = onThing('checks', 'withdraw', '撤回联合检查', { reason: Words });
