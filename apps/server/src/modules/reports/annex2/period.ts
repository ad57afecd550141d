import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { Period } from './count.ts';

/** Counts each period once: the year before a whole year is also the same period of last year. */
export function countedOnce<Result>(counting: (period: Period) => Promise<Result>) {
  const known = new Map<string, Result>();
  return async (period: Period): Promise<Result> => {
    const key = `${period.from} ${period.to}`;
    const result = known.get(key) ?? (await counting(period));
    known.set(key, result);
    return result;
  };
}

/** The period before: the month before for a month, as many days before for anything else. */
export function periodBefore({ from, to }: Period): Period {
  if (isWholeMonths({ from, to })) {
    const months = monthsIn({ from, to });
    return { from: shiftMonth(from, -months), to: addDays(from as PlainDate, -1) };
  }
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return { from: addDays(from as PlainDate, -days), to: addDays(from as PlainDate, -1) };
}

/** The same period a year earlier; 29 February becomes the 28th. */
export function periodLastYear({ from, to }: Period): Period {
  if (isWholeMonths({ from, to })) {
    const start = shiftMonth(from, -12);
    return { from: start, to: addDays(shiftMonth(start, monthsIn({ from, to })) as PlainDate, -1) };
  }
  return { from: yearEarlier(from), to: yearEarlier(to) };
}

/** The two periods that a period is compared with. */
export function comparedWith(period: Period): { before: Period; lastYear: Period } {
  return { before: periodBefore(period), lastYear: periodLastYear(period) };
}

/** `2026年10月`, `2026年1月至6月`, `2026年`, or the two days. */
export function periodInWords(period: Period): string {
  const { from, to } = period;
  if (!isWholeMonths(period)) return `${dayInWords(from)}至${dayInWords(to)}`;
  const months = monthsIn(period);
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  if (months === 1) return `${year}年${month}月`;
  if (months === 12 && month === 1) return `${year}年`;
  const [lastYear, lastMonth] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  return `${year}年${month}月至${lastYear === year ? '' : `${lastYear}年`}${lastMonth}月`;
}

/** First and last day of a month `2026-10`. */
export function monthPeriod(month: string): Period {
  const from = `${month}-01`;
  return { from, to: addDays(shiftMonth(from, 1) as PlainDate, -1) };
}

function isWholeMonths({ from, to }: Period): boolean {
  return from.endsWith('-01') && addDays(to as PlainDate, 1).endsWith('-01');
}

function monthsIn({ from, to }: Period): number {
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7)) +
    1
  );
}

function shiftMonth(first: string, months: number): string {
  const at = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
}

function yearEarlier(day: string): string {
  const year = Number(day.slice(0, 4)) - 1;
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`;
}

function dayInWords(day: string): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
