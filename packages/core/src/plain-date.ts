declare const plainDate: unique symbol;
/** A legal day in Asia/Shanghai, `YYYY-MM-DD`; never passed to `new Date()`. */
export type PlainDate = string & { readonly [plainDate]: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a real calendar day written YYYY-MM-DD. */
export function isPlainDate(text: string): text is PlainDate {
  const parts = SHAPE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const AS_WRITTEN = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]|(\d{2})(\d{2}))$/;

/** A day as people write it (`2026-9-1`, `2026/09/01`, `2026年9月1日`, `20260901`, full-width digits); undefined for anything else. */
export function readPlainDate(text: string): PlainDate | undefined {
  const [, year, , ...numbers] = AS_WRITTEN.exec(text.normalize('NFKC').trim()) ?? [];
  const [month = '', day = ''] = numbers.filter((each) => each !== undefined);
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(written) ? written : undefined;
}

/** China has kept one offset since its last summer time ended on 1991-09-15. */
const ONE_OFFSET_SINCE = Date.UTC(1992, 0, 1);
const OFFSET_MS = 8 * 3_600_000;
let shanghai: Intl.DateTimeFormat | undefined;

/** The day it is in China at an instant. */
export function dayInChina(instant: Date): PlainDate {
  const time = instant.getTime();
  if (time >= ONE_OFFSET_SINCE) return new Date(time + OFFSET_MS).toISOString().slice(0, 10) as PlainDate;
  // Made only when it is needed: it loads the time zones.
  shanghai ??= new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
  return shanghai.format(instant) as PlainDate;
}

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 on the calendar itself; no clock and no time zone takes part. */
function ordinal(day: PlainDate): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;
}

function fromOrdinal(days: number): PlainDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10) as PlainDate;
}

/** The day `days` later, or earlier when negative. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return fromOrdinal(ordinal(day) + days);
}

/** The corresponding day `months` later; where the month has none, its last day (民法典 art. 202). */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, index] = [Math.floor(month / 12), month % 12];
  const last = new Date(Date.UTC(year, index + 1, 0)).getUTCDate();
  return fromOrdinal(Date.UTC(year, index, Math.min(Number(day.slice(8, 10)), last)) / DAY_MS);
}

/** The day of the week, 1 Monday to 7 Sunday. */
export function weekdayOf(day: PlainDate): number {
  return ((((ordinal(day) + 3) % 7) + 7) % 7) + 1;
}

/** An instant as written in China, `2026-09-02T10:20:00+08:00` (whole seconds; the offset has not changed since 1991). */
export function instantInChina(instant: Date): string {
  return `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The instant at which a legal day begins in China. */
export function startOfDayInChina(day: PlainDate): Date {
  return new Date(`${day}T00:00:00+08:00`);
}
