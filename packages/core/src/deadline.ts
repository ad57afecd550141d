import type { Course, DeadlineRule, DeadlineVersion } from './deadline-rule.ts';
import { AppError } from './errors.ts';
import { dayBefore, lastDay, lastInstant, type MovesOff, merged, movedEnd, type Pause } from './period.ts';
import { addDays, dayInChina, instantInChina, type PlainDate, startOfDayInChina } from './plain-date.ts';
import { trackedCalendar, type WorkCalendar } from './work-calendar.ts';

/** An extension adds to the length of the one run from the start; granted on a day, at the latest the last one. */
export interface Extension {
  readonly length: number;
  readonly on: PlainDate;
  /** A decision on record, taken while the period ran: a calendar that came later cannot make it too late. */
  readonly standing?: boolean;
}

/** A start event as a day, or for periods of hours as an instant, with what happened since. */
export interface DeadlineInput {
  readonly start: PlainDate | Date;
  readonly pauses?: readonly Pause[];
  readonly extensions?: readonly Extension[];
}

/** Days `YYYY-MM-DD`, or for hours instants with +08:00. */
export interface DeadlineDates {
  /** The last day, not moved. */
  readonly strict: string;
  /** The last day as the rule moves it. */
  readonly legal: string;
  /** When to act: the authority's own periods end on `strict`, the party's on `legal`. */
  readonly due: string;
  /** True where a calendar that is not published yet may change the dates. */
  readonly provisional: boolean;
}

export interface DeadlineReading extends DeadlineDates {
  readonly label: string;
}

export interface DeadlineOutcome extends DeadlineDates {
  /** The law that was in force on the day of the start; frozen for the whole run. */
  readonly version: DeadlineVersion;
  /** Length with its extensions, in the unit of the version. */
  readonly length: number;
  /** Where the law leaves room: the reading used first, then the others; empty where there is only one. */
  readonly readings: readonly DeadlineReading[];
}

/** Calendars to count by: as published and presumed by law, and with nothing presumed. */
export interface Calendars {
  readonly calendar: WorkCalendar;
  readonly unpresumed: WorkCalendar;
}

/** Days between which dates are accepted; a pause or an extension may not be longer than `MAX_DAYS`. */
const [EARLIEST, LATEST, MAX_DAYS] = ['1990-01-01', '2200-12-31', 3660];

/**
 * Computes a legal period. Throws `invalid_input` where no version was in force at the start, where a pause ends before
 * it begins or before the start, and where an extension was granted before the start or after the end.
 */
export function computeDeadline(
  rule: DeadlineRule,
  input: DeadlineInput,
  calendars: Calendars,
): DeadlineOutcome {
  const day = startDay(input.start);
  const version = versionOn(rule, day);
  if (version.unit === 'hour' && !(input.start instanceof Date)) {
    throw new AppError('invalid_input', `“${rule.title}”按小时计算，起算要写到时刻，例如 ${day}T10:30`);
  }
  const pauses = checkedPauses(rule, day, input.pauses ?? []);
  const run = (course: Course, off: Moves, calendar = calendars.calendar): DeadlineDates =>
    courseDates(rule, course, { start: input.start, day, pauses, off, calendar });
  const length = checkedLength(rule, version, day, input.extensions ?? [], (course) =>
    run(course, BOTH_REST),
  );
  const added = length - version.length;
  const main = run({ ...version, length }, usual(rule, version));

  const others: DeadlineReading[] = [];
  const add = (label: string, dates: DeadlineDates): void => {
    if (dates.strict === main.strict && dates.legal === main.legal) return;
    others.push({ label, ...dates });
  };
  const course = { ...version, length };
  let used = version.reading ?? '目录所用的口径';
  const weekend = weekendReading(rule, version);
  if (weekend) {
    add(weekend.label, run(course, { ...usual(rule, version), ...weekend.off }));
    if (others.length > 0) used = weekend.used;
  }
  if (version.unit === 'hour') {
    const label = version.skipFirstHour ? HOUR_READINGS.skipped : HOUR_READINGS.counted;
    used = label;
    add(
      version.skipFirstHour ? HOUR_READINGS.counted : HOUR_READINGS.skipped,
      run({ ...course, skipFirstHour: !version.skipFirstHour }, usual(rule, version)),
    );
  }
  if (rule.kind === 'before') {
    used = '事件当日不计入，倒数第 n 日为最后一日';
    add('提前 n 个整日（通知之日与事件之日都不计入）', run({ ...course, length: length + 1 }, NO_MOVE));
  }
  for (const { label, ...change } of version.alternatives) {
    const altered = { ...course, ...change };
    add(label, run({ ...altered, length: (change.length ?? version.length) + added }, usual(rule, altered)));
  }
  for (const { label, from, ...other } of version.parallel) {
    if (day >= from) add(label, run({ ...other, length: other.length + added }, usual(rule, other)));
  }
  const next = rule.versions[rule.versions.indexOf(version) + 1];
  if (next && acrossLaws(version, next, main, others)) {
    used = `按起算时的规定（${lawOf(version)}，${version.length} ${UNIT_NAMES[version.unit]}）`;
    add(
      `按 ${next.from} 起施行的规定（${lawOf(next)}，${next.length} ${UNIT_NAMES[next.unit]}）`,
      run({ ...next, length: next.length + added }, usual(rule, next)),
    );
  }
  if (main.provisional) {
    if (others.length === 0) used = '未公布年份扣除法律本身规定的放假日，调休还不知道';
    add(
      '未公布年份只按周一至周五推算，不扣法定节假日',
      run(course, usual(rule, version), calendars.unpresumed),
    );
  }
  return {
    ...main,
    version,
    length,
    readings: others.length > 0 ? [{ label: used, ...main }, ...others] : [],
  };
}

