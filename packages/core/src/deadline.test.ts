import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendars, computeDeadline, type DeadlineInput } from './deadline.ts';
import { readDeadlineInput } from './deadline-arguments.ts';
import { DeadlineRule } from './deadline-rule.ts';
import { lastDay } from './period.ts';
import { addDays, type PlainDate, weekdayOf } from './plain-date.ts';
import { type DayMark, workCalendar } from './work-calendar.ts';

const day = (text: string): PlainDate => text as PlainDate;
const marks = (kind: DayMark['kind'], ...days: string[]): [PlainDate, DayMark][] =>
  days.map((text) => [day(text), { kind, name: '节日' }]);

/** National Day and New Year 2025/2026 as in the notices; nothing is known of 2027 but New Year's Day. */
const NOTICES = [
  {
    published: day('2024-11-12'),
    completes: 2025,
    days: new Map([
      ...marks('holiday', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `2025-10-0${n}`)),
      ...marks('workday', '2025-09-28', '2025-10-11'),
    ]),
  },
  {
    published: day('2025-11-04'),
    completes: 2026,
    days: new Map([
      ...marks('holiday', '2026-01-01', '2026-01-02', '2026-01-03'),
      ...marks('workday', '2026-01-04', '2026-09-20', '2026-10-10'),
      ...marks('holiday', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `2026-10-0${n}`)),
    ]),
  },
  { published: day('2024-11-12'), presumed: true, days: new Map(marks('holiday', '2027-01-01')) },
];
const calendars: Calendars = {
  calendar: workCalendar(NOTICES),
  unpresumed: workCalendar(NOTICES, { presumed: false }),
};

function ruleOf(change: object, version: object = {}): DeadlineRule {
  return DeadlineRule.parse({
    id: 'a-rule',
    area: 'case',
    title: '某期限',
    start: '某日',
    binds: 'authority',
    expiry: '届满',
    versions: [
      {
        from: '2000-01-01',
        length: 7,
        unit: 'workday',
        moves: 'holiday',
        basis: [{ law: '某法', article: '第一条', source: 'text' }],
        ...version,
      },
    ],
    ...change,
  });
}

function dates(rule: DeadlineRule, start: string, pauses: string[] = [], extensions: string[] = []) {
  const outcome = computeDeadline(rule, readDeadlineInput(start, pauses, extensions), calendars);
  return [outcome.strict, outcome.legal, outcome.due];
}

