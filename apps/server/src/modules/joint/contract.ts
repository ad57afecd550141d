import { endpoint } from '@wangjian/core/endpoint.ts';
import { JOINT_KIND_NAMES } from '@wangjian/core/joint.ts';
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
import { UnmaskReason } from '@wangjian/core/personal-data.ts';
import { z } from 'zod';
import {
  Attendant,
  InvitedUnit,
  JointDetail,
  JointItem,
  JointTaskItem,
  Kind,
  Long,
  Matter,
  Status,
  TaskStatus,
  Words,
  WorkForm,
} from './records.ts';

export type {
  Attendant,
  InvitedUnit,
  JointCheck,
  JointDetail,
  JointEntry,
  JointItem,
  JointMatterInput,
  JointMeeting,
  JointPart,
  JointTask,
  JointTaskItem,
} from './records.ts';

const Day = z.iso.date();
const Key = z.string().max(60).optional();
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
