import type { Generated } from 'kysely';

interface EvidenceTable {
  bureau: string;
  id: string;
  region: string;
  site_id: string | null;
  url: string;
  title: string;
  status: 'queued' | 'sealing' | 'sealed' | 'failed';
  failure: string | null;
  attempts: Generated<number>;
  warc_blob: string;
  warc_offset: number;
  warc_length: number;
  charset: string | null;
  terms: string[];
  fetched_at: Date;
  queued_at: Date;
  sealed_at: Date | null;
  sealed_by: string;
  bytes: number | null;
  sha256: string | null;
  sm3: string | null;
  file_blob: string | null;
  screenshot_blob: string | null;
  environment: Generated<unknown>;
  version: Generated<number>;
}

interface EvidenceLinksTable {
  bureau: string;
  evidence_id: string;
  on_id: string;
  region: string;
}

/** Tables of the evidence. */
export type EvidenceTables = {
  evidence: EvidenceTable;
  evidence_links: EvidenceLinksTable;
};
