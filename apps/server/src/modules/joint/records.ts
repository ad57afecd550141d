import {
  JOINT_ENTRY_KIND_NAMES,
  JOINT_KIND_NAMES,
  JOINT_MATTER_KIND_NAMES,
  JOINT_MEETING_STATUS_NAMES,
  JOINT_PART_STATUS_NAMES,
  JOINT_STATUS_NAMES,
  JOINT_TASK_STATUS_NAMES,
} from '@wangjian/core/joint.ts';
import { keysOf } from '@wangjian/core/keys-of.ts';
import { Instant, RecordId, Version } from '@wangjian/core/listing.ts';
import { unmasked } from '@wangjian/core/personal-data.ts';
import { z } from 'zod';

const Day = z.iso.date();
export const Kind = keysOf(JOINT_KIND_NAMES);
export const Status = keysOf(JOINT_STATUS_NAMES);
export const TaskStatus = keysOf(JOINT_TASK_STATUS_NAMES);
export const Words = z.string().trim().min(2).max(2000);
export const Long = z.string().trim().max(10_000);

/** A unit as it is invited: one of the organisation tree, or the name of a department that has no account here. */
export const InvitedUnit = z.object({
  orgId: RecordId.nullish(),
  name: z.string().trim().max(60).default(''),
  duty: z.string().trim().max(500).default(''),
  contactName: unmasked(30).nullish(),
  contactPost: z.string().trim().max(30).nullish(),
  contactPhone: unmasked(40).nullish(),
});
export type InvitedUnit = z.output<typeof InvitedUnit>;
export const Matter = z.object({
  kind: keysOf(JOINT_MATTER_KIND_NAMES),
  recordId: RecordId.nullish(),
  title: z.string().trim().max(200).default(''),
  summary: z.string().trim().max(2000).default(''),
});
export type JointMatterInput = z.output<typeof Matter>;
export const WorkForm = z.object({
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
  /** The reader's units take no part: it looks on as the superior of the lead unit. */
  oversees: z.boolean(),
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

export const Attendant = z.object({
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

export const JointTaskItem = JointTask.extend({ workTitle: z.string(), workStatus: Status });
export type JointTaskItem = z.infer<typeof JointTaskItem>;
