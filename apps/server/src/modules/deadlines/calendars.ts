import { join } from 'node:path';
import type { Calendars } from '@wangjian/core/deadline.ts';
import type { DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import type { PlainDate } from '@wangjian/core/plain-date.ts';
import { type CalendarNotice, workCalendar } from '@wangjian/core/work-calendar.ts';
import type { ScopedTx } from '../../platform/scoped-tx.ts';
import { type DeadlineCatalog, loadDeadlines } from './catalog.ts';
import { enteredNotices, type NoticeRow } from './notice-store.ts';

let read: DeadlineCatalog | undefined;
let overlaid: { readonly key: string; readonly calendars: Calendars } | undefined;

/** The catalog of this installation, read once a process. */
export function deadlineCatalog(): DeadlineCatalog {
  read ??= loadDeadlines(join(import.meta.dirname, '..', '..', '..', '..', '..', 'catalog'));
  return read;
}

/** A rule of the catalog; a wrong id is a fault of the caller. */
export function ruleById(id: string): DeadlineRule {
  const rule = deadlineCatalog().rules.find((each) => each.id === id);
  if (!rule) throw new Error(`no deadline "${id}" in catalog/deadlines`);
  return rule;
}

/** The calendars in force here: the catalog's notices, and those that were entered laid over them. */
export async function calendarsOf(tx: ScopedTx): Promise<Calendars> {
  const rows = await enteredNotices(tx);
  const key = rows.map(({ id }) => id).join(' ');
  if (overlaid?.key !== key) overlaid = { key, calendars: calendarsWith(rows) };
  return overlaid.calendars;
}

/** The calendars with given notices laid over the catalog's; for previews too. An entered year replaces the catalog's. */
export function calendarsWith(rows: readonly Pick<NoticeRow, 'published' | 'year' | 'days'>[]): Calendars {
  const years = new Set(rows.map(({ year }) => year));
  const notices = [
    ...deadlineCatalog().notices.map((notice) => without(notice, years)),
    ...rows.map(asNotice),
  ];
  return { calendar: workCalendar(notices), unpresumed: workCalendar(notices, { presumed: false }) };
}

/** A notice of the catalog without what notices entered for given years say anew. */
function without(notice: CalendarNotice, years: ReadonlySet<number>): CalendarNotice {
  const { completes } = notice;
  if (completes !== undefined && years.has(completes)) return { ...notice, days: new Map() };
  const days = [...notice.days].filter(([day]) => {
    const year = Number(day.slice(0, 4));
    // The last days of a year may be moved by the next year's notice.
    return !years.has(year) || completes === year + 1;
  });
  return { ...notice, days: new Map(days) };
}

function asNotice({ published, year, days }: Pick<NoticeRow, 'published' | 'year' | 'days'>): CalendarNotice {
  return {
    published: published as PlainDate,
    completes: year,
    days: new Map(days.map(({ day, kind, name }) => [day, { kind, name }])),
  };
}
