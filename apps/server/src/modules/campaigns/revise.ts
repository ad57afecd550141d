import { AppError } from '@wangjian/core/errors.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import { checkPlan } from './check-plan.ts';
import type { CampaignPlan } from './contract.ts';
import { pathOf } from './course.ts';
import { handDownToBureaus, officesBelow } from './hand-down.ts';
import { handDown } from './issue.ts';
import type { Members } from './members.ts';
import { type CampaignRow, saveCampaign } from './store.ts';
import type { CampaignsTable } from './tables.ts';
import { bindingPlan } from './under-superior.ts';

/** The columns of a plan. */
export const columnsOf = (plan: CampaignPlan) => ({
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

/** A plan as the row will read once it is saved. */
export const rowOf = (plan: CampaignPlan) => ({
  name: plan.name,
  basis: plan.basis,
  aim: plan.aim,
  report_to: plan.reportTo,
  copies_to: plan.copiesTo,
  starts_on: plan.startsOn,
  ends_on: plan.endsOn,
  phases: plan.phases,
  goals: plan.goals,
  scope: plan.scope,
  items: plan.items,
  midterm_on: plan.midtermOn,
  final_on: plan.finalOn,
  cases_wanted: plan.casesWanted,
  monthly_check: plan.monthlyCheck,
  patrol_every: plan.patrolEvery,
});

/** An issued plan must give somebody something to do. */
export function refuseEmptyPlan(items: CampaignPlan['items']): void {
  if (items.some(({ orgIds }) => orgIds.length > 0)) return;
  throw new AppError('invalid_input', '方案还没有把任务分解到单位，请至少为一项任务选择责任单位', {
    problems: [{ path: 'items', message: '没有责任单位' }],
  });
}

type Change = Partial<Pick<CampaignsTable, 'settled_edition'>> & { readonly handed_before?: string };

/**
 * Saves a changed plan. An issued one goes on to the units (tasks, terms, news) and, as a new edition, to the bureaus
 * below, which decide on it themselves.
 */
export async function revise(
  context: WriteContext,
  { campaign, members }: { readonly campaign: CampaignRow; readonly members: Members },
  plan: CampaignPlan,
  reason: string,
  more: Change = {},
): Promise<void> {
  const { tx, regions } = context;
  const issued = campaign.status !== 'draft';
  if (issued) refuseEmptyPlan(plan.items);
  checkPlan(plan, {
    tree: members.tree,
    regions,
    region: campaign.region,
    below: await officesBelow(tx, regions, campaign),
    // With a superior's new edition taken over, that edition binds.
    binding: more.handed_before === undefined ? bindingPlan(campaign) : campaign.handed,
  });
  await saveCampaign(tx, campaign.id, campaign.version, {
    ...columnsOf(plan),
    ...more,
    ...(issued ? { edition: campaign.edition + 1, edition_reason: reason } : {}),
  });
  if (!issued) return;
  const revised = { ...campaign, ...rowOf(plan), edition: campaign.edition + 1 };
  await handDown(context, revised, members.tree);
  await handDownToBureaus(context, revised);
  for (const { org_id } of members.units)
    await notify(context, {
      to: { orgId: org_id, permission: 'report.submit', upward: true },
      kind: 'notice',
      title: `专项行动方案有修订：${plan.name}`,
      text: reason,
      path: pathOf(campaign.id, 'tasks'),
      on: campaign.id,
    });
}
