import { addDays, addMonths, type PlainDate, weekdayOf } from '@wangjian/core/plain-date.ts';
import type { z } from 'zod';
import { scopeOf } from '../../../platform/actor.ts';
import { inScope } from '../../../platform/scope.ts';
import { type ReadContext, readCase } from '../../../platform/use-case.ts';
import { ruleBook } from '../../findings/service.ts';
import { unitsOfBureau } from '../../officers/service.ts';
import type { Period } from '../annex2/count.ts';
import { checkedPeriod } from '../annex2/service.ts';
import * as contract from '../contract.ts';
import { categoriesOf, count, NO_CATEGORY, spanOf, total, totalsBy } from './count.ts';
import { MEASURES, type Measure, type MeasureId } from './measures.ts';
import { placeOf } from './place.ts';

type BoardQuery = z.output<NonNullable<typeof contract.getBoardRegions.query>>;

/** Numbers that are shown by region, over time and by type; in these orders. */
const BY_REGION = [
  'leads',
  'findings',
  'sites',
  'checks-online',
  'checks-on-site',
  'leads-closed',
  'cases-filed',
  'deadlines-missed',
] as const satisfies readonly MeasureId[];
const OVER_TIME = [
  'findings',
  'confirmed',
  'leads',
  'leads-closed',
  'checks-online',
  'checks-on-site',
  'cases-filed',
  'deadlines-kept',
  'deadlines-missed',
] as const satisfies readonly MeasureId[];
const BY_TYPE = ['findings', 'confirmed', 'leads', 'cases-filed'] as const satisfies readonly MeasureId[];
const OF_UNITS = [
  'leads-closed',
  'leads-proven',
  'deadlines-due',
  'deadlines-kept',
  'reviewed',
  'sent-back',
  'corrections',
  'corrected',
] as const satisfies readonly MeasureId[];

async function asked(context: ReadContext, { region, org, from, to }: BoardQuery) {
  const period = checkedPeriod({ from, to });
  return {
    period,
    place: await placeOf(context, { region, org }),
    span: spanOf(period, context.clock.now()),
  };
}

/** Measures that a place can be counted by. */
const countable = (ids: readonly MeasureId[], orgIds: readonly string[] | null) =>
  ids.filter((id) => orgIds === null || !(MEASURES[id] as Measure).unitless);

export const getBoardRegions = readCase({
  action: 'report.board-regions',
  title: '查看看板：按区域',
  permission: 'report.read',
  input: contract.getBoardRegions.query!,
  async run(context, query) {
    const { tx, actor, regions } = context;
    const { place, span } = await asked(context, query);
    const ids = countable(BY_REGION, place.orgIds);
    const top = place.region ?? context.actor.region;
    const inner = regions.all.filter(({ parent }) => parent === top);
    const seen = scopeOf(actor, 'report.read', regions);
    const mine = (code: string) => inScope(seen, { bureau: regions.bureauOf(code), region: code });
    /** The child in which a region lies; what lies in none is the region's own. */
    const childOf = (code: string) => {
      const line = regions.ancestors(code);
      return line[line.indexOf(top) - 1] ?? top;
    };
    const groups = await count(tx, ids, { ...place, regions: place.regions ?? null }, span, 'region');
    const byChild = totalsBy(groups, ids, ({ region }) => [childOf(region ?? top)]);
    const none = total([], ids);
    const line = regions.ancestors(top).filter(mine).toReversed();
    return {
      result: {
        line: (line.length > 0 ? line : [top]).map((code) => ({ code, name: regions.get(code).name })),
        items: [
          ...inner.filter(({ code }) => mine(code) || byChild.has(code)),
          ...(byChild.has(top) || inner.length === 0 ? [regions.get(top)] : []),
        ].map(({ code, name }) => ({
          region: code,
          name: code === top && inner.length > 0 ? `${name}本级` : name,
          own: code === top,
          inner: code !== top && regions.within(code).length > 1,
          values: byChild.get(code) ?? none,
        })),
      },
      audit: 'plain',
    };
  },
});

/** The stretches of a period by day, week (from Monday) or month, without gaps. */
export function stretches({ from, to }: Period, step: 'day' | 'week' | 'month'): Period[] {
  const all: Period[] = [];
  for (let begin = from as PlainDate; begin <= to; ) {
    const last =
      step === 'day'
        ? begin
        : step === 'week'
          ? addDays(begin, 7 - weekdayOf(begin))
          : addDays(addMonths(`${begin.slice(0, 7)}-01` as PlainDate, 1), -1);
    all.push({ from: begin, to: last < to ? last : to });
    begin = addDays(last, 1);
  }
  return all;
}

