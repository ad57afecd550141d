import { bureauOfId } from '@wangjian/core/ids.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { type HandDownRow, handDownsOf, insertHandDown, saveHandDown } from './hand-down-store.ts';
import { handDownType } from './hand-down-types.ts';
import type { CampaignRow } from './store.ts';

/** The head office of a bureau below, to which a plan can be handed. */
export interface OfficeBelow {
  readonly id: string;
  readonly name: string;
  readonly bureau: string;
}

/** Levels that head a bureau. */
const HEADS: ReadonlySet<string> = new Set(['province', 'city', 'county']);

/** The head offices of the bureaus within a region, the own one left out: those of its cities, for a province. */
export async function officesBelow(
  tx: ScopedTx,
  regions: RegionTree,
  { bureau, region }: { readonly bureau: string; readonly region: string },
): Promise<OfficeBelow[]> {
  const bureaus = new Set(regions.within(region).map((code) => regions.bureauOf(code)));
  bureaus.delete(bureau);
  const offices: OfficeBelow[] = [];
  for (const below of [...bureaus].toSorted()) {
    const head = (await unitsOfBureau(tx, below)).all.find(
      (unit) => unit.active && unit.region === below && HEADS.has(unit.level),
    );
    if (head) offices.push({ id: head.id, name: head.name, bureau: below });
  }
  return offices;
}

/** Hand-downs that stand: those of bureaus that the plan still names. */
export const standing = (row: Pick<HandDownRow, 'status'>): boolean => row.status !== 'withdrawn';

/**
 * Brings the hand-downs in line with an issued plan: bureaus below that its items name get it, those that it no longer
 * names are told so. The bureaus hear of it by a job, in a transaction of their own.
 */
export async function handDownToBureaus(context: WriteContext, campaign: CampaignRow): Promise<void> {
  const { tx, regions, clock, newId, jobs } = context;
  const { bureau, region, id: campaignId } = campaign;
  const wanted = new Map(
    campaign.items
      .flatMap(({ orgIds }) => orgIds)
      .filter((orgId) => bureauOfId(orgId) !== bureau)
      .map((orgId) => [bureauOfId(orgId), orgId]),
  );
  const known = await handDownsOf(tx, campaignId);
  const offices = wanted.size === 0 ? [] : await officesBelow(tx, regions, { bureau, region });
  for (const [to, orgId] of wanted) {
    if (known.some(({ to_bureau }) => to_bureau === to)) continue;
    const id = newId('campaignhand', bureau);
    await insertHandDown(tx, {
      bureau,
      id,
      region,
      campaign_id: campaignId,
      to_bureau: to,
      org_id: orgId,
      org_name: offices.find((office) => office.id === orgId)?.name ?? regions.fullName(to),
      status: 'sent',
      child_id: null,
      child_status: null,
      settled_edition: null,
      sent_at: clock.now(),
      received_at: null,
      received_by_name: null,
    });
    await jobs.add(handDownType, { handId: id });
  }
  for (const row of known) {
    const named = wanted.has(row.to_bureau);
    const status = named ? (row.received_at === null ? 'sent' : 'accepted') : 'withdrawn';
    if (status !== row.status) await saveHandDown(tx, row.id, { status });
    if (named || standing(row)) await jobs.add(handDownType, { handId: row.id });
  }
}

/** Tells the bureaus below that the campaign as a whole moved on. */
export async function tellBureausBelow({ tx, jobs }: WriteContext, campaignId: string): Promise<void> {
  for (const row of await handDownsOf(tx, campaignId))
    if (standing(row)) await jobs.add(handDownType, { handId: row.id });
}
