import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHASE_KINDS } from '@wangjian/core/campaign.ts';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CampaignPlan } from './contract.ts';

const FOLDER = join(import.meta.dirname, '../../../../../catalog/campaigns');

const Products = z.strictObject({
  products: z.array(
    z.strictObject({ id: z.string(), name: z.string(), words: z.array(z.string().min(1)).min(1) }),
  ),
});
/** Day of the year, `MM-DD`. */
const MonthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const Preset = z.strictObject({
  id: z.string(),
  name: z.string(),
  source: z.string(),
  aim: z.string(),
  startsOn: MonthDay,
  endsOn: MonthDay,
  phases: z.array(
    z.strictObject({ kind: z.enum(PHASE_KINDS), from: MonthDay, to: MonthDay, content: z.string() }),
  ),
  midtermOn: MonthDay.nullable(),
  finalOn: MonthDay.nullable(),
  casesWanted: z.int(),
  monthlyCheck: z.boolean(),
  items: z.array(z.strictObject({ title: z.string(), content: z.string() })),
});
const Presets = z.strictObject({ presets: z.array(Preset) });

const read = <Schema extends z.ZodType>(schema: Schema, file: string) =>
  schema.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));

let products: z.output<typeof Products>['products'] | undefined;
/** 重点商品类目 with the words that tell them; read once. */
export function productCategories() {
  products ??= read(Products, 'products.yaml').products;
  return products;
}

let presets: z.output<typeof Presets>['presets'] | undefined;
/** Plans to begin with, put into a year; every word and day of them may be changed. */
export function presetPlans(year: number) {
  presets ??= read(Presets, 'presets.yaml').presets;
  const day = (monthDay: string) => `${year}-${monthDay}`;
  return presets.map(({ id, name, source, items, phases, ...preset }) => ({
    id,
    name,
    source,
    plan: {
      basis: '',
      aim: preset.aim,
      reportTo: '',
      copiesTo: '',
      startsOn: day(preset.startsOn),
      endsOn: day(preset.endsOn),
      phases: phases.map((phase) => ({ ...phase, from: day(phase.from), to: day(phase.to) })),
      goals: [],
      scope: { kinds: [], forms: [], regions: [], violations: [], products: [], keywords: [] },
      items: items.map((item, at) => ({
        id: `item-${at + 1}`,
        ...item,
        leader: '',
        office: '',
        orgIds: [],
        dueOn: null,
      })),
      midtermOn: preset.midtermOn && day(preset.midtermOn),
      finalOn: preset.finalOn && day(preset.finalOn),
      casesWanted: preset.casesWanted,
      monthlyCheck: preset.monthlyCheck,
      patrolEvery: 'none',
    } satisfies Omit<CampaignPlan, 'name'>,
  }));
}
