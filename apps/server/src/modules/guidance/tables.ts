import type { AnswerKind, GuidanceKind, GuidanceResult, GuidanceStatus } from '@wangjian/core/guidance.ts';
import type { Generated, JSONColumnType } from 'kysely';
import type { GuidanceForm } from './contract.ts';

interface GuidancesTable {
  bureau: string;
  id: string;
  region: string;
  kind: GuidanceKind;
  title: string;
  status: GuidanceStatus;
  party: string;
  uscc: string | null;
  site_id: string | null;
  lead_id: string | null;
  form: JSONColumnType<GuidanceForm>;
  document_id: string | null;
  record_document_id: string | null;
  number: string | null;
  due_on: string | null;
  issued_on: string | null;
  served_on: string | null;
  answered_at: Date | null;
  answers: Generated<number>;
  code_hash: string | null;
  code_expires_on: string | null;
  recheck_patrol_id: string | null;
  evidence_after: Generated<string[]>;
  result: GuidanceResult | null;
  closed_on: string | null;
  org_id: string | null;
  officer_id: string;
  officer_name: string;
  opened_at: Date;
  version: Generated<number>;
}

interface GuidanceEventsTable {
  bureau: string;
  id: string;
  region: string;
  guidance_id: string;
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface GuidanceAnswersTable {
  bureau: string;
  id: string;
  region: string;
  guidance_id: string;
  kind: AnswerKind;
  text: string;
  by_name: string;
  contact: string | null;
  for_party: string | null;
  at: Date;
}

interface GuidanceAnswerFilesTable {
  bureau: string;
  id: string;
  region: string;
  guidance_id: string;
  answer_id: string;
  name: string;
  type: string;
  sha256: string;
  bytes: number;
}

/** Tables of the guidance. */
export type GuidanceTables = {
  guidances: GuidancesTable;
  guidance_events: GuidanceEventsTable;
  guidance_answers: GuidanceAnswersTable;
  guidance_answer_files: GuidanceAnswerFilesTable;
};
