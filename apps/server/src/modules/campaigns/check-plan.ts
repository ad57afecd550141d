import { AppError, type FieldProblem } from '@wangjian/core/errors.ts';
import type { RegionTree } from '@wangjian/core/regions.ts';
import { ruleBook } from '../findings/service.ts';
import type { UnitTree } from '../officers/service.ts';
import { productCategories } from './catalog.ts';
import type { CampaignPlan } from './contract.ts';
import type { OfficeBelow } from './hand-down.ts';

/**
 * Refuses a plan that contradicts itself or names what is not there: days out of order, units or regions of another
 * bureau, unknown violation types or products. Throws `invalid_input` with every field that is wrong.
 */
export function checkPlan(
  plan: CampaignPlan,
  {
    tree,
    regions,
    region,
    below,
    binding,
  }: {
    tree: UnitTree;
    regions: RegionTree;
    region: string;
    /** Head offices of bureaus below, which may be named beside the own units. */
    below: readonly OfficeBelow[];
    /** What a superior handed down: its days are not put off, its tasks not left out. */
    binding: CampaignPlan | null;
  },
): void {
  const problems: FieldProblem[] = [];
  const complain = (path: string, message: string) => problems.push({ path, message });
  if (plan.endsOn < plan.startsOn) complain('endsOn', '结束日期早于开始日期');
  plan.phases.forEach((phase, at) => {
    if (phase.to < phase.from) complain(`phases.${at}.to`, `第 ${at + 1} 个阶段的止日早于起日`);
    else if (phase.from < plan.startsOn || phase.to > plan.endsOn)
      complain(`phases.${at}`, `第 ${at + 1} 个阶段不在行动的起止日期之内`);
  });
  for (const [path, day, name] of [
    ['midtermOn', plan.midtermOn, '中期工作总结'],
    ['finalOn', plan.finalOn, '全面工作总结'],
  ] as const) {
    if (day !== null && day < plan.startsOn) complain(path, `${name}的报送期限早于行动开始`);
  }
  if (plan.midtermOn !== null && plan.finalOn !== null && plan.midtermOn >= plan.finalOn)
    complain('midtermOn', '中期总结的期限应早于全面总结');
  const seen = new Set<string>();
  const within = new Set(regions.within(region));
  plan.items.forEach((item, at) => {
    if (seen.has(item.id)) complain(`items.${at}.id`, `第 ${at + 1} 项任务的编号重复`);
    seen.add(item.id);
    for (const orgId of new Set(item.orgIds)) {
      if (below.some(({ id }) => id === orgId)) continue;
      const unit = tree.find(orgId);
      if (!unit?.active) complain(`items.${at}.orgIds`, `第 ${at + 1} 项任务的责任单位不存在或已停用`);
      else if (!within.has(unit.region))
        complain(`items.${at}.orgIds`, `“${unit.name}”不在本单位辖区内，不能下达任务`);
    }
    if (item.dueOn !== null && item.dueOn < plan.startsOn)
      complain(`items.${at}.dueOn`, `第 ${at + 1} 项任务的时限早于行动开始`);
  });
  for (const id of plan.scope.violations)
    if (!ruleBook().catalog.violations.has(id)) complain('scope.violations', `没有违法类型“${id}”`);
  const products = new Set(productCategories().map(({ id }) => id));
  for (const id of plan.scope.products)
    if (!products.has(id)) complain('scope.products', `没有商品类目“${id}”`);
  for (const code of plan.scope.regions) {
    if (!within.has(code)) complain('scope.regions', `“${regions.fullName(code)}”不在本单位辖区内`);
  }
  if (binding) {
    for (const [path, name] of [
      ['midtermOn', '中期工作总结'],
      ['finalOn', '全面工作总结'],
    ] as const) {
      const latest = binding[path];
      const own = plan[path];
      if (latest !== null && (own === null || own > latest))
        complain(path, `上级要求${latest}前报送${name}，本局的期限不能晚于这一天`);
    }
    const held = new Set(plan.items.map(({ id }) => id));
    for (const item of binding.items)
      if (!held.has(item.id)) complain('items', `“${item.title}”是上级下达的任务，不能删去`);
  }
  if (problems.length > 0)
    throw new AppError('invalid_input', problems.map(({ message }) => message).join('；'), { problems });
}
