import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import type { WriteContext } from '../../platform/use-case.ts';
import { checkExtension, checkPause } from './course.ts';
import { checkMove } from './lifecycle.ts';
import { basisOf } from './present.ts';
import { recomputed, record, recordAll, slotOf, stateOf, type Which } from './start.ts';
import { type DeadlineRow, handRows, openRows, saveDeadline } from './store.ts';
import type { GrantedExtension, GrantedPause } from './tables.ts';

type Writing = Pick<WriteContext, 'tx' | 'actor' | 'clock' | 'newId'>;
type What = Parameters<typeof record>[3];

/** The running deadline that is meant; `conflict` where the record has none. */
async function runningRow({ tx }: Writing, which: Which): Promise<DeadlineRow> {
  const [row] = await openRows(tx, which.on, slotOf(which));
  if (row) return row;
  throw new AppError('conflict', '该期限没有在计算，可能已经结束，请刷新后重试');
}

/** The pauses with one more; refused where the state or the law does not allow it. */
function withPause(row: DeadlineRow, pause: GrantedPause): GrantedPause[] {
  checkMove(row.title, stateOf(row), 'pause');
  if (!row.law) throw new AppError('conflict', `“${row.title}”是设定的时限，请直接改期，不必扣除时间`);
  checkPause(row.law, pause.from, row.due, basisOf(row));
  return [...row.pauses, pause];
}

/** The extensions with one more; refused where the state or the law does not allow it. */
function withExtension(row: DeadlineRow, extension: GrantedExtension): GrantedExtension[] {
  checkMove(row.title, stateOf(row), 'extend');
  if (!row.law) throw new AppError('conflict', `“${row.title}”是设定的时限，请直接改期`);
  checkExtension(row.law, row.extensions.length, extension.length, basisOf(row));
  return [...row.extensions, extension];
}

/** The dates that a pause or an extension would give; throws what granting it would throw. */
export async function tried(
  tx: ScopedTx,
  row: DeadlineRow,
  what: {
    readonly pause?: Omit<GrantedPause, 'reason'>;
    readonly extension?: Omit<GrantedExtension, 'reason'>;
  },
) {
  const changed = {
    ...row,
    ...(what.pause ? { pauses: withPause(row, { ...what.pause, reason: '' }) } : {}),
    ...(what.extension ? { extensions: withExtension(row, { ...what.extension, reason: '' }) } : {}),
  };
  return await recomputed(tx, changed, what.extension !== undefined);
}

/** Saves a changed course with the dates that follow from it, and records who did it and why. */
async function saveCourse(
  context: Writing,
  row: DeadlineRow,
  action: Parameters<typeof record>[2],
  change: Partial<Pick<DeadlineRow, 'pauses' | 'extensions' | 'due_on'>>,
  what: Omit<What, 'due_before' | 'due_after'>,
): Promise<DeadlineRow> {
  const dates = await recomputed(context.tx, { ...row, ...change }, action === 'extend');
  const saved = { ...row, ...change, ...dates };
  await saveDeadline(context.tx, row, { ...change, ...dates });
  await record(context, row, action, { ...what, due_before: row.due, due_after: dates.due });
  return saved;
}

/** Takes days off the count (检测、鉴定、听证、公告、中止 …); without `to` it stands still until it is resumed. */
export async function pauseDeadline(
  context: Writing,
  which: Which & { readonly from: PlainDate; readonly to?: PlainDate | undefined; readonly reason: string },
): Promise<void> {
  await pauseRow(context, await runningRow(context, which), which);
}

/** The same for a deadline that the caller holds locked. */
export async function pauseRow(
  context: Writing,
  row: DeadlineRow,
  pause: { readonly from: PlainDate; readonly to?: PlainDate | undefined; readonly reason: string },
): Promise<DeadlineRow> {
  const { from, to, reason } = pause;
  const pauses = withPause(row, { from, to: to ?? null, reason });
  return await saveCourse(context, row, 'pause', { pauses }, { reason, from_day: from, to_day: to ?? null });
}

/** Lets a deadline that stands still go on; `to` is the last day that is not counted. */
export async function resumeDeadline(
  context: Writing,
  which: Which & { readonly to: PlainDate; readonly reason: string },
): Promise<void> {
  await resumeRow(context, await runningRow(context, which), which);
}

