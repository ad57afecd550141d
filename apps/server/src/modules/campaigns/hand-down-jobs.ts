import { isDeepStrictEqual } from 'node:util';
import { CAMPAIGN_STATUS_NAMES } from '@wangjian/core/campaign.ts';
import { bureauOfId } from '@wangjian/core/ids.ts';
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/define-job.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import type { CampaignPlan } from './contract.ts';
import { pathOf, writeEvent } from './course.ts';
import { standing } from './hand-down.ts';
import {
  campaignOfHand,
  type HandDownRow,
  lockHandDown,
  readHandDown,
  saveHandDown,
} from './hand-down-store.ts';
import { handDownType, tellUpType } from './hand-down-types.ts';
import { handedPlan } from './handed-plan.ts';
import { planOf } from './present.ts';
import { columnsOf } from './revise.ts';
import { type CampaignRow, insertCampaign, lockCampaign, readCampaign, saveCampaign } from './store.ts';
import type { SuperiorStatus } from './tables.ts';
import { dropUpwardTerms, keepUpwardTerms } from './terms.ts';
import { underSuperior } from './under-superior.ts';

/** All that crosses the line downward: the bureau's own part of the plan, and how the whole stands. */
interface Parcel {
  readonly hand: Pick<HandDownRow, 'id' | 'to_bureau' | 'org_id' | 'org_name'>;
  readonly superior: {
    readonly id: string;
    readonly name: string;
    readonly orgName: string;
    readonly status: SuperiorStatus;
    readonly edition: number;
    readonly reason: string | null;
  };
  readonly plan: CampaignPlan;
}

const pack = readCase({
  action: 'campaign.pack',
  title: '整理下达的方案',
  permission: 'campaign.read',
  input: z.object({ handId: z.string() }),
  async run({ tx, regions }, { handId }) {
    const hand = await readHandDown(tx, handId);
    const campaign = await readCampaign(tx, hand.campaign_id);
    const { status } = campaign;
    const result: Parcel | null =
      status === 'handed' || status === 'draft'
        ? null
        : {
            hand,
            superior: {
              id: campaign.id,
              name: campaign.name,
              orgName: campaign.org_name,
              status: standing(hand) ? status : 'withdrawn',
              edition: campaign.edition,
              reason: campaign.edition_reason,
            },
            plan: handedPlan(
              planOf(campaign),
              { orgId: hand.org_id, bureau: hand.to_bureau },
              { orgName: campaign.org_name },
              regions,
            ),
          };
    return { result, audit: 'plain' };
  },
});

async function tellOffice(
  context: WriteContext,
  campaign: Pick<CampaignRow, 'id' | 'org_id'>,
  kind: 'task' | 'notice' | 'escalation',
  title: string,
  text: string,
): Promise<void> {
  await notify(context, {
    to: { orgId: campaign.org_id, permission: 'campaign.write', upward: true },
    kind,
    title,
    text,
    path: pathOf(campaign.id),
    on: campaign.id,
  });
}

const MOVED: Record<SuperiorStatus, string> = {
  issued: '上级方案已印发',
  running: '上级已转入集中检查阶段',
  'summing-up': '上级已转入督查总结阶段',
  closed: '上级专项行动已经结束',
  cancelled: '上级专项行动已经撤销',
  withdrawn: '上级方案不再列入本局',
};

