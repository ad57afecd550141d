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

interface ImportsTable {
  bureau: string;
  id: string;
  region: string;
  file_name: string;
  status: 'checked' | 'committed' | 'discarded';
  columns: unknown;
  rows: number;
  good: number;
  bad: number;
  duplicates: number;
  committed: Generated<number>;
  created_at: Date;
  created_by: string;
  created_by_name: string;
  version: Generated<number>;
}

interface ImportRowsTable {
  bureau: string;
  import_id: string;
  row_number: number;
  region: string;
  raw: unknown;
  input: unknown;
  problems: unknown;
  state: 'good' | 'bad' | 'duplicate' | 'committed';
}

/** Tables of the register. */
export type RegistryTables = {
  operators: OperatorsTable;
  sites: SitesTable;
  site_confirmations: ConfirmationsTable;
  site_imports: ImportsTable;
  site_import_rows: ImportRowsTable;
};
