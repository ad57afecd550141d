import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { useCase, type WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { unitsOfBureau } from '../officers/service.ts';
import { checkPlan } from './check-plan.ts';
import * as contract from './contract.ts';
import { pathOf, writeEvent } from './course.ts';
import { directing } from './direct.ts';
import { handDown } from './issue.ts';
import { campaignDetail, planOf } from './present.ts';
import { type CampaignRow, insertCampaign, saveCampaign, tasksOf, unitsOf } from './store.ts';
import { dropTerms } from './terms.ts';

/** The columns of a plan. */
const columnsOf = (plan: contract.CampaignPlan) => ({
  name: plan.name,
  basis: plan.basis,
  aim: plan.aim,
  report_to: plan.reportTo,
  copies_to: plan.copiesTo,
  starts_on: plan.startsOn,
  ends_on: plan.endsOn,
  phases: JSON.stringify(plan.phases),
  goals: JSON.stringify(plan.goals),
  scope: JSON.stringify(plan.scope),
  items: JSON.stringify(plan.items),
  midterm_on: plan.midtermOn,
  final_on: plan.finalOn,
  cases_wanted: plan.casesWanted,
  monthly_check: plan.monthlyCheck,
  patrol_every: plan.patrolEvery,
});

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
    checkPlan(plan, { tree, regions, region });
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
    const { tx, regions } = context;
    const { campaign, members } = await directing(context, id, 'edit', version);
    if (campaign.status !== 'draft') {
      if (reason.length < 2) throw new AppError('invalid_input', '方案已经印发，修订要写明理由');
      refuseEmptyPlan(plan.items);
    }
    checkPlan(plan, { tree: members.tree, regions, region: campaign.region });
    await saveCampaign(tx, id, version, columnsOf(plan));
    if (campaign.status !== 'draft') {
      await handDown(context, { ...campaign, ...rowOf(plan) }, members.tree);
      for (const { org_id } of members.units)
        await notify(context, {
          to: { orgId: org_id, permission: 'report.submit', upward: true },
          kind: 'notice',
          title: `专项行动方案有修订：${plan.name}`,
          text: reason,
          path: pathOf(id, 'tasks'),
          on: id,
        });
    }
    await writeEvent(context, campaign, 'edit', reason);
    return {
      result: await campaignDetail(context, id),
      audit: { on: id, why: reason || null, before: planOf(campaign), after: plan },
    };
  },
});

/** A plan as the row will read once it is saved. */
const rowOf = (plan: contract.CampaignPlan) => ({
  name: plan.name,
  starts_on: plan.startsOn,
  ends_on: plan.endsOn,
  items: plan.items,
  midterm_on: plan.midtermOn,
  final_on: plan.finalOn,
});

function refuseEmptyPlan(items: contract.CampaignPlan['items']): void {
  if (items.some(({ orgIds }) => orgIds.length > 0)) return;
  throw new AppError('invalid_input', '方案还没有把任务分解到单位，请至少为一项任务选择责任单位', {
    problems: [{ path: 'items', message: '没有责任单位' }],
  });
}

type Effect = (context: WriteContext, campaign: CampaignRow) => Promise<void>;

const step = (
  action: 'issue' | 'start' | 'sum-up' | 'resume' | 'close' | 'cancel',
  title: string,
  change: (today: string) => Partial<Pick<CampaignRow, 'issued_on' | 'closed_on'>> = () => ({}),
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
      await saveCampaign(context.tx, id, version, { status, ...change(dayInChina(context.clock.now())) });
      await effect?.(context, { ...campaign, status });
      await writeEvent(context, campaign, action, opinion);
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
  (today) => ({ issued_on: today }),
  async (context, campaign) => handDown(context, campaign, await unitsOfBureau(context.tx, campaign.bureau)),
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