/** Makes the bureau's campaign, or tells it what is new; run again with the same parcel it changes nothing. */
const arrive = useCase({
  action: 'campaign.arrive',
  title: '收到上级部署的专项行动',
  permission: 'campaign.write',
  input: z.object({ parcel: z.custom<Parcel>(), urge: z.string().optional() }),
  async run(context, { parcel, urge }) {
    const { hand, superior, plan } = parcel;
    const known = await campaignOfHand(context.tx, hand.to_bureau, hand.id);
    const live = underSuperior({ superior_status: superior.status });
    if (!known && !live) return { result: null, audit: { on: null, why: '上级已经撤回' } };
    const id = known ? await bringUpToDate(context, known, parcel) : await make(context, parcel);
    if (urge !== undefined && live) {
      const campaign = await lockCampaign(context.tx, id);
      await writeEvent(context, campaign, 'superior-urged', urge);
      await tellOffice(context, campaign, 'escalation', `${superior.orgName}提醒：${superior.name}`, urge);
    }
    return {
      result: id,
      audit: { on: id, why: `上级 ${superior.id}`, after: { edition: superior.edition, plan } },
    };
  },
});

async function make(context: WriteContext, { hand, superior, plan }: Parcel): Promise<string> {
  const { tx, clock, actor, newId } = context;
  const bureau = hand.to_bureau;
  const id = newId('campaign', bureau);
  const region = bureau;
  await insertCampaign(tx, {
    ...columnsOf(plan),
    bureau,
    id,
    region,
    org_id: hand.org_id,
    org_name: hand.org_name,
    status: 'handed',
    issued_on: null,
    closed_on: null,
    created_at: clock.now(),
    created_by: actor.id,
    created_by_name: superior.orgName,
    superior_id: superior.id,
    superior_hand: hand.id,
    superior_org: superior.orgName,
    superior_name: superior.name,
    superior_status: superior.status,
    superior_edition: superior.edition,
    superior_reason: superior.reason,
    handed: JSON.stringify(plan),
  });
  const campaign = await lockCampaign(tx, id);
  await writeEvent(context, campaign, 'superior-handed', `${superior.orgName}《${superior.name}》`);
  await keepUpwardTerms(context, campaign, plan);
  await tellOffice(
    context,
    campaign,
    'task',
    `${superior.orgName}部署了专项行动，请签收：${superior.name}`,
    `${plan.startsOn} 至 ${plan.endsOn}，本局任务 ${plan.items.length} 项；签收后分解到各单位并印发。`,
  );
  return id;
}

async function bringUpToDate(
  context: WriteContext,
  campaign: CampaignRow,
  { superior, plan }: Parcel,
): Promise<string> {
  const { id, version } = campaign;
  const moved = superior.status !== campaign.superior_status;
  const newer = superior.edition > (campaign.superior_edition ?? 0);
  const changed = newer && !isDeepStrictEqual(plan, campaign.handed);
  const live = underSuperior({ superior_status: superior.status });
  if (!moved && !newer) return id;
  const waiting = campaign.status === 'handed';
  const caughtUp = (campaign.settled_edition ?? 0) === (campaign.superior_edition ?? 0);
  await saveCampaign(context.tx, id, version, {
    superior_name: superior.name,
    superior_status: superior.status,
    ...(newer
      ? {
          superior_edition: superior.edition,
          superior_reason: superior.reason,
          handed: JSON.stringify(plan),
          // Nothing of the bureau's own is in a plan that it has not accepted: it simply gets the newer one.
          ...(waiting ? columnsOf(plan) : {}),
          // What changed only for others asks nothing of this bureau.
          ...(!changed && caughtUp && !waiting ? { settled_edition: superior.edition } : {}),
        }
      : {}),
    ...(waiting && !live ? { status: 'cancelled' as const } : {}),
  });
  const now = await lockCampaign(context.tx, id);
  if (changed) {
    await writeEvent(context, now, 'superior-changed', superior.reason);
    await keepUpwardTerms(context, now, plan);
    await tellOffice(
      context,
      now,
      'task',
      `${superior.orgName}修订了方案，请处理：${superior.name}`,
      `${superior.reason ?? ''}\n本局方案没有改动；打开后可以采用上级的修订，或者说明理由保留本局方案。`.trim(),
    );
  }
  if (moved) {
    await writeEvent(context, now, 'superior-moved', MOVED[superior.status]);
    if (!live) await dropUpwardTerms(context, now, MOVED[superior.status]);
    await tellOffice(context, now, 'notice', `${MOVED[superior.status]}：${superior.name}`, superior.orgName);
  }
  // What was only for others is decided on by itself; the superior's board says so.
  if (newer || moved) await context.jobs.add(tellUpType, { campaignId: id });
  return id;
}

