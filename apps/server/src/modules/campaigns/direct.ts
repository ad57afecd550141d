import { AppError } from '@wangjian/core/errors.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import type { CampaignAction } from './contract.ts';
import { move } from './lifecycle.ts';
import { type Members, membersOf } from './members.ts';
import { type CampaignRow, lockCampaign, readCampaign } from './store.ts';

/** A campaign on which somebody acts, with who takes part and the state that the action leads to. */
export interface Standing {
  readonly campaign: CampaignRow;
  readonly members: Members;
  readonly status: CampaignRow['status'];
}

/**
 * The campaign for an action of its owner: locked, at the version that the officer saw, in a state that allows it.
 * `not_found` outside the region, `forbidden` for another unit, `conflict` and `stale` as everywhere.
 */
export async function directing(
  { tx, actor }: Pick<WriteContext, 'tx' | 'actor'>,
  id: string,
  action: CampaignAction,
  version?: number,
): Promise<Standing> {
  const campaign = await lockCampaign(tx, id);
  const members = await membersOf(tx, campaign);
  if (actor.kind === 'officer' && !members.own(actor).some(({ owner }) => owner))
    throw new AppError('forbidden', `本专项行动由“${campaign.org_name}”组织，请由该单位办理`);
  const status = move(campaign.status, action);
  if (version !== undefined && version !== campaign.version) throw new AppError('stale');
  return { campaign, members, status };
}

/** The campaign for what a unit does in it, in a state that allows it; `not_found` where it cannot even be read. */
export async function contributing(
  { tx }: Pick<WriteContext, 'tx'>,
  id: string,
): Promise<{ readonly campaign: CampaignRow; readonly members: Members }> {
  const campaign = await readCampaign(tx, id);
  move(campaign.status, 'contribute');
  return { campaign, members: await membersOf(tx, campaign) };
}