/** Names of the units in Chinese, to follow a number. */
export const UNIT_NAMES: Readonly<Record<Course['unit'], string>> = {
  workday: '个工作日',
  natural: '日',
  month: '个月',
  year: '年',
  hour: '小时',
};

/** Off which days `legal` moves, and whether the one who is bound acts by `strict` or by `legal`. */
interface Moves {
  readonly legal: MovesOff;
  readonly due: 'strict' | 'legal';
}
const NO_MOVE: Moves = { legal: 'none', due: 'strict' };
const BOTH_REST: Moves = { legal: 'rest', due: 'legal' };

const HOUR_READINGS = {
  counted: '自规定的时刻起算（民法典第二百零一条第二款）',
  skipped: '开始的时不计入（市场监督管理行政处罚程序规定第八十条）',
};

const bindsAuthority = (rule: DeadlineRule): boolean => rule.binds === 'authority' || rule.binds === 'police';

/** 法定节假日 without ordinary weekends for the authority's own periods, with them for the party's: early and late. */
function usual(rule: DeadlineRule, course: Course): Moves {
  if (rule.kind !== 'within' || course.unit === 'hour' || course.unit === 'workday') return NO_MOVE;
  if (bindsAuthority(rule)) return { legal: course.moves, due: 'strict' };
  return { legal: course.moves === 'none' ? 'none' : 'rest', due: 'legal' };
}

function weekendReading(
  rule: DeadlineRule,
  course: Course,
): { label: string; used: string; off: { legal: MovesOff } } | undefined {
  if (rule.kind !== 'within' || course.unit === 'hour' || course.unit === 'workday') return undefined;
  if (bindsAuthority(rule)) {
    const used = '末日为普通周末的不顺延（“法定节假日”不含普通周末，机关从严）';
    if (course.moves === 'none') {
      return {
        label: '末日为休息日的顺延（比照民法典第二百零三条）',
        used: '规定没有写顺延，末日不顺延',
        off: { legal: 'rest' },
      };
    }
    return { label: '末日为普通周末的也顺延（“法定节假日”含普通周末）', used, off: { legal: 'rest' } };
  }
  if (course.moves !== 'holiday') return undefined;
  return {
    label: '末日为普通周末的不顺延（“法定节假日”不含普通周末）',
    used: '末日为普通周末的也顺延（“法定节假日”含普通周末，有利于当事人）',
    off: { legal: 'holiday' },
  };
}

interface Setting {
  readonly start: PlainDate | Date;
  readonly day: PlainDate;
  readonly pauses: readonly Pause[];
  readonly off: Moves;
  readonly calendar: WorkCalendar;
}

function courseDates(rule: DeadlineRule, course: Course, setting: Setting): DeadlineDates {
  const { start, day, pauses, off } = setting;
  const calendar = trackedCalendar(setting.calendar);
  if (course.unit === 'hour') {
    const from = start instanceof Date ? start : startOfDayInChina(start);
    const strict = instantInChina(lastInstant(from, course.length, pauses, false));
    const legal = instantInChina(lastInstant(from, course.length, pauses, course.skipFirstHour));
    return { strict, legal, due: bindsAuthority(rule) ? strict : legal, provisional: false };
  }
  if (rule.kind === 'window') {
    const end = windowEnd(rule, day);
    return { strict: end, legal: end, due: end, provisional: false };
  }
  if (rule.kind === 'before') {
    const last = dayBefore(day, course.length, course.unit, calendar);
    calendar.kind(last);
    return { strict: last, legal: last, due: last, provisional: calendar.unsettled() };
  }
  const strict = lastDay(day, course.length, course.unit, pauses, calendar);
  // Asked of every last day, moved or not: whether it is a day off is part of the answer.
  calendar.kind(strict);
  const legal = movedEnd(strict, off.legal, pauses, calendar);
  return { strict, legal, due: off.due === 'strict' ? strict : legal, provisional: calendar.unsettled() };
}

