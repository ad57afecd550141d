import type {
  CustodyAct,
  TransferDirection,
  TransferItemKind,
  TransferKind,
  TransferReach,
  TransferResult,
  TransferReturn,
  TransferStatus,
} from '@wangjian/core/transfer.ts';
import type { Generated, JSONColumnType } from 'kysely';
import type { TransferForm } from './contract.ts';

interface TransfersTable {
  bureau: string;
  id: string;
  region: string;
  direction: TransferDirection;
  kind: TransferKind;
  reach: TransferReach;
  title: string;
  status: TransferStatus;
  counterpart: string;
  other_bureau: string | null;
  other_org_id: string | null;
  other_id: string | null;
  on_id: string | null;
  lead_id: string | null;
  party: string | null;
  uscc: string | null;
  form: JSONColumnType<TransferForm>;
  document_id: string | null;
  number: string | null;
  letter_on: string | null;
  reply_document_id: string | null;
  reply_number: string | null;
  due_on: string | null;
  sent_on: string | null;
  receiver_name: string | null;
  receiver_org: string | null;
  receiver_phone: string | null;
  received_on: string | null;
  accepted_on: string | null;
  return_reason: TransferReturn | null;
  return_text: string | null;
  result: TransferResult | null;
  result_text: string | null;
  result_on: string | null;
  closed_on: string | null;
  code_hash: string | null;
  code_expires_on: string | null;
  package_sha256: string | null;
  package_bytes: number | null;
  org_id: string | null;
  officer_id: string | null;
  officer_name: string;
  opened_at: Date;
  version: Generated<number>;
}

interface TransferEventsTable {
  bureau: string;
  id: string;
  region: string;
  transfer_id: string;
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface TransferItemsTable {
  bureau: string;
  id: string;
  region: string;
  transfer_id: string;
  kind: TransferItemKind;
  evidence_id: string | null;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  sm3: string | null;
  url: string | null;
  captured_on: string | null;
  added_at: Date;
  added_by: string;
}

interface TransferCustodyTable {
  bureau: string;
  id: string;
  region: string;
  transfer_id: string;
  seq: number;
  at: Date;
  act: CustodyAct;
  by_name: string;
  by_org: string;
  to_org: string | null;
  note: string | null;
  sha256s: string[];
  previous: string | null;
  hash: string;
}

/** Tables of the transfers. */
export type TransferTables = {
  transfers: TransfersTable;
  transfer_events: TransferEventsTable;
  transfer_items: TransferItemsTable;
  transfer_custody: TransferCustodyTable;
};
