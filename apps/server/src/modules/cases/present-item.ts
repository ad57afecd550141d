import { CASE_STATE_NAMES } from '@wangjian/core/case.ts';
import { isOrganisationName, maskName } from '@wangjian/core/personal-data.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import type { DeadlineView } from '../deadlines/contract.ts';
import { deadlinesOf } from '../deadlines/service.ts';
import { ruleBook } from '../findings/service.ts';
import type { CaseItem } from './contract.ts';
import { caseCatalog } from './law/case-catalog.ts';
import { CASE_ACTION_NAMES } from './lifecycle.ts';
import { clockOf } from './party-facts.ts';
import { type PartyRow, partiesOf } from './party-store.ts';
import { type CaseRow, type HandlerRow, handlersOf, openMattersOf } from './store.ts';

/** The deadline that matters next: of those that run, the first to end. */
export function nextDue(views: readonly DeadlineView[] | undefined): CaseItem['due'] {
  const next = views
    ?.filter(({ ended }) => ended === null)
    .toSorted((one, other) => one.due.localeCompare(other.due))[0];
  return next ? { title: next.title, due: next.due, lamp: next.lamp, provisional: next.provisional } : null;
}

/** The name of a party as lists show it: that of a natural person masked. */
export function partyInList(party: Pick<PartyRow, 'kind' | 'name'>): string {
  return party.kind === 'person' && !isOrganisationName(party.name) ? maskName(party.name) : party.name;
}

/** A case as lists show it. */
export function presentItem(
  row: CaseRow,
  parties: readonly PartyRow[],
  handlers: readonly HandlerRow[],
  deadlines: readonly DeadlineView[] | undefined,
  regions: RegionTree,
): CaseItem {
  const { types, violations } = caseCatalog();
  const [first] = parties;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    stateName: CASE_STATE_NAMES[row.state],
    pending: row.pending_action === null ? null : CASE_ACTION_NAMES[row.pending_action],
    procedure: row.procedure,
    caseType: row.case_type,
    caseTypeName: types.get(row.case_type)?.name ?? row.case_type,
    category: row.category,
    categoryName: ruleBook().categoryName(row.category),
    violations: row.violations.map((id) => ({ id, name: violations.get(id)?.name ?? id })),
    party: first ? `${partyInList(first)}${parties.length > 1 ? `等${parties.length}名当事人` : ''}` : null,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    orgName: row.org_name,
    handlers: handlers.filter(({ until }) => until === null).map(({ name }) => name),
    outcome: row.outcome,
    fine: row.fine_fen,
    forfeit: row.forfeit_fen,
    filedOn: row.filed_on,
    decidedOn: row.decided_on,
    closedOn: row.closed_on,
    registeredAt: row.registered_at.toISOString(),
    due: nextDue(deadlines),
    version: row.version,
  };
}

/** Several cases with their parties, officers and deadlines. */
export async function presentItems(
  context: Pick<ReadContext, 'tx' | 'regions' | 'clock'>,
  rows: readonly CaseRow[],
): Promise<CaseItem[]> {
  const ids = rows.map(({ id }) => id);
  const parties = Map.groupBy(await partiesOf(context.tx, ids), ({ case_id }) => case_id);
  const handlers = Map.groupBy(await handlersOf(context.tx, ids), ({ case_id }) => case_id);
  // Periods of the parties behind the first run on those parties, others on measures and letters.
  const others = [...parties.values()].flat().filter((party) => clockOf(party) !== party.case_id);
  const open = await openMattersOf(context.tx, ids);
  const matters = Map.groupBy(open, ({ case_id }) => case_id);
  const deadlines = await deadlinesOf(context, [...ids, ...[...others, ...open].map(({ id }) => id)]);
  return rows.map((row) => {
    const own = parties.get(row.id) ?? [];
    return presentItem(
      row,
      own,
      handlers.get(row.id) ?? [],
      [row, ...own, ...(matters.get(row.id) ?? [])].flatMap(({ id }) => deadlines.get(id) ?? []),
      context.regions,
    );
  });
}
