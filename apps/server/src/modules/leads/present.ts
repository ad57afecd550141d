import { isOrganisationName, maskAddress, maskName, maskPhone } from '@wangjian/core/personal-data.ts';
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

/**
 * Phones of everybody, addresses and names of natural persons as pages and prints show them. Whoever reported stays
 * confidential (令121 art. 37); a department that handed the lead over is named.
 */
export function maskedPersons(
  row: Pick<LeadRow, 'party' | 'uscc' | 'party_address' | 'party_phone' | 'informant' | 'informant_phone'>,
) {
  const isFirm = row.uscc !== null || (row.party !== null && isOrganisationName(row.party));
  return {
    partyAddress: row.party_address && !isFirm ? maskAddress(row.party_address) : row.party_address,
    partyPhone: row.party_phone && maskPhone(row.party_phone),
    informant: row.informant && !isOrganisationName(row.informant) ? maskName(row.informant) : row.informant,
    informantPhone: row.informant_phone && maskPhone(row.informant_phone),
  };
}

/** Columns with personal data, hidden: the audit log says that they changed, not what they hold. */
export function withoutPersons(columns: object): object {
  const personal = [
    'party_address',
    'party_phone',
    'informant',
    'informant_phone',
    'partyAddress',
    'partyPhone',
    'informantPhone',
  ];
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column,
      value && personal.includes(column) ? '（已脱敏）' : value,
    ]),
  );
}
