import { COUNTED_BY_INDEX, COUNTED_ROWS } from '@wangjian/core/counted-rows.ts';

const PARTS = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function partsOf(instant: string): Record<string, string> {
  return Object.fromEntries(PARTS.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

/** `2026-11-21 19:53` in Beijing time; a dash when there is none. */
export function minuteOf(instant: string | null | undefined): string {
  if (!instant) return '—';
  const { year, month, day, hour, minute } = partsOf(instant);
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

/** `2026-11-21 19:53:07` in Beijing time; a dash when there is none. */
export function secondOf(instant: string | null | undefined): string {
  return instant ? `${minuteOf(instant)}:${partsOf(instant).second}` : '—';
}

/** Whole number with separators of thousands. */
export function countOf(value: number): string {
  return value.toLocaleString('zh-CN');
}

/** The count of a list's rows: `12,345`, or `5,000 以上` where it was not counted on. */
export function totalOf(total: number): string {
  return total === COUNTED_ROWS || total === COUNTED_BY_INDEX ? `${countOf(total)} 以上` : countOf(total);
}

/** The day in China of an instant, `2026-11-21`. */
export function dayOf(instant: string): string {
  return minuteOf(instant).slice(0, 10);
}

/** Today's date in China, `2026-11-21`. */
export function todayInChina(): string {
  const { year, month, day } = partsOf(new Date().toISOString());
  return `${year}-${month}-${day}`;
}
