import type { RegionTree } from '@wangjian/core/regions.ts';
import type { z } from 'zod';
import type { SiteLabel } from '../registry/service.ts';
import type { Patrol, PatrolSite } from './contract.ts';
import type { PatrolRow, PatrolSiteRow } from './store.ts';

/** A patrol with its counts; `now` for the speed of one that still runs. */
export function presentPatrol(row: PatrolRow, leads: number, regions: RegionTree, now: Date): Patrol {
  const seconds = row.started_at ? ((row.finished_at ?? now).getTime() - row.started_at.getTime()) / 1000 : 0;
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    createdBy: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    sites: row.sites ?? 0,
    sitesDone: row.sites_done ?? 0,
    sitesFailed: row.sites_failed ?? 0,
    pages: row.pages ?? 0,
    bytes: row.bytes ?? 0,
    findings: row.findings ?? 0,
    leads,
    maxPages: row.max_pages,
    pagesPerSecond: seconds > 0 ? Math.round(((row.pages ?? 0) / seconds) * 10) / 10 : 0,
    version: row.version,
  };
}

/** One site of a patrol. */
export function presentPatrolSite(
  row: PatrolSiteRow,
  sites: ReadonlyMap<string, SiteLabel>,
): z.input<typeof PatrolSite> {
  return {
    id: row.id,
    siteId: row.site_id,
    seed: row.seed,
    host: row.host,
    siteName: row.site_id === null ? null : (sites.get(row.site_id)?.name ?? null),
    kind: row.kind,
    status: row.status,
    pages: row.pages,
    findings: row.findings,
    problem: row.problem,
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
