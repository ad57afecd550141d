import type {
  CaseOutcome,
  CaseState,
  MatterKind,
  PartyKind,
  PartyOutcome,
  REMEDY_KIND_NAMES,
  REMEDY_RESULT_NAMES,
} from '@wangjian/core/case.ts';
import type { Penalty } from '@wangjian/core/case-input.ts';
import type { Generated } from 'kysely';
import type { CaseAction } from './lifecycle.ts';
import type { MatterState } from './matter-lifecycle.ts';

interface CasesTable {
  bureau: string;
  id: string;
  region: string;
  number: string | null;
  title: string;
  state: CaseState;
  pending_action: CaseAction | null;
  procedure: 'ordinary' | 'simple';
  case_type: string;
  violations: string[];
  category: string;
  source: string;
  lead_id: string | null;
  inspection_id: string | null;
  site_id: string | null;
  summary: string;
  acted_on: string;
  found_on: string;
  same_act: boolean;
  org_id: string | null;
  org_name: string;
  public_interest: boolean;
  complex: boolean;
  other_review_rule: string | null;
  heard: boolean;
  facts: string | null;
  review_kind: 'legal' | 'case' | null;
  reviewed_on: string | null;
  reviewed_by: string | null;
  review_opinion: string | null;
  discussed_on: string | null;
  discussion: string | null;
  outcome: CaseOutcome | null;
  decision_document: string | null;
  decision_number: string | null;
  fine_fen: number;
  forfeit_fen: number;
  filed_on: string | null;
  concluded_on: string | null;
  decided_on: string | null;
  ended_on: string | null;
  end_reason: string | null;
  closed_on: string | null;
  archived_on: string | null;
  archive_number: string | null;
  hearing_place: string | null;
  transferred_to_police_on: string | null;
  extended_times: Generated<number>;
  registered_at: Date;
  registered_by: string;
  registered_by_name: string;
  idempotency_key: string | null;
  version: Generated<number>;
}

interface CasePartiesTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  place: number;
  kind: PartyKind;
  name: string;
  uscc: string | null;
  representative: string | null;
  id_number: string | null;
  phone: string | null;
  address: string | null;
  turnover_fen: number | null;
  goods_fen: number | null;
  income_fen: number | null;
  ad_cost_fen: number | null;
  severe: Generated<boolean>;
  proposal: Penalty | null;
  range_reason: string | null;
  noticed_on: string | null;
  notice_penalty: Penalty | null;
  hearing_right: Generated<boolean>;
  statement: string | null;
  statement_on: string | null;
  statement_adopted: boolean | null;
  waived: Generated<boolean>;
  hearing_requested_on: string | null;
  hearing_on: string | null;
  heard: Generated<boolean>;
  penalty: Penalty | null;
  outcome: PartyOutcome | null;
  decision_document: string | null;
  decision_number: string | null;
  decided_on: string | null;
  fine_fen: Generated<number>;
  forfeit_fen: Generated<number>;
  publish: boolean | null;
  served_on: string | null;
  pay_by: string | null;
  demanded_on: string | null;
  court_applied_on: string | null;
  ended_on: string | null;
  end_reason: string | null;
}

/** A document that a step waits for; `party_id` where it is that party's own. */
interface CaseAwaitedTable {
  bureau: string;
  document_id: string;
  region: string;
  case_id: string;
  party_id: string | null;
  action: CaseAction;
  input: unknown;
}

interface CaseHandlersTable {
  bureau: string;
  case_id: string;
  officer_id: string;
  region: string;
  name: string;
  certificate: string;
  lead: boolean;
  since: string;
  until: string | null;
  reason: string | null;
}

/** One thing of a measure's list: 先行登记保存物品清单, 查封扣押清单. */
export interface ListedItem {
  readonly name: string;
  readonly quantity: string;
  readonly note: string;
}

interface CaseMattersTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  parent_id: string | null;
  party_id: string | null;
  kind: MatterKind;
  state: MatterState;
  title: string;
  counterpart: string;
  content: string;
  items: ListedItem[];
  document_id: string | null;
  /** 延长通知 of a seizure, 结果告知 of an appraisal or a test. */
  following_document: string | null;
  started_on: string;
  opened_on: string | null;
  opened_at: Date | null;
  taken_at: Date | null;
  result: string | null;
  /** 回执 number. */
  receipt: string | null;
  answer: 'accepted' | 'refused' | null;
  result_on: string | null;
  informed_on: string | null;
  ended_on: string | null;
  version: Generated<number>;
}

interface CaseValuationsTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  party_id: string | null;
  place: number;
  name: string;
  quantity: string;
  unit: string;
  price_fen: number;
  sold: boolean;
  basis: string;
}

interface CasePaymentsTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  party_id: string | null;
  paid_on: string;
  kind: 'fine' | 'forfeit' | 'late-fine';
  amount_fen: number;
  receipt: string;
}

interface CaseRemediesTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  party_id: string;
  kind: keyof typeof REMEDY_KIND_NAMES;
  started_on: string;
  ended_on: string | null;
  result: keyof typeof REMEDY_RESULT_NAMES | null;
  note: string;
}

interface CaseAttachmentsTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  section: string;
  evidence_kind: string | null;
  name: string;
  file_name: string;
  sha256: string;
  bytes: number;
  pages: number;
  collected_on: string | null;
  collected_by: string | null;
  added_at: Date;
  added_by_name: string;
}

interface CaseEventsTable {
  bureau: string;
  id: string;
  region: string;
  case_id: string;
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface CaseSettingsTable {
  bureau: string;
  region: string;
  person_fine_fen: number;
  unit_fine_fen: number;
  person_forfeit_fen: number;
  unit_forfeit_fen: number;
  basis: string;
  version: Generated<number>;
}

interface CasePageCountsTable {
  bureau: string;
  document_id: string;
  region: string;
  pages: number;
}

/** Tables of the cases. */
export type CasesTables = {
  cases: CasesTable;
  case_parties: CasePartiesTable;
  case_handlers: CaseHandlersTable;
  case_matters: CaseMattersTable;
  case_valuations: CaseValuationsTable;
  case_payments: CasePaymentsTable;
  case_attachments: CaseAttachmentsTable;
  case_events: CaseEventsTable;
  case_settings: CaseSettingsTable;
  case_page_counts: CasePageCountsTable;
  case_awaited: CaseAwaitedTable;
  case_remedies: CaseRemediesTable;
};
