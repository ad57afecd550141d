import type { SiteKind } from '@wangjian/core/site.ts';
import type { Generated } from 'kysely';

type PatrolStatus = 'queued' | 'running' | 'finished' | 'stopped';
type PatrolSiteStatus = 'queued' | 'running' | 'done' | 'failed' | 'skipped';

interface PatrolsTable {
  bureau: string;
  id: string;
  region: string;
  name: string;
  status: PatrolStatus;
  max_pages: number;
  created_by: string;
  created_by_name: string;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  idempotency_key: string | null;
  version: Generated<number>;
}

interface PatrolSitesTable {
  bureau: string;
  id: string;
  region: string;
  patrol_id: string;
  site_id: string | null;
  seed: string;
  host: string;
  status: PatrolSiteStatus;
  kind: SiteKind | null;
  pages: Generated<number>;
  bytes: Generated<number>;
  findings: Generated<number>;
  problem: string | null;
  started_at: Date | null;
  finished_at: Date | null;
  /** One page is read again, and nothing of the site is judged by it. */
  only_page: Generated<boolean>;
}

interface PagesTable {
  bureau: string;
  month: number;
  id: string;
  region: string;
  patrol_site_id: string;
  site_id: string | null;
  url: string;
  final_url: string;
  status: number | null;
  problem: string | null;
  title: string;
  charset: string | null;
  bytes: number;
  truncated: boolean;
  sha256: string | null;
  warc_blob: string | null;
  warc_offset: number | null;
  warc_length: number | null;
  fetched_at: Date;
}

/** Tables of the patrols. */
export type PatrolsTables = {
  patrols: PatrolsTable;
  patrol_sites: PatrolSitesTable;
  pages: PagesTable;
};
