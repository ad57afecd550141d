import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import { z } from 'zod';
import { allBureaus } from '../../platform/bureaus.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { readCase, useCase, type WriteContext } from '../../platform/use-case.ts';
import { calendarsOf, calendarsWith, deadlineCatalog } from './calendars.ts';
import * as contract from './contract.ts';
import { courseDates } from './course.ts';
import { checkNotice } from './notice-check.ts';
import { enteredNotices, insertNotice, type NoticeRow, withdrawNotice } from './notice-store.ts';
import { readNoticeText } from './notice-text.ts';
import { recomputeType } from './recompute-type.ts';
import { courseOf } from './start.ts';
import { type DeadlineRow, openRowsTouching } from './store.ts';
import type { EnteredDay } from './tables.ts';

/** Moved deadlines that a preview names; all are counted. */
const NAMED = 200;
const BATCH = 500;

const present = (row: NoticeRow) => ({
  id: row.id,
  year: row.year,
  notice: row.notice,
  url: row.url,
  published: row.published,
  days: row.days.map((day) => ({ ...day })),
  enteredAt: row.entered_at.toISOString(),
  enteredBy: row.entered_by_name,
});

export const listCalendars = readCase({
  action: 'calendar.list',
  title: '查看工作日历',
  permission: 'deadline.read',
  input: z.undefined(),
  async run({ tx }) {
    const entered = await enteredNotices(tx);
    const published = new Set(deadlineCatalog().notices.flatMap(({ completes }) => completes ?? []));
    const years = new Set([...published, ...entered.map(({ year }) => year)]);
    const { calendar } = await calendarsOf(tx);
    return {
      result: {
        entered: entered.map(present),
        years: [...years].sort((a, b) => b - a).map((year) => ({ year, days: daysOf(calendar, year) })),
        missingFrom: firstMissing(years),
      },
      audit: 'plain',
    };
  },
});

/** The first year without a calendar, also where a later one has been entered. */
function firstMissing(years: ReadonlySet<number>): number {
  let year = Math.min(...years);
  while (years.has(year)) year += 1;
  return year;
}

/** The marked days of a year as they hold here. */
function daysOf(calendar: Awaited<ReturnType<typeof calendarsOf>>['calendar'], year: number): EnteredDay[] {
  const days: EnteredDay[] = [];
  for (let month = 1; month <= 12; month += 1) {
    for (let number = 1; number <= new Date(Date.UTC(year, month, 0)).getUTCDate(); number += 1) {
      const day = `${year}-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}` as PlainDate;
      const mark = calendar.mark(day);
      if (mark) days.push({ day, ...mark });
    }
  }
  return days;
}

export const readNotice = readCase({
  action: 'calendar.read',
  title: '识别放假通知',
  permission: 'deadline.configure',
  input: contract.readNotice.body!,
  async run(_context, { text, year }) {
    const { title, days, problems } = readNoticeText(text, year);
    return {
      result: { title, days: days.map((day) => ({ ...day })), problems: [...problems] },
      audit: 'plain',
    };
  },
});

type Notice = z.output<NonNullable<typeof contract.previewNotice.body>>;

/** Refuses a notice that cannot be: every reason is named. */
function refuseImpossible(notice: Notice, today: PlainDate): readonly string[] {
  const { errors, warnings } = checkNotice(notice.year, notice.days);
  if (notice.published > today)
    throw new AppError('invalid_input', `发布日期 ${notice.published} 晚于今天，请检查`);
  if (errors.length > 0) {
    throw new AppError(
      'invalid_input',
      `${notice.year} 年的安排有 ${errors.length} 处不对：${errors.join('；')}`,
      {
        problems: errors.map((message) => ({ path: 'days', message })),
      },
    );
  }
  return warnings;
}

/** A later word on the same year lies over the earlier one, also when it was published on the same day. */
async function overlaid(tx: ScopedTx, notice: Notice) {
  const earlier = (await enteredNotices(tx)).filter(({ year }) => year !== notice.year);
  return calendarsWith([...earlier, notice]);
}

