import { CAMPAIGN_STATUS_NAMES, PHASE_NAMES } from '@wangjian/core/campaign.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { may } from '../../platform/actor.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { upToDate } from './below.ts';
import { partInWords } from './change-words.ts';
import type { CampaignDetail, CampaignListItem, CampaignPlan } from './contract.ts';
import { EVENT_NAMES } from './course.ts';
import { standing } from './hand-down.ts';
import { type HandDownRow, handDownsOf } from './hand-down-store.ts';
import { allowedActions, permissionOf } from './lifecycle.ts';
import { countByOrg } from './measures.ts';
import { membersOf } from './members.ts';
import { countSites, scopeInWords, withinScope } from './scope.ts';
import { type CampaignRow, eventsOf, readCampaign, runsOf } from './store.ts';
import { pendingChanges, pendingEdition, underSuperior } from './under-superior.ts';

type Reading = Pick<ReadContext, 'tx' | 'regions' | 'clock' | 'actor'>;

/** The plan as it was written. */
export function planOf(row: CampaignRow): CampaignPlan {
  return {
    name: row.name,
    basis: row.basis,
    aim: row.aim,
    reportTo: row.report_to,
    copiesTo: row.copies_to,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    phases: row.phases,
    goals: row.goals,
    scope: row.scope,
    items: row.items,
    midtermOn: row.midterm_on,
    finalOn: row.final_on,
    casesWanted: row.cases_wanted,
    monthlyCheck: row.monthly_check,
    patrolEvery: row.patrol_every,
  };
}

/** A campaign as lists show it. */
export function presentCampaign(row: CampaignRow, regions: RegionTree, today: string): CampaignListItem {
  const phases = row.phases.filter(({ from, to }) => from <= today && today <= to);
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    region: row.region,
    regionName: regions.find(row.region)?.name ?? row.region,
    orgName: row.org_name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    midtermOn: row.midterm_on,
    finalOn: row.final_on,
    phase: phases.map(({ kind }) => PHASE_NAMES[kind]).join('、') || null,
    items: row.items.length,
    issuedOn: row.issued_on,
    createdBy: row.created_by_name,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
}

/** The days of a campaign that have come, with what restricts its records; those of the bureaus below count with the own. */
export function countedOf(
  { regions, clock }: Pick<Reading, 'regions' | 'clock'>,
  row: CampaignRow,
  hands: readonly HandDownRow[],
) {
  const today = dayInChina(clock.now());
  return {
    bureaus: [row.bureau, ...hands.filter(standing).map(({ to_bureau }) => to_bureau)],
    from: row.starts_on,
    to: [row.ends_on, today].toSorted()[0]!,
    within: withinScope(row.scope, regions),
  };
}

function superiorOf(row: CampaignRow, regions: RegionTree): CampaignDetail['superior'] {
  if (row.superior_hand === null || row.superior_status === null) return null;
  const { superior_status: status, handed, handed_before: before } = row;
  return {
    orgName: row.superior_org ?? '',
    name: row.superior_name ?? '',
    statusName: status === 'withdrawn' ? '已撤回' : CAMPAIGN_STATUS_NAMES[status],
    live: underSuperior(row),
    edition: row.superior_edition ?? 0,
    reason: row.superior_reason,
    changes: pendingChanges(row).map((change) => ({
      name: change.name,
      kind: change.kind,
      before: before ? partInWords(before, change, regions) : '—',
      after: handed ? partInWords(handed, change, regions) : '—',
    })),
    midtermOn: handed?.midtermOn ?? null,
    finalOn: handed?.finalOn ?? null,
  };
}

/** A campaign with all that its page shows, for this reader. */
export async function campaignDetail(context: Reading, id: string): Promise<CampaignDetail> {
  const { tx, regions, clock, actor } = context;
  const row = await readCampaign(tx, id);
  const members = await membersOf(tx, row);
  const own = members.own(actor);
  const owner = own.some((one) => one.owner);
  const hands = await handDownsOf(tx, id);
  const counts = row.goals.length > 0 ? await countByOrg(tx, countedOf(context, row, hands)) : [];
  return {
    ...presentCampaign(row, regions, dayInChina(clock.now())),
    plan: planOf(row),
    orgId: row.org_id,
    own: own.map((one) => ({
      orgId: one.orgId,
      name: one.name,
      owner: one.owner,
      toReceive:
        may(actor, 'report.submit') &&
        allowedActions(row.status).includes('contribute') &&
        members.units.some(({ org_id, received_at }) => org_id === one.orgId && received_at === null),
    })),
    units: members.units.map((unit) => ({
      orgId: unit.org_id,
      name: unit.org_name,
      receivedAt: unit.received_at?.toISOString() ?? null,
    })),
    bureaus: hands.map((hand) => ({
      orgId: hand.org_id,
      name: hand.org_name,
      region: hand.to_bureau,
      status: hand.status,
      sentAt: hand.sent_at.toISOString(),
      receivedAt: hand.received_at?.toISOString() ?? null,
      receivedBy: hand.received_by_name,
      childId: hand.child_id,
      childStatus: hand.child_status,
      upToDate: upToDate(hand, row),
    })),
    superior: superiorOf(row, regions),
    goals: row.goals.map(({ measure, target }) => ({
      measure,
      target,
      value: counts
        .filter((count) => count.measure === measure)
        .reduce((total, { value }) => total + value, 0),
    })),
    scopeWords: scopeInWords(row.scope, regions),
    sites: await countSites(
      context,
      row,
      hands.filter(standing).map(({ to_bureau }) => to_bureau),
    ),
    runs: (await runsOf(tx, id)).map((run) => ({
      kind: run.kind,
      recordId: run.record_id,
      name: run.name,
      regionName: regions.find(run.region)?.name ?? run.region,
      objects: run.objects,
      at: run.started_at.toISOString(),
      by: run.started_by_name,
    })),
    timeline: (await eventsOf(tx, id)).map((event) => ({
      at: event.at.toISOString(),
      who: event.officer_name,
      org: event.org_name,
      actionName: EVENT_NAMES[event.action] ?? event.action,
      opinion: event.opinion,
    })),
    allowed: allowedActions(row.status).filter(
      (action) =>
        may(actor, permissionOf(action)) &&
        (action === 'contribute' ? own.length > 0 : action === 'visit' || owner) &&
        (action !== 'patrol' || may(actor, 'patrol.run')) &&
        (action !== 'draw' || may(actor, 'inspection.draw')) &&
        (action !== 'settle' || pendingEdition(row)) &&
        (action !== 'cancel' || !underSuperior(row)),
    ),
  };
}
