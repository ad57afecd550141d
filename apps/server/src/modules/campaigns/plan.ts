import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { checkPlan } from './check-plan.ts';
import * as contract from './contract.ts';
import { writeEvent } from './course.ts';
import { directing } from './direct.ts';
import { handDownToBureaus, officesBelow, tellBureausBelow } from './hand-down.ts';
import { tellUpType } from './hand-down-types.ts';
import { handDown } from './issue.ts';
import { allowedActions } from './lifecycle.ts';
import { campaignDetail, planOf } from './present.ts';
import { columnsOf, refuseEmptyPlan, revise } from './revise.ts';
import { type CampaignRow, insertCampaign, saveCampaign, tasksOf, unitsOf } from './store.ts';
import { dropTerms } from './terms.ts';
import { underSuperior } from './under-superior.ts';

export const createCampaign = useCase({
  action: 'campaign.create',
  title: '拟制专项行动方案',
  permission: 'campaign.write',
  input: contract.createCampaign.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { key: _key, ...plan }) {
    const { tx, actor, clock, regions, newId } = context;
    if (actor.kind !== 'officer') throw new AppError('forbidden');
    const tree = await unitsOfBureau(tx, actor.bureau);
    // The office organises it, whichever of its sections drew it up.
    const owner = tree.officeOf(actor.orgId);
    const region = owner?.region ?? actor.region;
    const below = await officesBelow(tx, regions, { bureau: actor.bureau, region });
    checkPlan(plan, { tree, regions, region, below, binding: null });
    const id = newId('campaign', actor.bureau);
    await insertCampaign(tx, {
      ...columnsOf(plan),
      bureau: actor.bureau,
      id,
      region,
      org_id: owner?.id ?? actor.orgId,
      org_name: owner?.name ?? actor.orgName,
      status: 'draft',
      issued_on: null,
      closed_on: null,
      created_at: clock.now(),
      created_by: actor.id,
      created_by_name: actor.name,
    });
    await writeEvent(context, { bureau: actor.bureau, id, region }, 'create', null);
    return { result: await campaignDetail(context, id), audit: { on: id, after: plan } };
  },
});

export const editCampaign = useCase({
  action: 'campaign.edit',
  title: '修改专项行动方案',
  permission: 'campaign.write',
  input: contract.editCampaign.body!.extend(contract.editCampaign.params!.shape),
  async run(context, { id, version, reason, ...plan }) {
    const { campaign, members } = await directing(context, id, 'edit', version);
    if (campaign.status !== 'draft' && reason.length < 2)
      throw new AppError('invalid_input', '方案已经印发，修订要写明理由');
    await revise(context, { campaign, members }, plan, reason);
    await writeEvent(context, campaign, 'edit', reason);
    return {
      result: await campaignDetail(context, id),
      audit: { on: id, why: reason || null, before: planOf(campaign), after: plan },
    };
  },
});

type Effect = (context: WriteContext, campaign: CampaignRow) => Promise<void>;

const step = (
  action: 'issue' | 'start' | 'sum-up' | 'resume' | 'close' | 'cancel',
  title: string,
  change: (today: string) => Partial<Pick<CampaignRow, 'issued_on' | 'closed_on' | 'edition'>> = () => ({}),
  effect?: Effect,
) =>
  useCase({
    action: `campaign.${action}`,
    title,
    permission: 'campaign.write',
    input: contract.startCampaign.body!.extend(contract.startCampaign.params!.shape),
    async run(context, { id, version, opinion }) {
      const { campaign, status } = await directing(context, id, action, version);
      if (action === 'issue') refuseEmptyPlan(campaign.items);
      if (action === 'cancel' && opinion.length < 2)
        throw new AppError('invalid_input', '撤销专项行动要写明理由');
      if (action === 'cancel' && underSuperior(campaign))
        throw new AppError(
          'conflict',
          `本专项行动由“${campaign.superior_org}”部署，不能自行撤销；请报请上级撤回或者撤销`,
          { allowed: allowedActions(campaign.status).filter((one) => one !== 'cancel') },
        );
      await saveCampaign(context.tx, id, version, { status, ...change(dayInChina(context.clock.now())) });
      await effect?.(context, { ...campaign, status });
      await writeEvent(context, campaign, action, opinion);
      if (action !== 'issue') await tellBureausBelow(context, id);
      if (campaign.superior_hand !== null) await context.jobs.add(tellUpType, { campaignId: id });
      return {
        result: await campaignDetail(context, id),
        audit: { on: id, why: opinion || null, before: { status: campaign.status }, after: { status } },
      };
    },
  });

const endTerms =
  (reason: string): Effect =>
  async (context, { id }) => {
    const ids = [...(await unitsOf(context.tx, id)), ...(await tasksOf(context.tx, id))].map((row) => row.id);
    await dropTerms(context, ids, reason);
  };

/** 印发: the units receive the plan and their tasks, and the terms begin. */
export const issueCampaign = step(
  'issue',
  '印发专项行动方案',
  (today) => ({ issued_on: today, edition: 1 }),
  async (context, campaign) => {
    await handDown(context, campaign, await unitsOfBureau(context.tx, campaign.bureau));
    await handDownToBureaus(context, campaign);
  },
);
export const startCampaign = step('start', '转入集中检查阶段');
export const sumUpCampaign = step('sum-up', '转入督查总结阶段');
export const resumeCampaign = step('resume', '转回集中检查阶段');
export const closeCampaign = step(
  'close',
  '结束专项行动',
  (today) => ({ closed_on: today }),
  endTerms('专项行动已结束'),
);
export const cancelCampaign = step('cancel', '撤销专项行动', undefined, endTerms('专项行动已撤销'));