/** The same for a deadline that the caller holds locked. */
export async function resumeRow(
  context: Writing,
  row: DeadlineRow,
  { to, reason }: { readonly to: PlainDate; readonly reason: string },
): Promise<DeadlineRow> {
  checkMove(row.title, stateOf(row), 'resume');
  const open = row.pauses.find((pause) => pause.to === null);
  if (open && to < open.from) {
    throw new AppError('invalid_input', `不计入时间的末日 ${to} 早于首日 ${open.from}，请检查日期`, {
      problems: [{ path: 'to', message: `不能早于 ${open.from}` }],
    });
  }
  const pauses = row.pauses.map((pause) => (pause.to === null ? { ...pause, to } : pause));
  return await saveCourse(
    context,
    row,
    'resume',
    { pauses },
    { reason, to_day: to, ...(open ? { from_day: open.from } : {}) },
  );
}

/**
 * Prolongs a deadline by so much of its own unit, granted today. What the law does not allow is refused with the
 * article: no extension, one more than it knows, a longer one, or one after the end.
 */
export async function extendDeadline(
  context: Writing,
  which: Which & { readonly length: number; readonly reason: string },
): Promise<void> {
  await extendRow(context, await runningRow(context, which), which);
}

/** The same for a deadline that the caller holds locked. */
export async function extendRow(
  context: Writing,
  row: DeadlineRow,
  { length, reason }: { readonly length: number; readonly reason: string },
): Promise<DeadlineRow> {
  const on = dayInChina(context.clock.now());
  const extensions = withExtension(row, { length, on, reason });
  return await saveCourse(context, row, 'extend', { extensions }, { reason, length });
}

/** Moves a term that an officer set to another day. */
export async function setDeadline(
  context: Writing,
  which: {
    readonly on: string;
    readonly term?: string | undefined;
    readonly dueOn: PlainDate;
    readonly reason: string;
  },
): Promise<void> {
  await setRow(context, await runningRow(context, { ...which, rule: null }), which);
}

/** The same for a deadline that the caller holds locked. */
export async function setRow(
  context: Writing,
  row: DeadlineRow,
  { dueOn, reason }: { readonly dueOn: PlainDate; readonly reason: string },
): Promise<DeadlineRow> {
  checkMove(row.title, stateOf(row), 'set');
  if (row.law) throw new AppError('conflict', `“${row.title}”是法定期限，不能改期，只能依法延长`);
  if (dueOn < row.started_on) {
    throw new AppError('invalid_input', `时限 ${dueOn} 早于起算日 ${row.started_on}，请检查日期`);
  }
  return await saveCourse(context, row, 'set', { due_on: dueOn }, { reason });
}

/**
 * Ends a running deadline: `met` done (late or not, by its end), `dropped` no longer needed. Without `rule` it ends all
 * of the record. Answers with how many were ended; none is no error.
 */
export async function endDeadline(
  context: Writing,
  which: {
    readonly on: string;
    readonly rule?: string | null | undefined;
    readonly term?: string | undefined;
    readonly outcome: 'met' | 'dropped';
    readonly reason?: string | undefined;
  },
): Promise<number> {
  const { tx, clock } = context;
  const { on, rule, outcome } = which;
  const rows = await openRows(tx, on, rule === undefined ? undefined : slotOf({ rule, term: which.term }));
  for (const row of rows) await saveDeadline(tx, row, { ended_at: clock.now(), outcome, next_at: null });
  const reason = which.reason ?? (outcome === 'met' ? '已办理' : '不再需要');
  await recordAll(context, rows, 'end', ({ due }) => ({ reason, due_before: due, due_after: due }));
  return rows.length;
}

/** Hands all running deadlines of records to another unit or officer, and with it to another region. */
export async function handDeadlines(
  context: Writing,
  on: string | readonly string[],
  to: {
    readonly orgId?: string | null | undefined;
    readonly officerId?: string | null | undefined;
    readonly region?: string | undefined;
  },
): Promise<void> {
  const handed = await handRows(context.tx, typeof on === 'string' ? [on] : on, {
    ...(to.orgId === undefined ? {} : { org_id: to.orgId }),
    ...(to.officerId === undefined ? {} : { officer_id: to.officerId }),
    ...(to.region === undefined ? {} : { region: to.region }),
  });
  await recordAll(context, handed, 'hand', ({ due }) => ({ due_before: due, due_after: due }));
}
