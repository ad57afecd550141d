import type { LeadResult, LeadReturnReason, LeadStatus } from '@wangjian/core/lead.ts';
import type { ColumnType, Generated } from 'kysely';

interface LeadsTable {
  bureau: string;
  id: string;
  region: string;
  number: string;
  title: string;
  status: LeadStatus;
  source: string;
  site_id: string | null;
  party: string | null;
  uscc: string | null;
  party_address: string | null;
  party_phone: string | null;
  url: string | null;
  informant: string | null;
  informant_phone: string | null;
  found_on: string;
  content: string;
  violations: string[];
  opinion: string | null;
  patrol_id: string | null;
  merged_into: string | null;
  registered_at: Date;
  registered_by: string;
  registered_by_name: string;
  idempotency_key: string | null;
  version: Generated<number>;
  source_fields: Json<Readonly<Record<string, string>>>;
  received_on: string;
  holder_org_id: string | null;
  holder_officer_id: string | null;
  dispatcher_org_id: string | null;
  review_org_id: string | null;
  hops: Generated<number>;
  feedback_due_on: string | null;
  dispatched_at: Date | null;
  signed_at: Date | null;
  checked_on: string | null;
  fed_back_at: Date | null;
  closed_on: string | null;
  archived_on: string | null;
  result: LeadResult | null;
  return_reason: LeadReturnReason | null;
  sent_back: Generated<boolean>;
  supervised_at: Date | null;
  resolved_by: string | null;
  resolved_id: string | null;
  origin_id: string | null;
  origin_bureau: string | null;
  origin_dispatch_id: string | null;
  successor_id: string | null;
  successor_bureau: string | null;
  search: string[];
}
/** A jsonb column: read as what it holds, written as its text. */
type Json<Value> = ColumnType<Value, string, string>;

interface LeadEventsTable {
  bureau: string;
  id: string;
  region: string;
  lead_id: string;
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface LeadNumbersTable {
  bureau: string;
  year: number;
  region: string;
  last: number;
  aside_next: number | null;
  aside_end: number | null;
  aside_at: Date | null;
}

interface OfLead {
  bureau: string;
  id: string;
  region: string;
  lead_id: string;
  at: Date;
  officer_id: string;
  officer_name: string;
}

interface LeadDispatchesTable extends OfLead {
  hop: number;
  from_org_id: string;
  to_org_id: string;
  from_status: LeadStatus;
  before_org_id: string | null;
  before_region: string;
  due_on: string | null;
  requirement: string;
  proposed_org_id: string | null;
  proposal: string | null;
  override_reason: string | null;
  state: 'open' | 'signed' | 'returned' | 'withdrawn';
  ended_at: Date | null;
  reason: string | null;
}

interface LeadChecksTable extends OfLead {
  org_name: string;
  checked_on: string;
  way: 'online' | 'on-site' | 'phone' | 'documents' | 'inquiry' | 'test';
  place: string | null;
  content: string;
  finding: string;
  officers: string[];
  evidence_ids: string[];
}

interface LeadFeedbacksTable extends OfLead {
  org_name: string;
  result: LeadResult;
  facts: string;
  handling: string | null;
  reference: string | null;
  reason: string | null;
  resolved_by: string | null;
  resolved_id: string | null;
  verdict: 'approved' | 'sent-back' | null;
  verdict_at: Date | null;
  verdict_by: string | null;
  verdict_opinion: string | null;
}

interface LeadSupervisionsTable extends OfLead {
  org_id: string;
  org_name: string;
  text: string;
  due_on: string;
  ended_at: Date | null;
}

interface LeadAttachmentsTable extends OfLead {
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  removed_at: Date | null;
  removed_by: string | null;
}

interface LeadLinksTable {
  bureau: string;
  lead_id: string;
  other_id: string;
  region: string;
  kind: 'related' | 'split-into' | 'split-from';
  note: string;
  at: Date;
  officer_name: string;
}

/** Tables of the leads. */
export type LeadsTables = {
  leads: LeadsTable;
  lead_events: LeadEventsTable;
  lead_numbers: LeadNumbersTable;
  lead_dispatches: LeadDispatchesTable;
  lead_checks: LeadChecksTable;
  lead_feedbacks: LeadFeedbacksTable;
  lead_supervisions: LeadSupervisionsTable;
  lead_attachments: LeadAttachmentsTable;
  lead_links: LeadLinksTable;
};