describe('days by the law, counted by hand', () => {
  it('does not count the first day, nor days off, but the weekend days worked', () => {
    // 8, 9 and 10 October (a Saturday worked) are days 1 to 3, 12 to 15 October days 4 to 7.
    expect(dates(ruleOf({}), '2026-10-03')).toEqual(['2026-10-15', '2026-10-15', '2026-10-15']);
    // 4 January (a Sunday worked) is day 1, 5 to 9 January days 2 to 6.
    expect(dates(ruleOf({}), '2025-12-31')[0]).toBe('2026-01-12');
  });

  it('moves the authority only off holidays and lets it act early; the party off weekends too, and late', () => {
    const thirty = { length: 30, unit: 'natural' };
    expect(dates(ruleOf({}, thirty), '2026-09-03')).toEqual(['2026-10-03', '2026-10-08', '2026-10-03']);
    expect(dates(ruleOf({}, thirty), '2026-07-23')).toEqual(['2026-08-22', '2026-08-22', '2026-08-22']);
    const party = ruleOf({ binds: 'party' }, thirty);
    expect(dates(party, '2026-09-03')).toEqual(['2026-10-03', '2026-10-08', '2026-10-08']);
    expect(dates(party, '2026-07-23')).toEqual(['2026-08-22', '2026-08-24', '2026-08-24']);
    // A Sunday that is worked is an ordinary last day.
    expect(dates(party, '2026-08-21')).toEqual(['2026-09-20', '2026-09-20', '2026-09-20']);
  });

  it('gives both readings of 法定节假日 where they differ', () => {
    const rule = ruleOf({}, { length: 30, unit: 'natural' });
    const { readings } = computeDeadline(rule, { start: day('2026-07-23') }, calendars);
    expect(readings.map(({ legal }) => legal)).toEqual(['2026-08-22', '2026-08-24']);
    expect(computeDeadline(rule, { start: day('2026-07-20') }, calendars).readings).toEqual([]);
  });

  it('ends months on the corresponding day or the last of the month', () => {
    const months = ruleOf({ kind: 'keep' }, { length: 6, unit: 'month' });
    expect(dates(months, '2025-08-31')[0]).toBe('2026-02-28');
    expect(dates(ruleOf({ kind: 'keep' }, { length: 1, unit: 'year' }), '2024-02-29')[0]).toBe('2025-02-28');
  });

  it('counts backwards without the day of the event', () => {
    const before = ruleOf({ kind: 'before' });
    const outcome = computeDeadline(before, { start: day('2026-10-19') }, calendars);
    expect([outcome.strict, outcome.legal, outcome.readings[1]?.strict]).toEqual([
      '2026-10-09',
      '2026-10-09',
      '2026-10-08',
    ]);
  });

  it('runs hours from the moment, or by 程序规定 art. 80 from the next full hour', () => {
    const hours = ruleOf({}, { length: 24, unit: 'hour', skipFirstHour: true });
    expect(dates(hours, '2026-12-31T10:20')).toEqual([
      '2027-01-01T10:20:00+08:00',
      '2027-01-01T11:00:00+08:00',
      '2027-01-01T10:20:00+08:00',
    ]);
    expect(() => dates(hours, '2026-12-31')).toThrow('时刻');
  });

  it('reads a moment in the zone of China', () => {
    expect(dates(ruleOf({}, { length: 1, unit: 'natural' }), '2026-06-01T18:00:00Z')[0]).toBe('2026-06-03');
    expect(dates(ruleOf({}, { length: 1, unit: 'natural' }), '2026-06-01T18:00')[0]).toBe('2026-06-02');
  });

  it('is provisional in years without a notice and in the last days before one', () => {
    const provisional = (start: string) =>
      computeDeadline(ruleOf({}, { length: 1 }), { start: day(start) }, calendars).provisional;
    expect(['2026-12-23', '2026-12-24', '2027-03-01', '2025-12-30'].map(provisional)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const { readings } = computeDeadline(ruleOf({}, { length: 1 }), { start: day('2026-12-31') }, calendars);
    expect(readings.map(({ strict }) => strict)).toEqual(['2027-01-04', '2027-01-01']);
  });

  it('keeps the law of the start and shows the next where both could claim the period', () => {
    const basis = [{ law: '某法', article: '第一条', source: 'text' }];
    const rule = ruleOf({
      versions: [
        { from: '2020-01-01', until: '2026-04-14', length: 45, unit: 'workday', moves: 'none', basis },
        { from: '2026-04-15', length: 60, unit: 'natural', moves: 'holiday', basis },
      ],
    });
    const across = computeDeadline(rule, { start: day('2026-04-14') }, calendars);
    expect(across.version.length).toBe(45);
    expect(across.readings.at(-1)?.strict).toBe('2026-06-13');
    expect(computeDeadline(rule, { start: day('2025-06-02') }, calendars).readings).toEqual([]);
    expect(() => dates(rule, '2019-12-31')).toThrow('早于施行日');
  });
});

describe('wrong input', () => {
  const rule = ruleOf({}, { length: 30, unit: 'natural' });
  it.each([
    ['2026-02-30', [], [], '不是日期'],
    ['2026091', [], [], '不是日期'],
    ['2026-9/1', [], [], '不是日期'],
    ['2026-09-01T25:00', [], [], '不是日期'],
    ['1066-09-01', [], [], '请检查年份'],
    ['2026-09-01', ['2026-09-05'], [], '首日..末日'],
    ['2026-09-01', ['2026-09-05..2026-09-31'], [], '首日..末日'],
    ['2026-09-01', ['2026-09-05..2026-09-04'], [], '末日早于首日'],
    ['2026-09-01', ['2026-08-05..2026-08-31'], [], '之前就已结束'],
    ['2026-09-01', ['2026-09-05..2199-09-05'], [], '请检查年份'],
    ['2026-09-01', [], ['x@2026-09-05'], '数目@批准之日'],
    ['2026-09-01', [], ['0@2026-09-05'], '数目@批准之日'],
    ['2026-09-01', [], ['30@2026-08-31'], '早于起算日'],
    ['2026-09-01', [], ['30@2026-10-09'], '不能再延长'],
  ])('refuses %s %j %j', (start, pauses, extensions, message) => {
    expect(() => dates(rule, start, pauses, extensions)).toThrow(message);
  });
});

const aDay = fc.integer({ min: 0, max: 900 }).map((days) => addDays(day('2024-06-01'), days));
const aUnit = fc.constantFrom('workday' as const, 'natural' as const, 'month' as const, 'year' as const);
const aLength = fc.integer({ min: 1, max: 40 });

describe('properties', () => {
  it('a longer period never ends earlier, and always after its start', () => {
    fc.assert(
      fc.property(aDay, aLength, aUnit, (start, length, unit) => {
        const [shorter, longer] = [length, length + 1].map((n) =>
          lastDay(start, n, unit, [], calendars.calendar),
        );
        expect(shorter! > start && longer! > shorter!).toBe(true);
      }),
    );
  });

  it('a pause of n days inside moves a period of natural days, months and years by n days', () => {
    fc.assert(
      fc.property(
        aDay,
        aLength,
        fc.constantFrom('natural' as const, 'month' as const, 'year' as const),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        (start, length, unit, at, days) => {
          const plain = lastDay(start, length, unit, [], calendars.calendar);
          const span = (Date.parse(plain) - Date.parse(start)) / 86_400_000;
          const from = addDays(start, 1 + (at % span));
          const pause = { from, to: addDays(from, days - 1) };
          const end = lastDay(start, length, unit, [pause], calendars.calendar);
          expect(end).toBe(addDays(plain, days));
        },
      ),
    );
  });

  it('several pauses in any order, joined or overlapping, count as their union', () => {
    const rule = ruleOf({ pauses: ['x'] }, { length: 20 });
    fc.assert(
      fc.property(aDay, fc.array(fc.tuple(fc.nat(40), fc.nat(9)), { maxLength: 5 }), (start, list) => {
        const pauses = list.map(([at, days]) => ({
          from: addDays(start, at + 1),
          to: addDays(start, at + 1 + days),
        }));
        const single = pauses.flatMap(({ from, to }) => {
          const days = [];
          for (let each = from; each <= to; each = addDays(each, 1)) days.push({ from: each, to: each });
          return days;
        });
        const run = (list: DeadlineInput['pauses']) =>
          computeDeadline(rule, { start, pauses: list ?? [] }, calendars).strict;
        expect(run(pauses)).toBe(run(single.reverse()));
      }),
    );
  });

  it('strict ≤ legal, due is one of them, and a working-day period ends on a working day', () => {
    const aRule = fc.record({
      binds: fc.constantFrom('authority', 'police', 'party', 'platform'),
      length: aLength,
      unit: aUnit,
      moves: fc.constantFrom('none', 'holiday', 'rest'),
    });
    fc.assert(
      fc.property(aDay, aRule, (start, { binds, ...version }) => {
        const { strict, legal, due } = computeDeadline(ruleOf({ binds }, version), { start }, calendars);
        expect(strict <= legal).toBe(true);
        expect([strict, legal]).toContain(due);
        if (version.unit === 'workday') expect(calendars.calendar.kind(day(strict))).toBe('workday');
      }),
    );
  });

  it('an extension granted on the last day is one run of the whole length', () => {
    fc.assert(
      fc.property(
        aDay,
        aLength,
        aLength,
        fc.constantFrom('workday', 'natural'),
        (start, length, more, unit) => {
          const rule = ruleOf({}, { length, unit });
          const end = computeDeadline(rule, { start }, calendars).strict;
          const extended = computeDeadline(
            rule,
            { start, extensions: [{ length: more, on: day(end) }] },
            calendars,
          );
          expect(extended.strict).toBe(
            computeDeadline(ruleOf({}, { length: length + more, unit }), { start }, calendars).strict,
          );
        },
      ),
    );
  });

  it('knows the days of the week', () => {
    expect(
      ['2026-11-21', '2026-11-22', '2026-11-23', '1969-12-31'].map((each) => weekdayOf(day(each))),
    ).toEqual([6, 7, 1, 3]);
  });
});
