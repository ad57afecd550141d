import type { ColumnType, Generated } from 'kysely';
import type { DocumentStatus, DocumentValues, ServiceManner } from './contract.ts';
import type { SystemValues } from './form-file.ts';
import type { KnownPerson } from './render.ts';

interface DocumentsTable {
  bureau: string;
  id: string;
  region: string;
  on_id: string | null;
  form: string;
  template_sha256: string;
  title: string;
  status: DocumentStatus;
  values: DocumentValues;
  /** Hidden in the copy for publication wherever they are named; written as JSON. */
  persons: ColumnType<readonly KnownPerson[], string | undefined, never>;
  number: string | null;
  /** The drafter's unit. */
  org_id: string | null;
  /** Region of the authority in whose name it is issued; null: that of the record. */
  issuer: string | null;
  drafted_by: string;
  drafted_by_name: string;
  drafted_at: Date;
  submitted_by: string | null;
  reviewed_by: string | null;
  returned: string | null;
  signed_by: string | null;
  signed_by_name: string | null;
  signed_on: string | null;
  served_on: string | null;
  file_sha256: string | null;
  /** What the platform filled in at signing; a later copy is made with the same. */
  system: SystemValues | null;
  void_reason: string | null;
  idempotency_key: string | null;
  version: Generated<number>;
}

interface DocumentEventsTable {
  bureau: string;
  id: string;
  region: string;
  document_id: string;
  at: Date;
  officer_id: string | null;
  officer_name: string;
  org_name: string;
  action: string;
  opinion: string | null;
}

interface DocumentServicesTable {
  bureau: string;
  id: string;
  region: string;
  document_id: string;
  manner: ServiceManner;
  recipient: string;
  place: string | null;
  served_on: string;
  effective_on: string;
  officers: string;
  note: string | null;
  receipt_sha256: string | null;
  receipt_name: string | null;
  receipt_bytes: number | null;
  recorded_by: string;
  recorded_at: Date;
}

interface DocumentAttachmentsTable {
  bureau: string;
  id: string;
  region: string;
  document_id: string;
  name: string;
  sha256: string;
  bytes: number;
  added_by: string;
  added_by_name: string;
  added_at: Date;
}

interface DocumentNumbersTable {
  bureau: string;
  word: string;
  year: number;
  region: string;
  last: number;
}

interface DocumentRegisterTable {
  bureau: string;
  word: string;
  year: number;
  seq: number;
  region: string;
  number: string;
  on_id: string | null;
  title: string;
  taken_at: Date;
  taken_by: string;
  taken_by_name: string;
  void_reason: string | null;
}

interface DocumentTemplatesTable {
  bureau: string;
  id: string;
  region: string;
  form: string;
  sha256: string;
  bytes: number;
  note: string;
  active: boolean;
  uploaded_by: string;
  uploaded_by_name: string;
  uploaded_at: Date;
}

/** Tables of the documents module. */
export type DocumentTables = {
  documents: DocumentsTable;
  document_events: DocumentEventsTable;
  document_services: DocumentServicesTable;
  document_attachments: DocumentAttachmentsTable;
  document_numbers: DocumentNumbersTable;
  document_register: DocumentRegisterTable;
  document_templates: DocumentTemplatesTable;
};
