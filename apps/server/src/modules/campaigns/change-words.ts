import { PATROL_EVERY_NAMES, PHASE_NAMES } from '@wangjian/core/campaign.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { CampaignPlan } from './contract.ts';
import type { PlanChange } from './handed-plan.ts';
import { scopeInWords } from './scope.ts';

/** One part or item of a plan in words, for showing what a superior changed; `—` where there is nothing. */
export function partInWords(
  plan: CampaignPlan,
  { part, item }: Pick<PlanChange, 'part' | 'item'>,
  regions: RegionTree,
): string {
  if (part === 'items') {
    const found = plan.items.find(({ id }) => id === item);
    if (!found) return '—';
    return [found.title, found.content, found.office, found.dueOn && `${found.dueOn} 前完成`]
      .filter(Boolean)
      .join('；');
  }
  if (part === 'phases')
    return plan.phases
      .map(
        ({ kind, from, to, content }) => `${PHASE_NAMES[kind]} ${from} 至 ${to}${content && `：${content}`}`,
      )
      .join('\n');
  if (part === 'scope') return scopeInWords(plan.scope, regions).join('；');
  if (part === 'monthlyCheck') return plan.monthlyCheck ? '每月至少一次' : '不要求';
  if (part === 'patrolEvery') return PATROL_EVERY_NAMES[plan.patrolEvery];
  if (part === 'casesWanted') return `不少于 ${plan.casesWanted} 件`;
  return plan[part] || '—';
}
