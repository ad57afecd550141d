import type { RegionTree } from '@wangjian/core/regions.ts';
import { ruleBook } from '../findings/service.ts';
import type { SiteLabel } from '../registry/service.ts';
import type { LeadItem } from './contract.ts';
import type { LeadRow } from './store.ts';

/** A lead as lists show it. */
export function presentLead(
  row: LeadRow,
  beside: { findings: number; evidenceId: string | null } | undefined,
  sites: ReadonlyMap<string, SiteLabel>,
  regions: RegionTree,
): LeadItem {
  const book = ruleBook();
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: row.status,
    source: row.source as LeadItem['source'],
    siteId: row.site_id,
    siteName: row.site_id === null ? null : (sites.get(row.site_id)?.name ?? null),
    party: row.party,
    uscc: row.uscc,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    violations: row.violations.map((id) => ({
      id,
      name: book.violationName(id),
      category: book.categoryOf(id),
    })),
    findings: beside?.findings ?? 0,
    evidenceId: beside?.evidenceId ?? null,
    registeredAt: row.registered_at.toISOString(),
    registeredBy: row.registered_by_name,
    version: row.version,
  };
}
