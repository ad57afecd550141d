import type { Calendars } from '@wangjian/core/deadline.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { parseId } from '@wangjian/core/ids.ts';
import { dayInChina, type PlainDate, startOfDayInChina } from '@wangjian/core/plain-date.ts';
import { recordGrams } from '@wangjian/core/search-grams.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { calendarsOf, ruleById } from './calendars.ts';
import type { DeadlineSettings } from './contract.ts';
import {
  type Course,
  type CourseDates,
  courseDates,
  dueInWords,
  isAwaited,
  startOf,
  storedStart,
} from './course.ts';
import { lampTimes } from './lamps.ts';
import type { DeadlineEventKind, DeadlineState } from './lifecycle.ts';
import { type DeadlineRow, insertDeadlines, insertEvents, openRows, settingsOf } from './store.ts';

type Writing = Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'newId'>;

interface Common {
  readonly bureau: string;
  readonly region: string;
  /** The record, e.g. `lead_640500_01J…`. */
  readonly on: string;
  /** Title of the record, for lists and reminders. */
  readonly title: string;
  /** Console path of the record. */
  readonly path: string;
  readonly orgId?: string | null | undefined;
  readonly officerId?: string | null | undefined;
}
/** A period of the law, by its id in catalog/deadlines; for hours the start is an instant. */
export type LegalDeadline = Common & { readonly rule: string; readonly start: PlainDate | Date };
/** A term that an officer set; `term` names it (反馈期限) and tells it from others on the record. */
export type SetDeadline = Common & {
  readonly rule: null;
  readonly dueOn: PlainDate;
  readonly term?: string | undefined;
};

/** Which running deadline of a record; `term` where an officer set it. */
export interface Which {
  readonly on: string;
  readonly rule: string | null;
  readonly term?: string | undefined;
}

const SET_TERM = '办理时限';
/** The key of a deadline among those of its record. */
export const slotOf = (which: Pick<Which, 'rule' | 'term'>): string =>
  which.rule ?? `set:${which.term ?? SET_TERM}`;

/** Where a deadline stands in its lifecycle. */
export function stateOf(row: Pick<DeadlineRow, 'ended_at' | 'pauses'>): DeadlineState {
  if (row.ended_at !== null) return 'ended';
  return row.pauses.some(({ to }) => to === null) ? 'paused' : 'running';
}

/** What a stored deadline is computed from. */
export const courseOf = (row: Omit<DeadlineRow, keyof ReturnType<typeof columnsOf>>): Course => ({
  start: row.started_at ?? (row.started_on as PlainDate),
  law: row.law,
  dueOn: row.due_on as PlainDate | null,
  pauses: row.pauses,
  extensions: row.extensions,
});

/** Columns that follow from the course, the calendar and the bureau's thresholds. */
function columnsOf(row: Told, dates: CourseDates, lamps: DeadlineSettings['lamps'], calendars: Calendars) {
  const { dueAt, readings, ...written } = dates;
  const begin = row.law?.kind === 'before' ? row.created_at : startInstant(row);
  const times =
    dueAt &&
    lampTimes(
      { begin, due: dates.due, dueAt, unit: dates.unit, awaited: isAwaited(row.law) },
      lamps,
      calendars.calendar,
    );
  const yellowAt = times ? times.yellowAt : null;
  return {
    ...written,
    readings: [...readings],
    due_at: dueAt,
    yellow_at: yellowAt,
    red_at: times ? times.redAt : null,
    next_at: nextAt({ ...row, due: dates.due, due_at: dueAt, yellow_at: yellowAt }),
  };
}

type Told = Pick<
  DeadlineRow,
  'law' | 'started_on' | 'started_at' | 'created_at' | 'near_due' | 'expired_due' | 'ended_at'
>;

const startInstant = ({ started_at, started_on }: Told): Date =>
  started_at ?? startOfDayInChina(started_on as PlainDate);

/** When the sweep must look at it next: to say that the end is near, then that it is over; null after both. */
export function nextAt(
  row: Pick<DeadlineRow, 'due' | 'due_at' | 'yellow_at' | 'near_due' | 'expired_due' | 'ended_at'>,
): Date | null {
  if (row.ended_at !== null || row.due_at === null || row.expired_due === row.due) return null;
  return row.near_due === row.due ? row.due_at : row.yellow_at;
}

type Uncomputed = Omit<DeadlineRow, keyof ReturnType<typeof columnsOf>>;

/** Computes rows anew, by the calendars and thresholds that hold now; those are read once. */
async function recomputedAll(tx: ScopedTx, rows: readonly Uncomputed[], granting = false) {
  const calendars = await calendarsOf(tx);
  const lamps = new Map<string, DeadlineSettings['lamps']>();
  for (const bureau of new Set(rows.map((row) => row.bureau)))
    lamps.set(bureau, (await settingsOf(tx, bureau)).settings.lamps);
  return rows.map((row) =>
    columnsOf(row, courseDates({ ...courseOf(row), granting }, calendars), lamps.get(row.bureau)!, calendars),
  );
}