/** The end of the first window of the year that has not ended on that day. */
function windowEnd(rule: DeadlineRule, day: PlainDate): PlainDate {
  const year = Number(day.slice(0, 4));
  const ends = [year, year + 1].flatMap((each) => (rule.windows ?? []).map(({ to }) => `${each}-${to}`));
  return ends.sort().find((end) => end >= day) as PlainDate;
}

const lawOf = (version: DeadlineVersion): string => `${version.basis[0]?.law}${version.basis[0]?.article}`;

/** A period that is still running when a law of another length begins, and no rule of transition says which. */
function acrossLaws(
  version: DeadlineVersion,
  next: DeadlineVersion,
  main: DeadlineDates,
  others: readonly DeadlineDates[],
): boolean {
  if (version.length === next.length && version.unit === next.unit) return false;
  return [main, ...others].some(({ legal }) => legal.slice(0, 10) >= next.from);
}

function startDay(start: PlainDate | Date): PlainDate {
  const day = start instanceof Date ? dayInChina(start) : start;
  if (day < EARLIEST || day > LATEST) {
    throw new AppError('invalid_input', `起算日 ${day} 不在 ${EARLIEST} 至 ${LATEST} 之间，请检查年份`);
  }
  return day;
}

function versionOn(rule: DeadlineRule, day: PlainDate): DeadlineVersion {
  const found = rule.versions.find(({ from, until }) => from <= day && (until === undefined || day <= until));
  if (found) return found;
  const first = rule.versions[0];
  if (first && day < first.from) {
    throw new AppError(
      'invalid_input',
      `“${rule.title}”自 ${first.from} 起才有规定（${lawOf(first)}），起算日 ${day} 早于施行日`,
    );
  }
  throw new AppError(
    'invalid_input',
    `起算日 ${day} 时已没有“${rule.title}”这一期限：${rule.ended ?? '规定已经失效'}`,
  );
}

function checkedPauses(rule: DeadlineRule, day: PlainDate, pauses: readonly Pause[]): Pause[] {
  if (pauses.length > 0 && (rule.kind === 'before' || rule.kind === 'window')) {
    throw new AppError('invalid_input', `“${rule.title}”不是自起算日往后数的期限，没有不计入的时间`);
  }
  for (const { from, to } of pauses) {
    const written = `${from}..${to}`;
    if (to < from) throw new AppError('invalid_input', `不计入的时间 ${written} 的末日早于首日，请调换`);
    if (to < day) {
      throw new AppError(
        'invalid_input',
        `不计入的时间 ${written} 在起算日 ${day} 之前就已结束，不影响本期限，请检查`,
      );
    }
    if (addDays(from, MAX_DAYS) < to || to > LATEST) {
      throw new AppError('invalid_input', `不计入的时间 ${written} 长于 ${MAX_DAYS} 日，请检查年份`);
    }
  }
  return merged(pauses);
}

/** The length with its extensions, each of which must have been granted while the period was running. */
function checkedLength(
  rule: DeadlineRule,
  version: DeadlineVersion,
  day: PlainDate,
  extensions: readonly Extension[],
  run: (course: Course) => DeadlineDates,
): number {
  if (extensions.length > 0 && (rule.kind === 'before' || rule.kind === 'window')) {
    throw new AppError('invalid_input', `“${rule.title}”不能延长`);
  }
  let length: number = version.length;
  for (const extension of [...extensions].sort((a, b) => (a.on < b.on ? -1 : 1))) {
    const written = `${extension.length}@${extension.on}`;
    if (extension.length > MAX_DAYS) {
      throw new AppError('invalid_input', `延长 ${written} 超过 ${MAX_DAYS}，请检查`);
    }
    if (extension.on < day) {
      throw new AppError('invalid_input', `延长 ${written} 的决定早于起算日 ${day}，请检查日期`);
    }
    const end = run({ ...version, length }).legal.slice(0, 10);
    if (extension.on > end && !extension.standing) {
      throw new AppError('invalid_input', `延长 ${written} 的决定晚于届满日 ${end}，期限届满后不能再延长`);
    }
    length += extension.length;
  }
  return length;
}
