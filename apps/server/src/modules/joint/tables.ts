import type {
  JointEntryKind,
  JointKind,
  JointMatterKind,
  JointMeetingStatus,
  JointPartStatus,
  JointStatus,
  JointTaskStatus,
} from '@wangjian/core/joint.ts';
import type { Generated, JSONColumnType } from 'kysely';
import type { Attendant } from './contract.ts';

interface Own {
  bureau: string;
  id: string;
  region: string;
}
interface OfWork extends Own {
  work_id: string;
}

interface WorksTable extends Own {
  kind: JointKind;
  title: string;
  purpose: string;
  plan: string;
  status: JointStatus;
  lead_org_id: string;
  unit_ids: string[];
  units: Generated<number>;
  begins_on: string | null;
  ends_on: string | null;
  started_on: string | null;
  ended_on: string | null;
  result: string | null;
  officer_id: string;
  officer_name: string;
  opened_at: Date;
  version: Generated<number>;
}

interface PartsTable extends OfWork {
  org_id: string | null;
  name: string;
  leads: boolean;
  duty: string;
  contact_name: string | null;
  contact_post: string | null;
  contact_phone: string | null;
  status: JointPartStatus;
  answer: string | null;
  reported_on: string | null;
  version: Generated<number>;
}

interface MattersTable extends OfWork {
  kind: JointMatterKind;
  record_id: string | null;
  title: string;
  summary: string;
  removed_at: Date | null;
}

interface EntriesTable extends OfWork {
  part_id: string;
  org_id: string | null;
  by_org_id: string;
  kind: JointEntryKind;
  text: string;
  shared: boolean;
  at: Date;
  officer_name: string;
  withdrawn_why: string | null;
  version: Generated<number>;
}

interface MeetingsTable extends OfWork {
  title: string;
  meets_at: string;
  place: string;
  chair: string;
  recorder: string;
  agenda: JSONColumnType<string[]>;
  attendance: JSONColumnType<Attendant[]>;
  minutes: string;
  status: JointMeetingStatus;
  why: string | null;
  document_id: string | null;
  number: string | null;
  version: Generated<number>;
}

interface TasksTable extends OfWork {
  meeting_id: string | null;
  part_id: string;
  org_id: string | null;
  by_org_id: string;
  title: string;
  due_on: string;
  shared: boolean;
  status: JointTaskStatus;
  result: string | null;
  done_on: string | null;
  set_at: Date;
  version: Generated<number>;
}

interface ChecksTable extends OfWork {
  part_id: string;
  subject: string;
  checked_on: string;
  place: string;
  units: string[];
  outcome: string;
  inspection_id: string | null;
  withdrawn_why: string | null;
  at: Date;
  officer_name: string;
  version: Generated<number>;
}

interface EventsTable extends OfWork {
  org_id: string | null;
  shared: boolean;
  at: Date;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

/** Tables of joint work. */
export type JointTables = {
  joint_works: WorksTable;
  joint_parts: PartsTable;
  joint_matters: MattersTable;
  joint_entries: EntriesTable;
  joint_meetings: MeetingsTable;
  joint_tasks: TasksTable;
  joint_checks: ChecksTable;
  joint_events: EventsTable;
};
