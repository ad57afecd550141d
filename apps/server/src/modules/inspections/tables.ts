import type { Generated } from 'kysely';
import type { InspectionStatus } from './lifecycle.ts';
import type { RectificationStatus } from './rectifications/rectification-lifecycle.ts';

export type Side = 'online' | 'on-site';
export type TaskState = 'none' | 'open' | 'done' | 'waived';
export type CellResult = 'none' | 'problem' | 'not-applicable';

interface InspectionsTable {
  bureau: string;
  id: string;
  region: string;
  number: string;
  subject: string;
  status: InspectionStatus;
  source: 'free' | 'lead' | 'draw';
  site_id: string | null;
  lead_id: string | null;
  draw_id: string | null;
  party: string | null;
  uscc: string | null;
  place: string | null;
  online_task: TaskState;
  on_site_task: TaskState;
  task_why: string | null;
  due_on: string | null;
  online_on: string | null;
  on_site_on: string | null;
  org_id: string | null;
  org_name: string;
  officer_id: string;
  officer_name: string;
  second_officer_id: string | null;
  second_officer_name: string | null;
  outcome: string | null;
  facts: Generated<unknown>;
  created_at: Date;
  created_by: string;
  created_by_name: string;
  finished_at: Date | null;
  finished_on: string | null;
  ordered_on: Generated<string | null>;
  correct_by: Generated<string | null>;
  version: Generated<number>;
}

interface NumbersTable {
  bureau: string;
  year: number;
  region: string;
  last: number;
}

interface CellsTable {
  bureau: string;
  inspection_id: string;
  key: string;
  region: string;
  result: CellResult | null;
  words: string;
  violations: string[];
  prefilled: boolean;
  filled_at: Date;
  officer_id: string | null;
  officer_name: string;
  version: Generated<number>;
}

interface ProofsTable {
  bureau: string;
  inspection_id: string;
  key: string;
  on_id: string;
  region: string;
  words: string;
  url: string | null;
}

interface AttachmentsTable {
  bureau: string;
  id: string;
  region: string;
  inspection_id: string;
  kind: 'photo' | 'signature';
  key: string | null;
  role: 'party' | 'officer-1' | 'officer-2' | 'witness' | null;
  signer: string | null;
  form_sha256: string | null;
  superseded_at: Date | null;
  file_name: string;
  type: string;
  bytes: number;
  sha256: string;
  taken_at: Date;
  latitude: number | null;
  longitude: number | null;
  accuracy: number | null;
  place: string | null;
  note: string;
  late: boolean;
  withdrawn_at: Date | null;
  withdrawn_why: string | null;
  uploaded_at: Date;
  officer_id: string;
  officer_name: string;
}

interface LateCellsTable {
  bureau: string;
  id: string;
  region: string;
  inspection_id: string;
  key: string;
  result: CellResult | null;
  words: string;
  violations: string[];
  filled_at: Date;
  received_at: Date;
  officer_id: string;
  officer_name: string;
  settled_at: Date | null;
  settled_how: 'adopted' | 'noted' | null;
}

interface EventsTable {
  bureau: string;
  id: string;
  region: string;
  inspection_id: string;
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface ChecksTable {
  bureau: string;
  id: string;
  region: string;
  inspection_id: string;
  kind: Side;
  checked_on: string;
  org_id: string | null;
  org_name: string;
  officer_id: string;
  officer_name: string;
  site_id: string | null;
  problems: number;
  /** Rows of Annex 1 as bits (tally.ts): filled in, with a problem, put right. */
  rows_checked: Generated<number>;
  rows_problem: Generated<number>;
  rows_rectified: Generated<number>;
}

export interface RectificationsTable {
  bureau: string;
  id: string;
  region: string;
  inspection_id: string;
  lead_id: string | null;
  site_id: string | null;
  kind: 'page' | 'site' | 'on-site';
  status: RectificationStatus;
  key: string;
  violation: string | null;
  words: string;
  url: string | null;
  finding_id: string | null;
  due_on: string;
  before_evidence_id: string | null;
  before_attachment_id: string | null;
  after_evidence_id: string | null;
  after_attachment_id: string | null;
  patrol_id: string | null;
  checked_at: Date | null;
  checks: Generated<number>;
  last_result: string | null;
  closed_at: Date | null;
  closed_on: string | null;
  closed_by_name: string | null;
  ordered_on: string;
  /** Words of the inspection, for the search. */
  inspected: string;
  version: Generated<number>;
}

interface PagePricesTable {
  bureau: string;
  site_id: string;
  url_hash: string;
  day: string;
  region: string;
  url: string;
  title: string;
  lowest: number;
  highest: number;
  compared: number | null;
  source: 'data' | 'text';
  readings: Generated<number>;
  last_at: Date;
}

/** Tables of the inspections. */
export type InspectionsTables = {
  inspections: InspectionsTable;
  inspection_numbers: NumbersTable;
  inspection_cells: CellsTable;
  inspection_proofs: ProofsTable;
  inspection_attachments: AttachmentsTable;
  inspection_late_cells: LateCellsTable;
  inspection_events: EventsTable;
  inspection_checks: ChecksTable;
  rectifications: RectificationsTable;
  page_prices: PagePricesTable;
};
