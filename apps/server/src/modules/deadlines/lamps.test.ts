import { PERIOD_UNITS } from '@wangjian/core/period.ts';
import { addDays, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import { workCalendar } from '@wangjian/core/work-calendar.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf } from './course.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { isOverdue, lampOf, lampTimes, leftOf } from './lamps.ts';

const calendar = workCalendar([
  {
    published: '2025-11-04' as PlainDate,
    completes: 2026,
    days: new Map(
      [1, 2, 3, 4, 5, 6, 7].map((n) => [`2026-10-0${n}` as PlainDate, { kind: 'holiday', name: '国庆节' }]),
    ),
  },
]);
const { lamps } = DEFAULT_SETTINGS;
const span = (begin: string, due: string, unit: 'workday' | 'natural') => ({
  begin: startOfDayInChina(begin as PlainDate),
  due,
  dueAt: endOf(due),
  unit,
  awaited: false,
});
const dayOf = (instant: Date | null) =>
  instant && new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

describe('lamps', () => {
  it.each([
    // three working days left: Thursday, Friday and Monday before a Tuesday
    ['2026-10-08', '2026-10-27', 'workday', '2026-10-22'],
    // a due Thursday after the holiday: its three working days begin before the seven days off
    ['2026-09-10', '2026-10-12', 'workday', '2026-09-30'],
    ['2026-09-10', '2026-10-12', 'natural', '2026-10-07'],
    // never before half of it is over
    ['2026-10-12', '2026-10-15', 'workday', '2026-10-14'],
  ] as const)('from %s to %s (%s) turns yellow on %s', (begin, due, unit, yellow) => {
    const times = lampTimes(span(begin, due, unit), lamps, calendar);
    expect(dayOf(times.yellowAt)).toBe(yellow);
    expect(times.redAt).toEqual(endOf(due));
  });

  const aThreshold = fc.oneof(
    fc.record({ left: fc.nat(60) }),
    fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );
  const aRow = fc
    .record({
      start: fc.integer({ min: 0, max: 700 }),
      days: fc.integer({ min: 0, max: 400 }),
      unit: fc.constantFrom(...PERIOD_UNITS),
      yellow: aThreshold,
      red: fc.option(aThreshold),
    })
    .map(({ start, days, unit, yellow, red }) => {
      const begin = addDays('2025-06-01' as PlainDate, start);
      const last = addDays(begin, days);
      const due = unit === 'hour' ? `${last}T18:30:00+08:00` : last;
      const dueAt = endOf(due);
      const own = { ...lamps, [unit]: { yellow, red } };
      const times = lampTimes(
        { begin: startOfDayInChina(begin), due, dueAt, unit, awaited: false },
        own,
        calendar,
      );
      const row = {
        due,
        due_at: dueAt,
        yellow_at: times.yellowAt,
        red_at: times.redAt,
        expired_due: null,
        ended_at: null,
      };
      return { row: { ...row, unit }, times, dueAt };
    });

  it('turn in their order, whatever the thresholds', () => {
    fc.assert(
      fc.property(aRow, ({ times, dueAt }) => {
        expect(times.yellowAt <= times.redAt!).toBe(true);
        expect(times.redAt! <= dueAt).toBe(true);
      }),
    );
  });

  it('only get worse as time goes on, and are red from the end on', () => {
    const order = ['green', 'yellow', 'red'];
    fc.assert(
      fc.property(aRow, fc.nat(800), fc.nat(800), ({ row, dueAt }, one, other) => {
        const at = (day: number) =>
          new Date(startOfDayInChina('2025-05-01' as PlainDate).getTime() + day * 86_400_000);
        const [sooner, later] = [at(Math.min(one, other)), at(Math.max(one, other))];
        expect(order.indexOf(lampOf(row, sooner))).toBeLessThanOrEqual(order.indexOf(lampOf(row, later)));
        expect(isOverdue(row, dueAt)).toBe(true);
        expect(isOverdue(row, new Date(dueAt.getTime() - 1))).toBe(false);
        expect(lampOf(row, dueAt)).toBe('red');
      }),
    );
  });

  it('say that something is left exactly while it is not over', () => {
    fc.assert(
      fc.property(aRow, fc.nat(900), ({ row }, day) => {
        const now = new Date(startOfDayInChina('2025-05-01' as PlainDate).getTime() + day * 86_400_000);
        expect(leftOf(row, now, calendar)!.amount >= 0).toBe(!isOverdue(row, now));
      }),
    );
  });
});
