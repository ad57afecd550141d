import type {
  CampaignReportKind,
  CampaignReportStatus,
  CampaignStatus,
  HandDownStatus,
  PatrolEvery,
  TaskStatus,
  VisitStatus,
} from '@wangjian/core/campaign.ts';
import type { ColumnType, Generated } from 'kysely';
import type { CampaignPlan } from './contract.ts';

/** A jsonb column: read as what it holds, written as its text. */
type Json<Value> = ColumnType<Value, string, string>;

type NullableJson<Value> = ColumnType<Value | null, string | null, string | null>;

/** How the superior's campaign stands, as this bureau was told; `withdrawn`: it no longer names this bureau. */
export type SuperiorStatus = Exclude<CampaignStatus, 'handed' | 'draft'> | 'withdrawn';

interface Common {
  bureau: string;
  id: string;
  region: string;
  campaign_id: string;
}
interface OfUnit extends Common {
  org_id: string;
  org_name: string;
}

export interface CampaignsTable {
  bureau: string;
  id: string;
  region: string;
  org_id: string;
  org_name: string;
  name: string;
  basis: string;
  aim: string;
  report_to: string;
  copies_to: string;
  starts_on: string;
  ends_on: string;
  phases: Json<CampaignPlan['phases']>;
  goals: Json<CampaignPlan['goals']>;
  scope: Json<CampaignPlan['scope']>;
  items: Json<CampaignPlan['items']>;
  midterm_on: string | null;
  final_on: string | null;
  cases_wanted: number;
  monthly_check: boolean;
  patrol_every: PatrolEvery;
  status: CampaignStatus;
  issued_on: string | null;
  closed_on: string | null;
  created_at: Date;
  created_by: string;
  created_by_name: string;
  version: Generated<number>;
  /** How often the plan was handed down to bureaus below, and why last. */
  edition: Generated<number>;
  edition_reason: string | null;
  /** What of the superior's plan this one carries out; all null or none. */
  superior_id: string | null;
  superior_hand: string | null;
  superior_org: string | null;
  superior_name: string | null;
  superior_status: SuperiorStatus | null;
  superior_edition: number | null;
  superior_reason: string | null;
  accepted_at: Date | null;
  accepted_by_name: string | null;
  settled_edition: number | null;
  handed: NullableJson<CampaignPlan>;
  handed_before: NullableJson<CampaignPlan>;
}

/** One bureau below to which a plan was handed; what is known of its campaign was told by that bureau. */
interface HandDownsTable extends OfUnit {
  to_bureau: string;
  status: HandDownStatus;
  child_id: string | null;
  child_status: CampaignStatus | null;
  child_version: Generated<number>;
  settled_edition: number | null;
  sent_at: Date;
  received_at: Date | null;
  received_by_name: string | null;
}

interface UnitsTable extends OfUnit {
  received_at: Date | null;
  received_by_name: string | null;
  withdrawn: Generated<boolean>;
}

interface TasksTable extends OfUnit {
  item: string;
  seq: number;
  title: string;
  content: string;
  leader: string;
  office: string;
  due_on: string | null;
  status: TaskStatus;
  progress: string | null;
  progress_at: Date | null;
  done_on: string | null;
  version: Generated<number>;
}

interface EventsTable extends Common {
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface RunsTable extends Common {
  kind: 'patrol' | 'draw';
  record_id: string;
  name: string;
  objects: number;
  started_at: Date;
  started_by_name: string;
}

interface GroupsTable extends Common {
  name: string;
  leader: string;
  members: string[];
  org_ids: string[];
  removed: Generated<boolean>;
  version: Generated<number>;
}

interface VisitsTable extends OfUnit {
  group_id: string;
  group_name: string;
  visited_on: string;
  members: string;
  findings: string;
  corrections: string;
  due_on: string | null;
  status: VisitStatus;
  answer: string | null;
  answered_at: Date | null;
  answered_by_name: string | null;
  conclusion: string | null;
  closed_on: string | null;
  recorded_by_name: string;
  /** The superior's visit of which this is the bureau's own record, and its version as told last. */
  source_id: string | null;
  source_version: number | null;
  version: Generated<number>;
}

interface PicturesTable extends OfUnit {
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  caption: Generated<string>;
  adopted: Generated<boolean>;
  added_at: Date;
  added_by: string;
  added_by_name: string;
  removed: Generated<boolean>;
  /** The same picture in the campaign of the bureau below that handed it in. */
  source_id: string | null;
  version: Generated<number>;
}

interface CasesTable extends OfUnit {
  case_id: string;
  title: string;
  summary: string;
  decision_document: string;
  decision_number: string;
  adopted: Generated<boolean>;
  chosen_at: Date;
  chosen_by_name: string;
  removed: Generated<boolean>;
  source_id: string | null;
  version: Generated<number>;
}

interface ReportsTable extends OfUnit {
  kind: CampaignReportKind;
  document_id: string;
  status: CampaignReportStatus;
  number: string | null;
  figures: Json<Readonly<Record<string, number>>>;
  filled_at: Date;
  submitted_at: Date | null;
  submitted_by_name: string | null;
  receipt: string | null;
  received_at: Date | null;
  received_by_name: string | null;
  return_reason: string | null;
  /** The report of a bureau below, and its version there when it was handed in. */
  source_id: string | null;
  source_version: number | null;
  version: Generated<number>;
}

/** Tables of the campaigns. */
export type CampaignTables = {
  campaigns: CampaignsTable;
  campaign_hand_downs: HandDownsTable;
  campaign_units: UnitsTable;
  campaign_tasks: TasksTable;
  campaign_events: EventsTable;
  campaign_runs: RunsTable;
  campaign_groups: GroupsTable;
  campaign_visits: VisitsTable;
  campaign_pictures: PicturesTable;
  campaign_cases: CasesTable;
  campaign_reports: ReportsTable;
};
