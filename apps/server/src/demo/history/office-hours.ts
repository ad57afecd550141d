import { addDays, dayInChina, type PlainDate } from '@wangjian/core/plain-date.ts';
import type { Random } from '../random.ts';

/** Days at the turn of the year, in May and October on which no bureau is at its desks (MM-DD). */
const HOLIDAYS = /-(?:01-0[1-3]|05-0[1-5]|10-0[1-7])$/;

function isOpen(day: PlainDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !HOLIDAYS.test(day);
}

/** The first day from this one on at which a bureau works. */
export function openDay(day: PlainDate): PlainDate {
  let at = day;
  while (!isOpen(at)) at = addDays(at, 1);
  return at;
}

/** A moment of a day in office hours, 8:40 to 17:40 in China. */
export function inOffice(day: PlainDate, random: Random): Date {
  const minutes = random.int(40, 9 * 60 + 40);
  return new Date(Date.parse(`${day}T00:00:00Z`) + (minutes + random.next()) * 60_000);
}

/** A moment in office hours some days later (the same day: within the next hours). */
export function later(from: Date, days: number, random: Random): Date {
  const today = dayInChina(from);
  if (days === 0) return new Date(from.getTime() + random.int(6, 55) * 60_000);
  return inOffice(openDay(addDays(today, days)), random);
}
