import { CAMPAIGN_MEASURES, type CampaignMeasure } from '@wangjian/core/campaign.ts';
import type { CampaignPlan } from '@wangjian/server/modules/campaigns/contract.ts';

/** The plan as its form holds it: goals in the unit that officers speak of. */
export type PlanValues = Omit<CampaignPlan, 'goals'> & {
  readonly goals: { readonly measure?: CampaignMeasure; readonly target?: number | null }[];
};

/** 分 in a 万元. */
const TEN_THOUSANDS = 1_000_000;
const isMoney = (measure: CampaignMeasure) => CAMPAIGN_MEASURES[measure].unit === '万元';

/** A number of a measure in words: 罚没款 in 万元, everything else as it is. */
export function measureText(measure: CampaignMeasure, value: number): string {
  return isMoney(measure)
    ? (value / TEN_THOUSANDS).toLocaleString('zh-CN', { maximumFractionDigits: 6 })
    : value.toLocaleString('zh-CN');
}

/** What the form shows of a plan. */
export function toForm(plan: CampaignPlan): PlanValues {
  return {
    ...plan,
    goals: plan.goals.map(({ measure, target }) => ({
      measure,
      target: isMoney(measure) ? target / TEN_THOUSANDS : target,
    })),
  };
}

/** What is sent of the form: empty goals fall out, days that were cleared are none. */
export function fromForm(values: PlanValues): CampaignPlan {
  const day = (value: string | null | undefined) => value || null;
  return {
    ...values,
    basis: values.basis ?? '',
    aim: values.aim ?? '',
    reportTo: values.reportTo ?? '',
    copiesTo: values.copiesTo ?? '',
    midtermOn: day(values.midtermOn),
    finalOn: day(values.finalOn),
    phases: (values.phases ?? []).map((phase) => ({ ...phase, content: phase.content ?? '' })),
    goals: (values.goals ?? []).flatMap(({ measure, target }) =>
      measure && target
        ? [{ measure, target: isMoney(measure) ? Math.round(target * TEN_THOUSANDS) : Math.round(target) }]
        : [],
    ),
    items: (values.items ?? []).map((item) => ({
      ...item,
      content: item.content ?? '',
      leader: item.leader ?? '',
      office: item.office ?? '',
      orgIds: item.orgIds ?? [],
      dueOn: day(item.dueOn),
    })),
  };
}

/** An id for an item that is not yet in the plan. */
export function freshItemId(items: readonly { readonly id?: string }[]): string {
  const numbers = items.map(({ id }) => Number(/^item-(\d+)$/.exec(id ?? '')?.[1] ?? 0));
  return `item-${Math.max(0, ...numbers) + 1}`;
}
