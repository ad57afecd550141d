import { join } from 'node:path';
import { addDays, type PlainDate, weekdayOf } from '@wangjian/core/plain-date.ts';
import { describe, expect, it } from 'vitest';
import { loadDeadlines } from './catalog.ts';

const { calendar } = loadDeadlines(join(import.meta.dirname, '../../../../../catalog'));
const FIRST = '2018-01-01' as PlainDate;
const LAST = '2026-12-31' as PlainDate;
const days: PlainDate[] = [];
for (let day = FIRST; day <= LAST; day = addDays(day, 1)) days.push(day);
const inYear = (year: number) => days.filter((day) => day.startsWith(String(year)));

it.each([
  ['2018-12-29', 'workday', 'a Saturday worked, in the notice for 2019'],
  ['2018-12-31', 'holiday', 'in the notice for 2019'],
  ['2019-05-03', 'holiday', 'by the notice that changed Labour Day'],
  ['2019-05-05', 'workday', 'by the notice that changed Labour Day'],
  ['2020-01-31', 'holiday', 'by the notice that prolonged the Spring Festival'],
  ['2020-02-01', 'holiday', 'first a Saturday to be worked, then prolonged'],
  ['2020-02-03', 'workday', 'work began'],
  ['2022-12-31', 'holiday', 'in the notice for 2023'],
  ['2023-01-03', 'workday', 'work began'],
  ['2023-10-07', 'workday', 'a Saturday worked'],
  ['2024-02-09', 'workday', "New Year's Eve was no day off"],
  ['2025-10-08', 'holiday', 'eight days with Mid-Autumn'],
  ['2026-01-04', 'workday', 'a Sunday worked'],
  ['2026-02-23', 'holiday', 'nine days of Spring Festival'],
  ['2026-09-20', 'workday', 'a Sunday worked'],
  ['2026-11-21', 'weekend', 'an ordinary Saturday'],
])('%s is a %s: %s', (day, kind) => {
  expect(calendar.kind(day as PlainDate)).toBe(kind);
});

describe('days of each year', () => {
  it.each([
    [2018, 11],
    [2019, 11],
    [2020, 11],
    [2021, 11],
    [2022, 11],
    [2023, 11],
    [2024, 11],
    [2025, 13],
    [2026, 13],
  ])(
    '%i has as many days off beyond weekends as the law gives (%i, less what fell on the next year)',
    (year, by) => {
      const weekends = inYear(year).filter((day) => weekdayOf(day) >= 6).length;
      const off = inYear(year).filter((day) => calendar.kind(day) !== 'workday').length;
      // Shifts over the new year, and the Spring Festival of 2020 and of 2024 (eve not given), move it by some days.
      expect(Math.abs(off - weekends - by)).toBeLessThanOrEqual(3);
    },
  );
});

it('works only weekend days by exchange, and gives off no more than nine days in a row save in 2020', () => {
  let run = 0;
  for (const day of days) {
    if (calendar.mark(day)?.kind === 'workday') expect(weekdayOf(day), day).toBeGreaterThanOrEqual(6);
    run = calendar.kind(day) === 'workday' ? 0 : run + 1;
    expect(run, day).toBeLessThanOrEqual(day.startsWith('2020') ? 10 : 9);
  }
});

it('is settled up to the days that the notice for 2027 may still change', () => {
  const settled = (day: string) => calendar.isSettled(day as PlainDate);
  expect(['2018-01-01', '2025-12-31', '2026-12-24'].map(settled)).toEqual([true, true, true]);
  expect(['2017-12-31', '2026-12-25', '2027-02-06', '2028-01-01'].map(settled)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
