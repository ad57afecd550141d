import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';
import type { Generated } from 'kysely';

interface OperatorsTable {
  bureau: string;
  id: string;
  region: string;
  name: string;
  uscc: string | null;
  kind: string | null;
  address: string | null;
  representative: string | null;
  phones: string[];
  created_at: Date;
  /** 企业信用风险分类; null where none is known. */
  credit_grade: Generated<'A' | 'B' | 'C' | 'D' | null>;
  version: Generated<number>;
}

export type ConfirmStatus = 'pending' | 'confirmed' | 'excluded';
export type LicenceDisplay = 'shown' | 'missing' | 'unread';

interface SitesTable {
  bureau: string;
  id: string;
  region: string;
  name: string;
  url: string;
  host: string;
  site_key: string;
  kind: SiteKind;
  confidence: number;
  reasons: string[];
  forms: BusinessForm[];
  confirm_status: Generated<ConfirmStatus>;
  operator_id: string | null;
  platform_id: string | null;
  icp: string[];
  police: string[];
  phones: string[];
  licence_display: Generated<LicenceDisplay>;
  found_by: string;
  found_at: Date;
  last_patrol_at: Date | null;
  pages: Generated<number>;
  /** Permit numbers that a patrol read on its pages. */
  permit_numbers: Generated<string[]>;
  version: Generated<number>;
}

interface ConfirmationsTable {
  bureau: string;
  id: string;
  region: string;
  site_id: string;
  at: Date;
  officer_id: string;
  officer_name: string;
  method: 'page' | 'phone' | 'on-site';
  result: 'confirmed' | 'excluded';
  kind: SiteKind;
  forms: BusinessForm[];
  note: string;
}

interface PermitsTable {
  bureau: string;
  id: string;
  region: string;
  holder: string;
  uscc: string | null;
  certificate: string;
  category: string | null;
  document_number: string | null;
  number: string;
  number_key: string;
  content: string | null;
  issuer: string;
  decided_on: string | null;
  valid_from: string | null;
  valid_until: string | null;
  state: string;
  source_unit: string | null;
  imported_at: Date;
}

/** Tables of the register. */
export type RegistryTables = {
  operators: OperatorsTable;
  sites: SitesTable;
  site_confirmations: ConfirmationsTable;
  permits: PermitsTable;
};