export const getBoardTrend = readCase({
  action: 'report.board-trend',
  title: '查看看板：趋势',
  permission: 'report.read',
  input: contract.getBoardTrend.query!,
  async run(context, { step, ...query }) {
    const { period, place, span } = await asked(context, query);
    const ids = countable(OVER_TIME, place.orgIds);
    const parts = stretches(period, step);
    const startOf = new Map<string, string>();
    for (const part of parts) {
      for (let day = part.from as PlainDate; day <= part.to; day = addDays(day, 1))
        startOf.set(day, part.from);
    }
    const byPart = totalsBy(await count(context.tx, ids, place, span, 'day'), ids, ({ day }) => [
      startOf.get(day ?? ''),
    ]);
    const none = total([], ids);
    return {
      result: {
        items: parts.map(({ from, to }) => ({
          from,
          to,
          name: step === 'month' ? from.slice(0, 7) : from,
          values: byPart.get(from) ?? none,
        })),
      },
      audit: 'plain',
    };
  },
});

export const getBoardTypes = readCase({
  action: 'report.board-types',
  title: '查看看板：按违法类型',
  permission: 'report.read',
  input: contract.getBoardTypes.query!,
  async run(context, query) {
    const { place, span } = await asked(context, query);
    const ids = countable(BY_TYPE, place.orgIds);
    const groups = await count(context.tx, ids, place, span, 'types');
    const book = ruleBook();
    const byCategory = totalsBy(groups, ids, categoriesOf);
    const byViolation = totalsBy(groups, ids, ({ violations = [] }) => violations);
    const categories = [...book.catalog.categories].map(([id, name]) => ({ id, name }));
    const none = total([], ids);
    const largest = (values: Readonly<Record<string, number>>) => Math.max(0, ...Object.values(values));
    return {
      result: {
        categories: [
          ...categories.map((one) => ({ ...one, values: byCategory.get(one.id) ?? none })),
          ...(byCategory.has(NO_CATEGORY)
            ? [{ id: NO_CATEGORY, name: '违法类型未定', values: byCategory.get(NO_CATEGORY) ?? none }]
            : []),
        ],
        violations: [...byViolation]
          .map(([id, values]) => ({ id, name: book.violationName(id), values }))
          .sort((a, b) => largest(b.values) - largest(a.values) || a.id.localeCompare(b.id)),
      },
      audit: 'plain',
    };
  },
});

const closedAny = ({ values }: { readonly values: Readonly<Record<string, number>> }) =>
  (values['leads-closed'] ?? 0) > 0;

const share = (part = 0, whole = 0) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10);

/** 办理质量: what each unit itself ended in the period, and how. */
export const getBoardUnits = readCase({
  action: 'report.board-units',
  title: '查看看板：各单位办理质量',
  permission: 'report.read',
  input: contract.getBoardUnits.query!,
  async run(context, query) {
    const { place, span } = await asked(context, query);
    const byUnit = totalsBy(await count(context.tx, OF_UNITS, place, span, 'org'), OF_UNITS, (group) => [
      group.org_id ?? undefined,
    ]);
    const trees = await Promise.all(place.bureaus.map((bureau) => unitsOfBureau(context.tx, bureau)));
    const nameOf = (id: string) => trees.find((tree) => tree.find(id))?.fullName(id) ?? '—';
    const items = [...byUnit]
      .filter(([, values]) => Object.values(values).some((value) => value > 0))
      .map(([org, values]) => {
        const proven = share(values['leads-proven'], values['leads-closed']);
        const onTime = share(values['deadlines-kept'], values['deadlines-due']);
        const sentBack = share(values['sent-back'], values.reviewed);
        const corrected = share(values.corrected, values.corrections);
        const parts = [proven, onTime, sentBack === null ? null : 100 - sentBack, corrected].flatMap(
          (part) => part ?? [],
        );
        const score =
          parts.length === 0
            ? null
            : share(
                parts.reduce((a, b) => a + b, 0),
                parts.length * 100,
              );
        return { org, name: nameOf(org), values, proven, onTime, sentBack, corrected, score };
      })
      // A unit that closed nothing stands behind those that did, whatever its other shares.
      .sort(
        (a, b) =>
          Number(closedAny(b)) - Number(closedAny(a)) ||
          (b.score ?? -1) - (a.score ?? -1) ||
          a.name.localeCompare(b.name, 'zh-CN'),
      );
    return { result: { items }, audit: 'plain' };
  },
});