export const previewNotice = readCase({
  action: 'calendar.preview',
  title: '预览工作日历',
  permission: 'deadline.configure',
  input: contract.previewNotice.body!,
  async run({ tx, clock }, notice) {
    const warnings = refuseImpossible(notice, dayInChina(clock.now()));
    const calendars = await overlaid(tx, notice);
    const sums = { open: 0, moved: 0, settled: 0 };
    const moved: z.input<typeof contract.MovedDeadline>[] = [];
    const [first, last] = spanOf(notice);
    for (let after = ''; ; ) {
      const rows = await openRowsTouching(tx, { after, limit: BATCH, first, last });
      for (const row of rows) {
        sums.open += 1;
        const dates = courseDates(courseOf(row), calendars);
        if (row.provisional && !dates.provisional) sums.settled += 1;
        if (dates.due === row.due && dates.legal === row.legal) continue;
        sums.moved += 1;
        if (moved.length < NAMED) moved.push(movedOf(row, dates));
      }
      if (rows.length < BATCH) break;
      after = rows.at(-1)!.id;
    }
    return { result: { warnings: [...warnings], ...sums, deadlines: moved }, audit: 'plain' };
  },
});

function movedOf(row: DeadlineRow, dates: { due: string; legal: string }) {
  const days = (Date.parse(dates.due.slice(0, 10)) - Date.parse(row.due.slice(0, 10))) / 86_400_000;
  return {
    id: row.id,
    subject: row.subject,
    title: row.title,
    path: row.path,
    before: row.due,
    after: dates.due,
    days,
  };
}

/** The days between which a notice changes anything: the year itself and what it marks of the one before. */
function spanOf({ year, days }: Notice): [PlainDate, PlainDate] {
  const [first = `${year}-01-01`] = [`${year}-01-01`, ...days.map(({ day }) => day)].sort();
  return [first as PlainDate, `${year}-12-31` as PlainDate];
}

/** Every bureau's deadlines are computed anew by a job; each that moves is noted on itself and its officer told. */
async function recomputeAll({ tx, jobs }: WriteContext, why: string, news: string): Promise<void> {
  for (const bureau of await allBureaus(tx)) await jobs.add(recomputeType, { bureau, why, news });
}

export const enterNotice = useCase({
  action: 'calendar.enter',
  title: '录入工作日历',
  permission: 'deadline.configure',
  input: contract.enterNotice.body!,
  idempotencyKey: ({ key }) => key,
  async run(context, { key: _key, ...notice }) {
    const { tx, clock, actor, newId } = context;
    refuseImpossible(notice, dayInChina(clock.now()));
    for (const { id, year } of await enteredNotices(tx)) {
      if (year === notice.year) await withdrawNotice(tx, id, clock.now());
    }
    const id = newId('notice');
    const row = {
      id,
      year: notice.year,
      notice: notice.notice,
      url: notice.url ?? null,
      published: notice.published,
      days: notice.days.map((day) => ({ ...day })),
      entered_at: clock.now(),
      entered_by: actor.id,
      entered_by_name: actor.name,
      withdrawn_at: null,
    };
    await insertNotice(tx, row);
    await recomputeAll(context, `录入${notice.notice}`, id);
    return { result: present(row), audit: { on: id, after: notice } };
  },
});

export const withdraw = useCase({
  action: 'calendar.withdraw',
  title: '撤回工作日历',
  permission: 'deadline.configure',
  input: contract.withdrawNotice.params!.extend(contract.withdrawNotice.body!.shape),
  async run(context, { id, reason }) {
    const { tx, clock } = context;
    if (!(await withdrawNotice(tx, id, clock.now()))) throw new AppError('not_found');
    await recomputeAll(context, `撤回录入的放假安排：${reason}`, `${id}:back`);
    return { result: { id }, audit: { on: id, why: reason } };
  },
});
