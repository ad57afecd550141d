import { AppError } from '@wangjian/core/errors.ts';
import { useCase } from '../../platform/use-case.ts';
import * as contract from './contract.ts';
import { writeEvent } from './course.ts';
import { directing } from './direct.ts';
import { tellUpType } from './hand-down-types.ts';
import { takeOver } from './handed-plan.ts';
import { campaignDetail, planOf } from './present.ts';
import { revise } from './revise.ts';
import { saveCampaign } from './store.ts';
import { pendingEdition } from './under-superior.ts';

/** 签收: the bureau takes the superior's plan over as a draft of its own, to be divided among its units. */
export const acceptCampaign = useCase({
  action: 'campaign.accept',
  title: '签收上级部署的专项行动',
  permission: 'campaign.write',
  input: contract.acceptCampaign.body!.extend(contract.acceptCampaign.params!.shape),
  async run(context, { id, version, opinion }) {
    const { campaign, status } = await directing(context, id, 'accept', version);
    await saveCampaign(context.tx, id, version, {
      status,
      settled_edition: campaign.superior_edition,
      handed_before: JSON.stringify(campaign.handed),
      accepted_at: context.clock.now(),
      accepted_by_name: context.actor.name,
    });
    await writeEvent(context, campaign, 'accept', opinion);
    await context.jobs.add(tellUpType, { campaignId: id });
    return {
      result: await campaignDetail(context, id),
      audit: { on: id, why: opinion || null, before: { status: campaign.status }, after: { status } },
    };
  },
});

/**
 * The bureau decides on a changed plan of its superior: takes the changes into its own plan (what it had changed itself
 * stays), or notes that it goes on with its own.
 */
export const settleEdition = useCase({
  action: 'campaign.settle',
  title: '处理上级方案的修订',
  permission: 'campaign.write',
  input: contract.settleEdition.body!.extend(contract.settleEdition.params!.shape),
  async run(context, { id, version, edition, take, opinion }) {
    const { campaign, members } = await directing(context, id, 'settle', version);
    if (!pendingEdition(campaign) || !campaign.handed || !campaign.handed_before)
      throw new AppError('conflict', '上级方案没有待处理的修订', { allowed: [] });
    if (edition !== campaign.superior_edition) throw new AppError('stale');
    if (!take && opinion.length < 2)
      throw new AppError('invalid_input', '不采用上级修订的，要写明理由', {
        problems: [{ path: 'opinion', message: '没有填写' }],
      });
    const { plan, kept } = take
      ? takeOver(planOf(campaign), campaign.handed_before, campaign.handed)
      : { plan: null, kept: [] };
    const settled = { settled_edition: campaign.superior_edition };
    // The bureau's plan still rests on the edition before: with the next one, what it left out is shown again.
    const taken = { ...settled, handed_before: JSON.stringify(campaign.handed) };
    const words = take
      ? [
          `采用第 ${edition} 版的修订`,
          kept.length > 0 && `本局已改过、保留不变的：${kept.join('、')}`,
          opinion,
        ]
      : [`不改本局方案：${opinion}`];
    const said = words.filter(Boolean).join('；');
    if (plan) await revise(context, { campaign, members }, plan, `按上级方案修订：${said}`, taken);
    else await saveCampaign(context.tx, id, version, settled);
    await writeEvent(context, campaign, 'settle', said);
    await context.jobs.add(tellUpType, { campaignId: id });
    return {
      result: await campaignDetail(context, id),
      audit: { on: id, why: said, before: { plan: planOf(campaign) }, after: { edition, take, plan } },
    };
  },
});
