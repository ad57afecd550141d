import type { z } from 'zod';
import { type ReadContext, readCase } from '../../../platform/use-case.ts';
import { annex1, bitOfRow } from '../../inspections/service.ts';
import type { Period } from '../annex2/count.ts';
import { comparedWith, countedOnce, periodInWords } from '../annex2/period.ts';
import { checkedPeriod } from '../annex2/service.ts';
import { reportingUnit } from '../annex2/unit.ts';
import * as contract from '../contract.ts';
import { count, type Place, spanOf, total } from './count.ts';
import { MEASURES, type MeasureId } from './measures.ts';

/** 附件1汇总 as it is answered and written to files. */
export type Annex1Sums = z.output<NonNullable<typeof contract.getAnnex1Sums.result>>;

const CHECKS = ['checks-online', 'checks-on-site'] as const satisfies readonly MeasureId[];
const NUMBERS = {
  checked: MEASURES['annex1-checked'].rows,
  problems: MEASURES['annex1-problems'].rows,
  rectified: MEASURES['annex1-rectified'].rows,
} as const;

/** The checks of one period, told apart by what they found in the rows of the form: one pass over them. */
async function countPeriod({ tx, clock }: ReadContext, place: Place, period: Period) {
  const groups = await count(tx, CHECKS, place, spanOf(period, clock.now()), 'rows');
  return {
    checks: total(groups, CHECKS),
    /** How many checks of a side have the row's bit. */
    box: (row: string, side: (typeof CHECKS)[number], number: keyof typeof NUMBERS) => {
      const bit = bitOfRow(row) ?? 0;
      return groups
        .filter((group) => ((group[NUMBERS[number]] ?? 0) & bit) !== 0)
        .reduce((sum, { values }) => sum + (values[side] ?? 0), 0);
    },
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
    const compared = comparedWith(period);
    const before = await counted(compared.before);
    const lastYear = await counted(compared.lastYear);
    const numberOf = (of: (one: typeof now) => number) => ({
      value: of(now),
      before: of(before),
      lastYear: of(lastYear),
    });
    const checks = (side: (typeof CHECKS)[number]) => numberOf((one) => one.checks[side] ?? 0);
    const sideOf = (row: string, side: (typeof CHECKS)[number]) => ({
      checked: numberOf(({ box }) => box(row, side, 'checked')),
      problems: numberOf(({ box }) => box(row, side, 'problems')),
      rectified: numberOf(({ box }) => box(row, side, 'rectified')),
    });
    const result: Annex1Sums = {
      title: '网络交易市场网上检查情况汇总表',
      org: { id, name },
      ...period,
      period: periodInWords(period),
      compared,
      online: checks('checks-online'),
      onSite: checks('checks-on-site'),
      rows: annex1().rows.map((row) => ({
        id: row.id,
        group: row.group,
        words: row.words,
        online: sideOf(row.id, 'checks-online'),
        onSite: sideOf(row.id, 'checks-on-site'),
      })),
    };
    return { result, audit: 'plain' };
  },
});
