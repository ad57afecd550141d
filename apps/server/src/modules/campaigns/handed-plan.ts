import { isDeepStrictEqual } from 'node:util';
import type { RegionTree } from '@wangjian/core/regions.ts';
import type { CampaignPlan } from './contract.ts';

/** Items that came from a superior carry this before their id, so that those of the bureau itself never meet them. */
const FROM_ABOVE = 's-';

/**
 * What a bureau below is given of a plan: its own items (not who else has which), days, scope within its own region,
 * and to whom it reports. Goals are the superior's sum and stay with it.
 */
export function handedPlan(
  plan: CampaignPlan,
  to: { readonly orgId: string; readonly bureau: string },
  from: { readonly orgName: string },
  regions: RegionTree,
): CampaignPlan {
  const inside = plan.scope.regions.filter((code) => regions.contains(to.bureau, code));
  const whole = plan.scope.regions.some((code) => regions.contains(code, to.bureau));
  return {
    ...plan,
    basis: `${from.orgName}《${plan.name}》`.slice(0, 500),
    reportTo: from.orgName,
    copiesTo: '',
    goals: [],
    scope: { ...plan.scope, regions: whole ? [] : inside },
    items: plan.items
      .filter(({ orgIds }) => orgIds.includes(to.orgId))
      .map((item) => ({ ...item, id: `${FROM_ABOVE}${item.id}`.slice(0, 40), orgIds: [], leader: '' })),
  };
}

/** Parts of a plan in which a superior's change is shown and taken over, with their names. */
const PARTS = {
  name: '行动名称',
  basis: '依据',
  aim: '工作目标',
  reportTo: '报送上级机关',
  startsOn: '开始日期',
  endsOn: '结束日期',
  phases: '工作步骤',
  scope: '范围',
  midtermOn: '中期总结期限',
  finalOn: '全面总结期限',
  casesWanted: '典型案例件数',
  monthlyCheck: '每月线上检查',
  patrolEvery: '自动监测',
} as const satisfies Partial<Record<keyof CampaignPlan, string>>;
type Part = keyof typeof PARTS;
const PART_IDS = Object.keys(PARTS) as Part[];

/** One difference between two editions of a superior's plan. */
export interface PlanChange {
  readonly name: string;
  readonly kind: 'changed' | 'added' | 'removed';
  readonly part: Part | 'items';
  readonly item: string | null;
}

/** The words of an item that a superior decides; who does it, is the bureau's own. */
const words = ({ title, content, office, dueOn }: CampaignPlan['items'][number]) => ({
  title,
  content,
  office,
  dueOn,
});

/** What a superior changed between two editions, part by part and item by item. */
export function changesBetween(before: CampaignPlan, after: CampaignPlan): PlanChange[] {
  const parts = PART_IDS.filter((part) => !isDeepStrictEqual(before[part], after[part]));
  const earlier = new Map(before.items.map((item) => [item.id, item]));
  const later = new Map(after.items.map((item) => [item.id, item]));
  return [
    ...parts.map((part) => ({ name: PARTS[part], kind: 'changed' as const, part, item: null })),
    ...after.items.flatMap((item): PlanChange[] => {
      const old = earlier.get(item.id);
      if (old && isDeepStrictEqual(words(old), words(item))) return [];
      return [{ name: `任务“${item.title}”`, kind: old ? 'changed' : 'added', part: 'items', item: item.id }];
    }),
    ...before.items
      .filter(({ id }) => !later.has(id))
      .map((item) => ({
        name: `任务“${item.title}”`,
        kind: 'removed' as const,
        part: 'items' as const,
        item: item.id,
      })),
  ];
}

/**
 * Takes a superior's changes into the bureau's own plan. What the bureau itself had changed is never overwritten: it
 * stays, and is named in `kept`. Units, leaders and items of the bureau's own stay in any case.
 */
export function takeOver(
  own: CampaignPlan,
  before: CampaignPlan,
  after: CampaignPlan,
): { readonly plan: CampaignPlan; readonly kept: readonly string[] } {
  const kept: string[] = [];
  const plan: CampaignPlan = structuredClone(own);
  const take = <Key extends Part>(part: Key) => {
    plan[part] = structuredClone(after[part]);
  };
  const held = new Map(own.items.map((item) => [item.id, item]));
  const earlier = new Map(before.items.map((item) => [item.id, item]));
  for (const { name, kind, part, item } of changesBetween(before, after)) {
    if (part !== 'items') {
      if (isDeepStrictEqual(own[part], before[part])) take(part);
      else if (!isDeepStrictEqual(own[part], after[part])) kept.push(name);
      continue;
    }
    const mine = held.get(item ?? '');
    const old = earlier.get(item ?? '');
    const fresh = after.items.find(({ id }) => id === item);
    const untouched = mine !== undefined && old !== undefined && isDeepStrictEqual(words(mine), words(old));
    if (kind === 'removed') {
      if (untouched) plan.items = plan.items.filter(({ id }) => id !== item);
      else if (mine) kept.push(name);
    } else if (mine === undefined) plan.items.push(structuredClone(fresh!));
    else if (untouched || old === undefined)
      plan.items = plan.items.map((one) => (one.id === item ? { ...one, ...words(fresh!) } : one));
    else if (!isDeepStrictEqual(words(mine), words(fresh!))) kept.push(name);
  }
  return { plan, kept };
}
