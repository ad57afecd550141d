import type { z } from 'zod';
import { type ReadContext, readCase } from '../../../platform/use-case.ts';
import { annex1 } from '../../inspections/service.ts';
import type { Period } from '../annex2/count.ts';
import { periodBefore, periodInWords, periodLastYear } from '../annex2/period.ts';
import { checkedPeriod } from '../annex2/service.ts';
import { reportingUnit } from '../annex2/unit.ts';
import * as contract from '../contract.ts';
import { count, countedOnce, type Place, spanOf, total, totalsBy } from './count.ts';
import type { MeasureId } from './measures.ts';

/** 附件1汇总 as it is answered and written to files. */
export type Annex1Sums = z.output<NonNullable<typeof contract.getAnnex1Sums.result>>;

const BOXES = [
  'annex1-checked',
  'annex1-problems',
  'annex1-rectified',
] as const satisfies readonly MeasureId[];
const CHECKS = ['checks-online', 'checks-on-site'] as const satisfies readonly MeasureId[];

/** The checks of one period, and their boxes by `row side`. */
async function countPeriod({ tx, clock }: ReadContext, place: Place, period: Period) {
  const span = spanOf(period, clock.now());
  const boxes = await count(tx, BOXES, place, span, 'box');
  return {
    checks: total(await count(tx, CHECKS, place, span), CHECKS),
    boxes: totalsBy(boxes, BOXES, ({ category, kind }) => [`${category} ${kind}`]),
  };
}

/** 附件1汇总: in each row of the form, online and on site, what was checked, what was wrong, what was put right. */
export const getAnnex1Sums = readCase({
  action: 'report.annex1',
  title: '查看附件1检查情况汇总',
  permission: 'report.read',
  input: contract.getAnnex1Sums.query!,
  async run(context, { org, ...asked }) {
    const period = checkedPeriod(asked);
    const { id, name, bureaus, orgIds } = await reportingUnit(context, org);
    const place: Place = { bureaus, regions: null, orgIds };
    const counted = countedOnce((one: Period) => countPeriod(context, place, one));
    const now = await counted(period);
    const before = await counted(periodBefore(period));
    const lastYear = await counted(periodLastYear(period));
    const checks = (measure: MeasureId) => ({
      value: now.checks[measure] ?? 0,
      before: before.checks[measure] ?? 0,
      lastYear: lastYear.checks[measure] ?? 0,
    });
    const box = (row: string, side: string, measure: MeasureId) => {
      const key = `${row} ${side}`;
      const of = ({ boxes }: typeof now) => boxes.get(key)?.[measure] ?? 0;
      return { value: of(now), before: of(before), lastYear: of(lastYear) };
    };
    const sideOf = (row: string, side: 'online' | 'on-site') => ({
      checked: box(row, side, 'annex1-checked'),
      problems: box(row, side, 'annex1-problems'),
      rectified: box(row, side, 'annex1-rectified'),
    });
    const result: Annex1Sums = {
      title: '网络交易市场网上检查情况汇总表',
      org: { id, name },
      ...period,
      period: periodInWords(period),
      online: checks('checks-online'),
      onSite: checks('checks-on-site'),
      rows: annex1().rows.map((row) => ({
        id: row.id,
        group: row.group,
        words: row.words,
        online: sideOf(row.id, 'online'),
        onSite: sideOf(row.id, 'on-site'),
      })),
    };
    return { result, audit: 'plain' };
  },
});
