import { type Calendars, computeDeadline, type DeadlineReading } from '@wangjian/core/deadline.ts';
import type { DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import { AppError } from '@wangjian/core/errors.ts';
import type { PeriodUnit } from '@wangjian/core/period.ts';
import {
  addDays,
  dayInChina,
  instantInChina,
  type PlainDate,
  startOfDayInChina,
} from '@wangjian/core/plain-date.ts';
import type { GrantedExtension, GrantedPause } from './tables.ts';

/** What a deadline is computed from: by law, or the day that an officer set. */
export interface Course {
  readonly start: PlainDate | Date;
  readonly law: DeadlineRule | null;
  readonly dueOn: PlainDate | null;
  readonly pauses: readonly GrantedPause[];
  readonly extensions: readonly GrantedExtension[];
  /** The last extension is being granted now; all others are decisions on record. */
  readonly granting?: boolean;
}

export interface CourseDates {
  readonly unit: PeriodUnit;
  readonly strict: string;
  readonly legal: string;
  readonly due: string;
  readonly provisional: boolean;
  readonly readings: readonly DeadlineReading[];
  /** The instant at which it is over; null while it stands still. */
  readonly dueAt: Date | null;
}

/** The dates of a course. A pause with no end counts its first day only, and has no instant of its end. */
export function courseDates(course: Course, calendars: Calendars): CourseDates {
  const stands = course.pauses.some(({ to }) => to === null);
  const { law, dueOn } = course;
  if (!law) {
    const day = dueOn as PlainDate;
    const same = { strict: day, legal: day, due: day };
    return { unit: 'natural', ...same, provisional: false, readings: [], dueAt: endOf(day) };
  }
  const outcome = computeDeadline(
    law,
    {
      start: course.start,
      pauses: course.pauses.map(({ from, to }) => ({ from, to: to ?? from })),
      extensions: course.extensions.map(({ length, on }, at) => ({
        length,
        on,
        standing: !course.granting || at < course.extensions.length - 1,
      })),
    },
    calendars,
  );
  const { strict, legal, due, provisional, readings, version } = outcome;
  return { unit: version.unit, strict, legal, due, provisional, readings, dueAt: stands ? null : endOf(due) };
}

/**
 * Whether the office only waits for its end: a period of the party, a platform or the police (告知 art. 57, 缴款 art. 72),
 * or one to be kept (满). When it is over the next step may be taken, and nobody in the office is late.
 */
export function isAwaited(law: Pick<DeadlineRule, 'kind' | 'binds'> | null): boolean {
  return law !== null && (law.kind === 'keep' || law.binds !== 'authority');
}

/** The instant at which a last day is over, or the instant itself. */
export function endOf(due: string): Date {
  return due.length > 10 ? new Date(due) : startOfDayInChina(addDays(due as PlainDate, 1));
}

/** A course's start as the record tells it: hours begin at an instant, all else on a day. */
export function startOf(law: DeadlineRule | null, start: PlainDate | Date): PlainDate | Date {
  if (!(start instanceof Date)) return start;
  const day = dayInChina(start);
  const version = law?.versions.find(
    ({ from, until }) => from <= day && (until === undefined || day <= until),
  );
  return version?.unit === 'hour' ? start : day;
}

/** Refuses an extension that the law does not know, naming who may grant which; nothing to refuse for a set term. */
export function checkExtension(law: DeadlineRule, granted: number, length: number, basis: string): void {
  const next = law.extensions[granted];
  if (law.extensions.length === 0) {
    throw new AppError('conflict', `“${law.title}”依法不能延长（${basis}）`);
  }
  if (!next) {
    throw new AppError(
      'conflict',
      `“${law.title}”依法只能延长 ${law.extensions.length} 次，已经延长 ${granted} 次，不能再延长（${basis}）`,
    );
  }
  if (next.length !== undefined && length > next.length) {
    throw new AppError(
      'invalid_input',
      `第 ${granted + 1} 次延长最多 ${next.length}（${next.by}），填写的是 ${length}（${basis}）`,
      { problems: [{ path: 'length', message: `最多 ${next.length}` }] },
    );
  }
}

/** Refuses days off the count that the law does not provide for, and those that begin after the end. */
export function checkPause(law: DeadlineRule, from: PlainDate, due: string, basis: string): void {
  if (law.pauses.length === 0) {
    throw new AppError('conflict', `“${law.title}”没有规定可以不计入的时间，不能扣除（${basis}）`);
  }
  const last = due.length > 10 ? dayInChina(new Date(due)) : due;
  if (from > last) {
    throw new AppError('invalid_input', `期限已于 ${last} 届满，${from} 起的时间不能再扣除`, {
      problems: [{ path: 'from', message: `不能晚于 ${last}` }],
    });
  }
}

/** A start as it is stored: the day, and for hours the instant. */
export function storedStart(start: PlainDate | Date): { started_on: PlainDate; started_at: Date | null } {
  return start instanceof Date
    ? { started_on: dayInChina(start), started_at: start }
    : { started_on: start, started_at: null };
}

/** For messages: `2026-09-22`, or `2026-09-22 10:30` for hours. */
export function dueInWords(due: string): string {
  return due.length > 10 ? instantInChina(new Date(due)).slice(0, 16).replace('T', ' ') : due;
}
