import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';

/** Money paid on a day, in 分. */
export interface PaidOn {
  readonly on: PlainDate;
  readonly amount: number;
}

const DAILY_PERCENT = 3;

/**
 * 加处罚款 up to and including a day, in 分: each day after the last day to pay adds 3 % of the fine not yet paid, and
 * all of it together never exceeds the fine (行政处罚法 art. 72; 程序规定 art. 75). Days of 复议 and 诉讼 add nothing
 * (art. 73). Rounded down to the 分.
 */
export function lateFine(
  fine: number,
  lastDay: PlainDate,
  paid: readonly PaidOn[],
  until: PlainDate,
  stopped: readonly { readonly from: string; readonly to: string | null }[] = [],
): number {
  let hundredths = 0;
  for (let day = addDays(lastDay, 1); day <= until; day = addDays(day, 1)) {
    if (stopped.some(({ from, to }) => from <= day && (to === null || day <= to))) continue;
    // What is paid on a day no longer counts for that day.
    const open = fine - paid.filter(({ on }) => on <= day).reduce((sum, { amount }) => sum + amount, 0);
    if (open <= 0) break;
    hundredths += open * DAILY_PERCENT;
    if (hundredths >= fine * 100) return fine;
  }
  return Math.floor(hundredths / 100);
}
