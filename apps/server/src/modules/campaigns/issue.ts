import { bureauOfId } from '@wangjian/core/ids.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { notify } from '../inbox/service.ts';
import type { UnitTree } from '../officers/service.ts';
import type { CampaignItemOfPlan } from './contract.ts';
import { pathOf } from './course.ts';
import { type CampaignRow, insertTask, insertUnit, saveTask, saveUnit, tasksOf, unitsOf } from './store.ts';
import { keepReportTerms, keepTaskTerm } from './terms.ts';
import { moveTask } from './work-lifecycle.ts';
import { reportsOf } from './work-store.ts';

/** Units of the own bureau among those that items name. */
const unitsWithin = (bureau: string, items: readonly CampaignItemOfPlan[]): string[] =>
  items.flatMap(({ orgIds }) => orgIds).filter((orgId) => bureauOfId(orgId) === bureau);

/** What a unit is told of one item. */
const wordsOf = (item: CampaignItemOfPlan, seq: number) => ({
  seq,
  title: item.title,
  content: item.content,
  leader: item.leader,
  office: item.office,
  due_on: item.dueOn,
});

/**
 * Brings units, tasks and terms in line with the plan: new ones are handed down and told of, those that the plan no
 * longer has are taken back, what a unit already did stays.
 */
export async function handDown(context: WriteContext, campaign: CampaignRow, tree: UnitTree): Promise<void> {
  const { tx, newId } = context;
  const { bureau, id: campaignId } = campaign;
  // Bureaus below get a campaign of their own (hand-down.ts).
  const wanted = new Set(unitsWithin(bureau, campaign.items));
  const known = await unitsOf(tx, campaignId);
  for (const unit of known)
    if (unit.withdrawn === wanted.has(unit.org_id))
      await saveUnit(tx, unit.id, { withdrawn: !unit.withdrawn });
  const fresh = [...wanted].filter((orgId) => !known.some(({ org_id }) => org_id === orgId));
  for (const orgId of fresh) {
    const unit = tree.find(orgId)!;
    await insertUnit(tx, {
      bureau,
      id: newId('campaignunit', bureau),
      region: unit.region,
      campaign_id: campaignId,
      org_id: orgId,
      org_name: tree.fullName(orgId),
      received_at: null,
      received_by_name: null,
    });
    await notify(context, {
      to: { orgId, permission: 'report.submit', upward: true },
      kind: 'task',
      title: `专项行动方案已印发，请签收：${campaign.name}`,
      text: `${campaign.starts_on} 至 ${campaign.ends_on}，您单位的任务见“任务分解”。`,
      path: pathOf(campaignId, 'tasks'),
      on: campaignId,
    });
  }
  await handDownTasks(context, campaign, tree);
  const reports = await reportsOf(tx, campaignId);
  for (const unit of await unitsOf(tx, campaignId)) await keepReportTerms(context, campaign, unit, reports);
}

async function handDownTasks(context: WriteContext, campaign: CampaignRow, tree: UnitTree): Promise<void> {
  const { tx, newId } = context;
  const { bureau, id: campaignId } = campaign;
  const known = new Map((await tasksOf(tx, campaignId)).map((task) => [`${task.item} ${task.org_id}`, task]));
  for (const [at, item] of campaign.items.entries()) {
    for (const orgId of new Set(unitsWithin(bureau, [item]))) {
      const task = known.get(`${item.id} ${orgId}`);
      known.delete(`${item.id} ${orgId}`);
      const words = wordsOf(item, at + 1);
      if (task) {
        const status = moveTask(task.status, 'renew');
        await saveTask(tx, task, { ...words, status });
        await keepTaskTerm(context, campaign, { ...task, ...words, status });
        continue;
      }
      const row = {
        ...words,
        bureau,
        id: newId('campaigntask', bureau),
        region: tree.find(orgId)!.region,
        campaign_id: campaignId,
        item: item.id,
        org_id: orgId,
        org_name: tree.fullName(orgId),
        status: 'assigned' as const,
        progress: null,
        progress_at: null,
        done_on: null,
      };
      await insertTask(tx, row);
      await keepTaskTerm(context, campaign, row);
    }
  }
  for (const task of known.values()) {
    if (task.status === 'withdrawn') continue;
    const status = moveTask(task.status, 'withdraw');
    await saveTask(tx, task, { status });
    await keepTaskTerm(context, campaign, { ...task, status });
  }
}
