import type { Generated } from 'kysely';
import type { LeadStatus } from './lifecycle.ts';

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
}

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
}

/** Tables of the leads. */
export type LeadsTables = {
  leads: LeadsTable;
  lead_events: LeadEventsTable;
  lead_numbers: LeadNumbersTable;
};
