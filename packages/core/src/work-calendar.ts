import { addDays, type PlainDate, weekdayOf } from './plain-date.ts';

/** What the State Council said of one day: off, or a weekend day to be worked (调休). */
export interface DayMark {
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

/** One notice of the State Council's office. It may mark days of the year before, and a later one overrides by day. */
export interface CalendarNotice {
  readonly published: PlainDate;
  /** The year whose calendar this notice settles. */
  readonly completes?: number | undefined;
  /** No notice, only what 全国年节及纪念日放假办法 itself fixes; replaced as a whole by the year's notice. */
  readonly presumed?: boolean | undefined;
  readonly days: ReadonlyMap<PlainDate, DayMark>;
}

/** Working days of the state: Monday to Friday, less holidays, plus the weekend days to be worked. */
export interface WorkCalendar {
  /** `holiday` is a day off by notice, weekend days inside the block too; `weekend` an ordinary Saturday or Sunday. */
  kind(day: PlainDate): 'workday' | 'weekend' | 'holiday';
  /** The notice's mark on a day, for explanations. */
  mark(day: PlainDate): DayMark | undefined;
  /** False where a notice that is not out yet may change the day. */
  isSettled(day: PlainDate): boolean;
}

/** From 25 December on the next year's notice may move days: 2018-12-29 to 31 and 2022-12-31 were in such notices. */
const MAY_STILL_CHANGE_FROM = '12-25';

/** A calendar of all notices, loaded by day; with `presumed: false` only real notices count. */
export function workCalendar(
  notices: readonly CalendarNotice[],
  options: { readonly presumed?: boolean } = {},
): WorkCalendar {
  const marks = new Map<PlainDate, DayMark>();
  const years = new Set(notices.flatMap(({ completes }) => (completes === undefined ? [] : [completes])));
  for (const notice of [...notices].sort((a, b) => (a.published < b.published ? -1 : 1))) {
    if (notice.presumed && options.presumed === false) continue;
    for (const [day, mark] of notice.days) {
      // A real notice for the year replaces what was presumed of it, days that it left out too.
      if (notice.presumed && years.has(Number(day.slice(0, 4)))) continue;
      marks.set(day, mark);
    }
  }
  return {
    kind(day) {
      const mark = marks.get(day);
      if (mark) return mark.kind;
      return weekdayOf(day) >= 6 ? 'weekend' : 'workday';
    },
    mark: (day) => marks.get(day),
    isSettled(day) {
      const year = Number(day.slice(0, 4));
      if (!years.has(year)) return false;
      return day.slice(5) < MAY_STILL_CHANGE_FROM || years.has(year + 1);
    },
  };
}

/** The same calendar, with a note of whether any day asked of it may still change. */
export function trackedCalendar(calendar: WorkCalendar): WorkCalendar & { unsettled(): boolean } {
  let unsettled = false;
  return {
    kind(day) {
      if (!calendar.isSettled(day)) unsettled = true;
      return calendar.kind(day);
    },
    mark: calendar.mark,
    isSettled: calendar.isSettled,
    unsettled: () => unsettled,
  };
}

/** The day itself if it is a working day, otherwise the last one before it. */
export function workdayOnOrBefore(day: PlainDate, calendar: WorkCalendar): PlainDate {
  let found = day;
  while (calendar.kind(found) !== 'workday') found = addDays(found, -1);
  return found;
}