const noteChild = useCase({
  action: 'campaign.note-child',
  title: '记录下级局的专项行动',
  permission: 'campaign.write',
  input: z.object({ handId: z.string(), childId: z.string() }),
  async run({ tx }, { handId, childId }) {
    const hand = await lockHandDown(tx, handId);
    if (hand.child_id === null) await saveHandDown(tx, handId, { child_id: childId, child_status: 'handed' });
    return { result: null, audit: { on: hand.campaign_id, after: { child: childId } } };
  },
});

const handDown = defineJob({
  ...handDownType,
  async run({ run }, { handId, urge }) {
    const above = { bureau: bureauOfId(handId) };
    const parcel = await run(pack, { handId }, above);
    if (parcel === null) return;
    const childId = await run(arrive, { parcel, urge }, { bureau: parcel.hand.to_bureau });
    if (childId !== null) await run(noteChild, { handId, childId }, above);
  },
});

/** How a bureau's campaign stands, as its superior is told. */
interface Standing {
  readonly hand: string;
  readonly childId: string;
  readonly version: number;
  readonly status: CampaignRow['status'];
  readonly settled: number | null;
  readonly accepted: { readonly at: Date; readonly by: string } | null;
}

const readStanding = readCase({
  action: 'campaign.read-standing',
  title: '读取向上级报告的进度',
  permission: 'campaign.read',
  input: z.object({ campaignId: z.string() }),
  async run({ tx }, { campaignId }) {
    const row = await readCampaign(tx, campaignId);
    const result: Standing | null =
      row.superior_hand === null
        ? null
        : {
            hand: row.superior_hand,
            childId: row.id,
            version: row.version,
            status: row.status,
            settled: row.settled_edition,
            accepted:
              row.accepted_at === null ? null : { at: row.accepted_at, by: row.accepted_by_name ?? '' },
          };
    return { result, audit: 'plain' };
  },
});

/** The superior notes how a bureau below stands; what it was told before, or later already, changes nothing. */
const noteBelow = useCase({
  action: 'campaign.note-below',
  title: '记录下级局的进度',
  permission: 'campaign.write',
  input: z.object({ standing: z.custom<Standing>() }),
  async run(context, { standing: told }) {
    const hand = await lockHandDown(context.tx, told.hand);
    const audit = { on: hand.campaign_id, after: { bureau: hand.to_bureau, status: told.status } };
    if (told.version <= hand.child_version) return { result: null, audit: { ...audit, why: '已经记录' } };
    await saveHandDown(context.tx, hand.id, {
      child_id: told.childId,
      child_status: told.status,
      child_version: told.version,
      settled_edition: told.settled,
      ...(told.accepted && hand.received_at === null
        ? {
            status: hand.status === 'sent' ? ('accepted' as const) : hand.status,
            received_at: told.accepted.at,
            received_by_name: told.accepted.by,
          }
        : {}),
    });
    if (told.status !== hand.child_status) {
      const campaign = await readCampaign(context.tx, hand.campaign_id);
      const name = told.status === 'draft' ? '已签收' : CAMPAIGN_STATUS_NAMES[told.status];
      await writeEvent(context, campaign, 'below', `${hand.org_name}：${name}`);
    }
    return { result: null, audit };
  },
});

const tellUp = defineJob({
  ...tellUpType,
  async run({ run }, { campaignId }) {
    const told = await run(readStanding, { campaignId }, { bureau: bureauOfId(campaignId) });
    if (told !== null) await run(noteBelow, { standing: told }, { bureau: bureauOfId(told.hand) });
  },
});

export const handDownJobs = [handDown, tellUp];
