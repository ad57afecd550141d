import type { PeriodUnit } from '@wangjian/core/period.ts';
import { addDays, dayInChina, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import type { WorkCalendar } from '@wangjian/core/work-calendar.ts';
import type { DeadlineSettings, DeadlineView, Lamp, Threshold } from './contract.ts';

const HOUR_MS = 3_600_000;

/** One running deadline as the lamps see it. */
interface Span {
  readonly begin: Date;
  readonly due: string;
  readonly dueAt: Date;
  readonly unit: PeriodUnit;
  /** To be kept at least so long (满), or the party's or the police's: the office is not late when it is over. */
  readonly awaited: boolean;
}

/**
 * When the lamp turns yellow and red. So many days left means from the morning of the day on which so many are left;
 * never before half of the period is over, or a term of three days would begin yellow. What is awaited turns yellow when it
 * is over, and never red.
 */
export function lampTimes(
  span: Span,
  lamps: DeadlineSettings['lamps'],
  calendar: WorkCalendar,
): { yellowAt: Date; redAt: Date | null } {
  if (span.awaited) return { yellowAt: span.dueAt, redAt: null };
  const { yellow, red } = lamps[span.unit];
  const half = (span.begin.getTime() + span.dueAt.getTime()) / 2;
  const at = (threshold: Threshold): Date => {
    const wanted = turningPoint(threshold, span, calendar).getTime();
    return new Date(Math.min(Math.max(wanted, half), span.dueAt.getTime()));
  };
  const redAt = red === null ? span.dueAt : at(red);
  return { yellowAt: new Date(Math.min(at(yellow).getTime(), redAt.getTime())), redAt };
}

function turningPoint(threshold: Threshold, { begin, due, dueAt, unit }: Span, calendar: WorkCalendar): Date {
  if ('share' in threshold) {
    return new Date(dueAt.getTime() - threshold.share * Math.max(0, dueAt.getTime() - begin.getTime()));
  }
  const { left } = threshold;
  if (unit === 'hour') return new Date(dueAt.getTime() - left * HOUR_MS);
  let day = due as PlainDate;
  if (unit !== 'workday') return startOfDayInChina(addDays(day, -left));
  for (let passed = 0; passed < left; ) {
    if (calendar.kind(day) === 'workday') passed += 1;
    day = addDays(day, -1);
  }
  // On the Friday before a Monday one working day is left, as on the weekend between.
  while (calendar.kind(day) !== 'workday') day = addDays(day, -1);
  return startOfDayInChina(day);
}

interface Lit {
  readonly due: string;
  readonly due_at: Date | null;
  readonly yellow_at: Date | null;
  readonly red_at: Date | null;
  readonly expired_due: string | null;
  readonly ended_at: Date | null;
}

/** Past its end; what was told to be over stays so when the clock is set back. What is awaited is never late. */
export function isOverdue(row: Lit, now: Date): boolean {
  if (row.red_at === null || row.due_at === null) return false;
  return (row.ended_at ?? now) >= row.due_at || (row.ended_at === null && row.expired_due === row.due);
}

/** The lamp of a deadline at an instant. */
export function lampOf(row: Lit, now: Date): Lamp {
  if (row.ended_at !== null) return 'done';
  if (isOverdue(row, now) || (row.red_at !== null && now >= row.red_at)) return 'red';
  return row.yellow_at !== null && now >= row.yellow_at ? 'yellow' : 'green';
}

/** What is left until the last day: working days for such periods, else days; hours for hours. Negative when over. */
export function leftOf(
  row: { readonly unit: PeriodUnit; readonly due: string; readonly due_at: Date | null },
  now: Date,
  calendar: WorkCalendar,
): DeadlineView['left'] {
  if (row.due_at === null) return null;
  if (row.unit === 'hour') {
    const hours = (row.due_at.getTime() - now.getTime()) / HOUR_MS;
    return { amount: hours < 0 ? Math.floor(hours) : Math.trunc(hours), unit: 'hour' };
  }
  const today = dayInChina(now);
  const due = row.due as PlainDate;
  const days = (Date.parse(due) - Date.parse(today)) / (24 * HOUR_MS);
  // Being late is counted in days: it goes on over the weekend.
  if (row.unit !== 'workday' || days < 0) return { amount: days, unit: 'natural' };
  let amount = 0;
  for (let day = today; day < due; ) {
    day = addDays(day, 1);
    if (calendar.kind(day) === 'workday') amount += 1;
  }
  return { amount, unit: 'workday' };
}