/** Computes a row anew, by the calendars and thresholds that hold now; `granting` where its last extension is new. */
export async function recomputed(tx: ScopedTx, row: Uncomputed, granting = false) {
  return (await recomputedAll(tx, [row], granting))[0]!;
}

/**
 * Starts a deadline on a record and freezes the law of that day; answers with its id. The same start again is the same
 * deadline; another start while it runs is a `conflict`: end the running one first.
 */
export async function startDeadline(context: Writing, what: LegalDeadline | SetDeadline): Promise<string> {
  return (await startDeadlines(context, [what]))[0]!;
}

/** The same for several deadlines at once: as many statements as for one. */
export async function startDeadlines(
  context: Writing,
  all: readonly (LegalDeadline | SetDeadline)[],
): Promise<string[]> {
  const { tx } = context;
  if (all.length === 0) return [];
  const running = await openRows(
    tx,
    all.map(({ on }) => on),
  );
  const wanted = all.map((what) => {
    const row = rowOf(context, what);
    const already = running.find(({ on_id, slot }) => on_id === row.on_id && slot === row.slot);
    if (already && !isSameStart(already, row))
      throw new AppError(
        'conflict',
        `“${already.subject}”的期限“${already.title}”正在计算（${dueInWords(already.due)} 到期），不能重复起算`,
      );
    return { row, already };
  });
  const started = wanted.flatMap(({ row, already }) => (already ? [] : [row]));
  if (started.length > 0) {
    const dates = await recomputedAll(tx, started);
    const rows = started.map((row, at) => ({ ...row, ...dates[at]! }));
    await insertDeadlines(tx, rows);
    await recordAll(context, rows, 'start', (row) => ({ due_before: null, due_after: row.due }));
  }
  return wanted.map(({ row, already }) => already?.id ?? row.id);
}

const isSameStart = (one: Uncomputed, other: Uncomputed): boolean =>
  other.law
    ? one.started_on === other.started_on && one.started_at?.getTime() === other.started_at?.getTime()
    : one.due_on === other.due_on;

/** The row of a deadline that starts, but for the dates that are computed from it. */
function rowOf(context: Writing, what: LegalDeadline | SetDeadline) {
  const { clock } = context;
  const { bureau, region, on } = what;
  const law = what.rule === null ? null : ruleById(what.rule);
  const start = storedStart(startOf(law, what.rule === null ? dayInChina(clock.now()) : what.start));
  const dueOn = what.rule === null ? what.dueOn : null;
  if (dueOn !== null && dueOn < start.started_on) {
    throw new AppError('invalid_input', `时限 ${dueOn} 早于今天，请选择今天或以后的日期`, {
      problems: [{ path: 'dueOn', message: '不能早于今天' }],
    });
  }
  const title = law?.title ?? (what.rule === null ? what.term : undefined) ?? SET_TERM;
  return {
    bureau,
    id: context.newId('deadline', bureau),
    region,
    on_id: on,
    on_kind: parseId(on)?.kind ?? '',
    rule: what.rule,
    slot: slotOf(what),
    title,
    subject: what.title,
    path: what.path,
    org_id: what.orgId ?? null,
    officer_id: what.officerId ?? null,
    ...start,
    law,
    due_on: dueOn,
    pauses: [],
    extensions: [],
    near_due: null,
    expired_due: null,
    ended_at: null,
    outcome: null,
    created_at: clock.now(),
    search: recordGrams([title, what.title]),
    version: 1,
  };
}

interface Line {
  readonly due_before: string | null;
  readonly due_after: string;
  readonly reason?: string | null;
  readonly from_day?: string;
  readonly to_day?: string | null;
  readonly length?: number;
}

/** One line of a deadline's course: who did what, why, and what became of its end. */
export async function record(
  context: Writing,
  row: Pick<DeadlineRow, 'bureau' | 'id' | 'region'>,
  action: DeadlineEventKind,
  what: Line,
): Promise<void> {
  await recordAll(context, [row], action, () => what);
}

/** A line of the course of each of several deadlines. */
export async function recordAll<Row extends Pick<DeadlineRow, 'bureau' | 'id' | 'region'>>(
  { tx, actor, clock, newId }: Writing,
  rows: readonly Row[],
  action: DeadlineEventKind,
  lineOf: (row: Row) => Line,
): Promise<void> {
  const events = rows.map((row) => {
    const line = lineOf(row);
    return {
      bureau: row.bureau,
      id: newId('event', row.bureau),
      region: row.region,
      deadline_id: row.id,
      at: clock.now(),
      action,
      officer_id: actor.kind === 'officer' ? actor.id : null,
      officer_name: actor.name,
      org_name: actor.orgName,
      reason: line.reason ?? null,
      from_day: line.from_day ?? null,
      to_day: line.to_day ?? null,
      length: line.length ?? null,
      due_before: line.due_before,
      due_after: line.due_after,
    };
  });
  await insertEvents(tx, events);
}
