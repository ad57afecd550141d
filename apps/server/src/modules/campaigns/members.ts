import { AppError } from '@wangjian/core/errors.ts';
import { type Actor, may } from '../../platform/actor.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type UnitTree, unitsOfBureau } from '../officers/service.ts';
import { type CampaignRow, type UnitRow, unitsOf } from './store.ts';

/** A unit for which somebody acts in a campaign. */
export interface Member {
  readonly orgId: string;
  readonly name: string;
  readonly region: string;
  /** The owner of the campaign: its report is on the whole of it. */
  readonly owner: boolean;
}

/** Who takes part in a campaign, as far as the reader sees it. */
export interface Members {
  readonly tree: UnitTree;
  /** Units that take part now. */
  readonly units: readonly UnitRow[];
  /** The unit that a record of an organisation counts to; null where no unit of the plan stands over it. */
  countsTo(orgId: string | null): string | null;
  /** All organisations whose records count to a unit. */
  orgsOf(orgId: string): string[];
  /** Units for which the actor acts. */
  own(actor: Actor): Member[];
  /** The unit, when the actor acts for it; `forbidden` otherwise. */
  actingFor(actor: Actor, orgId: string): Member;
}

/** Levels above which a record counts to nobody else: a county's work is not that of the city's own section. */
const ENDS = new Set(['county', 'department', 'city', 'province']);

/** Reads the units of a campaign and of its bureau. */
export async function membersOf(tx: ScopedTx, campaign: CampaignRow): Promise<Members> {
  const tree = await unitsOfBureau(tx, campaign.bureau);
  const units = (await unitsOf(tx, campaign.id)).filter(({ withdrawn }) => !withdrawn);
  const taking = new Set(units.map(({ org_id }) => org_id));
  const countsTo = (orgId: string | null): string | null => {
    for (let unit = tree.find(orgId); unit; unit = tree.find(unit.parentId)) {
      if (taking.has(unit.id)) return unit.id;
      if (ENDS.has(unit.level)) return null;
    }
    // A unit that left the directory still counts for itself.
    return orgId !== null && taking.has(orgId) ? orgId : null;
  };
  const owner: Member = {
    orgId: campaign.org_id,
    name: campaign.org_name,
    region: campaign.region,
    owner: true,
  };
  const own = (actor: Actor): Member[] => {
    if (actor.kind !== 'officer') return [];
    const actsFor = (orgId: string) => orgId === actor.orgId || tree.actsFor(actor.orgId, orgId);
    const taken = units
      .filter(({ org_id }) => org_id !== campaign.org_id && actsFor(org_id))
      .map(({ org_id, org_name, region }) => ({ orgId: org_id, name: org_name, region, owner: false }));
    return actsFor(campaign.org_id) ? [owner, ...taken] : taken;
  };
  return {
    tree,
    units,
    countsTo,
    orgsOf: (orgId) => [
      ...new Set([orgId, ...tree.all.map(({ id }) => id).filter((id) => countsTo(id) === orgId)]),
    ],
    own,
    actingFor(actor, orgId) {
      const member = own(actor).find((one) => one.orgId === orgId);
      if (member) return member;
      throw new AppError('forbidden', '您不在该单位工作，不能替它填报；请由该单位的人员办理');
    },
  };
}

/** Whether the actor directs the campaign: acts for its owner and may organise campaigns. */
export function directs(members: Members, actor: Actor): boolean {
  return may(actor, 'campaign.write') && members.own(actor).some(({ owner }) => owner);
}
