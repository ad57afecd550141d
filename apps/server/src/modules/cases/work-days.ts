import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { ReadContext } from '../../platform/use-case.ts';
import { calendarsOf } from '../deadlines/service.ts';

/** The last day on which notice may be given so that `count` working days lie before the event (its day not counted). */
export async function workdaysBefore(
  { tx }: Pick<ReadContext, 'tx'>,
  event: PlainDate,
  count: number,
): Promise<PlainDate> {
  const { calendar } = await calendarsOf(tx);
  let day = event;
  for (let left = count; left > 0; ) {
    day = addDays(day, -1);
    if (calendar.kind(day) === 'workday') left -= 1;
  }
  return day;
}

/** The last day of so many working days from the day after the start. */
export async function workdaysAfter(
  { tx }: Pick<ReadContext, 'tx'>,
  start: PlainDate,
  count: number,
): Promise<PlainDate> {
  const { calendar } = await calendarsOf(tx);
  let day = start;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (calendar.kind(day) === 'workday') left -= 1;
  }
  return day;
}
