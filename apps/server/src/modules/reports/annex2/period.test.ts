import fc from 'fast-check';
import { expect, it } from 'vitest';
import { monthPeriod, periodBefore, periodInWords, periodLastYear } from './period.ts';

it('compares a month with the month before and the month of last year, whatever their lengths', () => {
  const march = monthPeriod('2025-03');
  expect(march).toEqual({ from: '2025-03-01', to: '2025-03-31' });
  expect(periodBefore(march)).toEqual({ from: '2025-02-01', to: '2025-02-28' });
  expect(periodLastYear(monthPeriod('2025-02'))).toEqual({ from: '2024-02-01', to: '2024-02-29' });
});

it('compares whole quarters and years by months, other spans by days', () => {
  expect(periodBefore({ from: '2026-01-01', to: '2026-03-31' })).toEqual({
    from: '2025-10-01',
    to: '2025-12-31',
  });
  expect(periodBefore({ from: '2026-11-11', to: '2026-11-20' })).toEqual({
    from: '2026-11-01',
    to: '2026-11-10',
  });
  expect(periodLastYear({ from: '2024-02-20', to: '2024-02-29' })).toEqual({
    from: '2023-02-20',
    to: '2023-02-28',
  });
});

it('says a period as officers do', () => {
  expect(periodInWords(monthPeriod('2026-09'))).toBe('2026年9月');
  expect(periodInWords({ from: '2026-01-01', to: '2026-12-31' })).toBe('2026年');
  expect(periodInWords({ from: '2025-12-01', to: '2026-01-31' })).toBe('2025年12月至2026年1月');
  expect(periodInWords({ from: '2026-11-03', to: '2026-11-09' })).toBe('2026年11月3日至2026年11月9日');
});

it('the month before ends on the day before, every month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const period = monthPeriod(`${year}-${String(month).padStart(2, '0')}`);
      const before = periodBefore(period);
      expect(Date.parse(period.from) - Date.parse(before.to)).toBe(86_400_000);
      expect(before.from.endsWith('-01')).toBe(true);
    }),
  );
});
