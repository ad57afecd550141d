import { isOrganisationName, maskAddress, maskName, maskPhone } from '@wangjian/core/personal-data.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { Actor } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DeadlineView } from '../deadlines/contract.ts';
import { nextDeadlinesOf } from '../deadlines/service.ts';
import { countByLead, ruleBook } from '../findings/service.ts';
import { officerNames, type UnitTree } from '../officers/service.ts';
import { type SiteLabel, siteLabels } from '../registry/service.ts';
import type { LeadItem } from './records.ts';
import { allowedTo } from './standing.ts';
import type { LeadRow, ListedLead } from './store.ts';
import { unitsOnce } from './units-once.ts';

/** What stands beside a row in lists. */
interface Beside {
  readonly findings: { findings: number; evidenceId: string | null } | undefined;
  readonly sites: ReadonlyMap<string, SiteLabel>;
  readonly regions: RegionTree;
  readonly units: UnitTree;
  readonly actor: Actor;
  readonly officers: ReadonlyMap<string, { readonly name: string }>;
  /** Due next. */
  readonly deadline: DeadlineView | null;
}

/** A lead as lists show it. */
function presentLead(row: ListedLead, beside: Beside): LeadItem {
  const book = ruleBook();
  const { units, regions } = beside;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: row.status,
    source: row.source as LeadItem['source'],
    siteId: row.site_id,
    siteName: row.site_id === null ? null : (beside.sites.get(row.site_id)?.name ?? null),
    party: row.party,
    uscc: row.uscc,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    violations: row.violations.map((id) => ({
      id,
      name: book.violationName(id),
      category: book.categoryOf(id),
    })),
    findings: beside.findings?.findings ?? 0,
    evidenceId: beside.findings?.evidenceId ?? null,
    registeredAt: row.registered_at.toISOString(),
    registeredBy: row.registered_by_name,
    receivedOn: row.received_on,
    holderOrgId: row.holder_org_id,
    holderName: row.holder_org_id === null ? null : units.fullName(row.holder_org_id),
    officerName:
      row.holder_officer_id === null ? null : (beside.officers.get(row.holder_officer_id)?.name ?? null),
    feedbackDueOn: row.feedback_due_on,
    result: row.result,
    closedOn: row.closed_on,
    supervised: row.supervised_at !== null,
    sentBack: row.sent_back,
    deadline: beside.deadline,
    allowed: allowedTo(beside.actor, row, units, regions),
    version: row.version,
  };
}

/** Leads as lists show them: with names, counts, what is due next, and what the reader may do. */
export async function presentLeads(
  context: Pick<ReadContext, 'tx' | 'regions' | 'actor' | 'clock'>,
  rows: readonly ListedLead[],
): Promise<LeadItem[]> {
  const { tx, regions, actor } = context;
  const ids = rows.map(({ id }) => id);
  const sites = await siteLabels(
    tx,
    rows.map(({ bureau }) => bureau),
    rows.flatMap(({ site_id }) => site_id ?? []),
  );
  const counts = await countByLead(tx, ids);
  const deadlines = await nextDeadlinesOf(context, ids);
  const officers = await officerNames(
    tx,
    rows.flatMap(({ holder_officer_id: id }) => id ?? []),
  );
  const unitsOf = unitsOnce(tx);
  const items: LeadItem[] = [];
  for (const row of rows)
    items.push(
      presentLead(row, {
        findings: counts.get(row.id),
        sites,
        regions,
        units: await unitsOf(row.bureau),
        actor,
        officers,
        deadline: deadlines.get(row.id) ?? null,
      }),
    );
  return items;
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
