import type { Generated } from 'kysely';
import type { FindingStatus } from './lifecycle.ts';

interface FindingsTable {
  bureau: string;
  id: string;
  region: string;
  site_id: string;
  rule: string;
  rule_version: string;
  violation: string;
  category: string;
  level: 'violation' | 'suspect';
  status: FindingStatus;
  term: string;
  quote: string;
  text_key: string;
  why: string;
  articles: unknown;
  context_text: string;
  context_start: number;
  context_end: number;
  url: string;
  page_title: string;
  patrol_id: string | null;
  lead_id: string | null;
  lead_before: string | null;
  lead_verdict: Generated<string | null>;
  lead_region: Generated<string | null>;
  evidence_id: string | null;
  merged_into: string | null;
  occurrences: Generated<number>;
  found_at: Date;
  last_seen_at: Date;
  automatic: Generated<boolean>;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  reject_reason: string | null;
  note: string | null;
  version: Generated<number>;
}

interface FindingPagesTable {
  bureau: string;
  finding_id: string;
  url_hash: string;
  region: string;
  url: string;
  title: string;
  at: Date;
}

interface FindingPoliciesTable {
  bureau: string;
  region: string;
  open_lead_at_once: boolean;
  version: Generated<number>;
}

/** Tables of the findings. */
export type FindingsTables = {
  findings: FindingsTable;
  finding_pages: FindingPagesTable;
  finding_policies: FindingPoliciesTable;
};
