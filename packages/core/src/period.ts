import { addDays, addMonths, type PlainDate, startOfDayInChina } from './plain-date.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Units of a legal period; an hour period ends at an instant, all others on a day. */
export const PERIOD_UNITS = ['workday', 'natural', 'month', 'year', 'hour'] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];
export type DayUnit = Exclude<PeriodUnit, 'hour'>;

/** Days that a period does not count; `from` and `to` are the first and the last of them. */
export interface Pause {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** On which last days an end moves to the first day after: on none, on holidays by notice, on weekends as well. */
export type MovesOff = 'none' | 'holiday' | 'rest';

const isPaused = (day: PlainDate, pauses: readonly Pause[]): boolean =>
  pauses.some(({ from, to }) => from <= day && day <= to);

/**
 * The last day of a period, not moved. The day of the start event is not counted (程序规定 art. 80, 令121 art. 45,
 * 民法典 art. 201); months and years end on the corresponding day (民法典 art. 202); paused days are passed over.
 */
export function lastDay(
  start: PlainDate,
  length: number,
  unit: DayUnit,
  pauses: readonly Pause[],
  calendar: WorkCalendar,
): PlainDate {
  if (unit === 'month' || unit === 'year') {
    const end = addMonths(start, unit === 'year' ? length * 12 : length);
    let missed = 0;
    for (let day = addDays(start, 1); day <= end; day = addDays(day, 1)) if (isPaused(day, pauses)) missed++;
    return walk(end, missed, (day) => !isPaused(day, pauses));
  }
  return walk(
    start,
    length,
    (day) => !isPaused(day, pauses) && (unit === 'natural' || calendar.kind(day) === 'workday'),
  );
}

/** The last day on which “at least n days before” an event is kept; the event's own day is not counted. */
export function dayBefore(
  event: PlainDate,
  length: number,
  unit: DayUnit,
  calendar: WorkCalendar,
): PlainDate {
  if (unit === 'month' || unit === 'year') return addMonths(event, unit === 'year' ? -length * 12 : -length);
  return walk(event, length, (day) => unit === 'natural' || calendar.kind(day) === 'workday', -1);
}

/** A last day moved off the days on which it cannot end; days that are paused pass as well. */
export function movedEnd(
  end: PlainDate,
  off: MovesOff,
  pauses: readonly Pause[],
  calendar: WorkCalendar,
): PlainDate {
  const cannotEnd = (day: PlainDate): boolean => {
    const kind = calendar.kind(day);
    return kind === 'holiday' || (off === 'rest' && kind === 'weekend');
  };
  if (off === 'none') return end;
  let day = end;
  while (cannotEnd(day) || (day !== end && isPaused(day, pauses))) day = addDays(day, 1);
  return day;
}

const HOUR_MS = 3_600_000;

/**
 * The instant at which a period of hours ends. With `skipFirstHour` the clock hour in which it began is not counted
 * (程序规定 art. 80), otherwise it runs from the moment (民法典 art. 201 paragraph 2). Paused days stand still.
 */
export function lastInstant(
  start: Date,
  hours: number,
  pauses: readonly Pause[],
  skipFirstHour: boolean,
): Date {
  let from = start.getTime();
  if (skipFirstHour) from = Math.floor(from / HOUR_MS) * HOUR_MS + HOUR_MS;
  let end = from + hours * HOUR_MS;
  for (const { from: first, to } of merged(pauses)) {
    const begin = Math.max(startOfDayInChina(first).getTime(), from);
    const over = startOfDayInChina(addDays(to, 1)).getTime();
    if (begin < end && over > begin) end += over - begin;
  }
  return new Date(end);
}

/** Pauses in order, those that overlap or touch joined into one. */
export function merged(pauses: readonly Pause[]): Pause[] {
  const joined: Pause[] = [];
  for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = joined.at(-1);
    if (!last || pause.from > addDays(last.to, 1)) joined.push(pause);
    else if (pause.to > last.to) joined[joined.length - 1] = { from: last.from, to: pause.to };
  }
  return joined;
}

/** Walks from `day`, itself not counted, until `count` days that count have been passed. */
function walk(day: PlainDate, count: number, counts: (day: PlainDate) => boolean, step = 1): PlainDate {
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, step);
    if (counts(reached)) left--;
  }
  return reached;
}
