import type { DeadlineInput, Extension } from './deadline.ts';
import { AppError } from './errors.ts';
import type { Pause } from './period.ts';
import { type PlainDate, readPlainDate } from './plain-date.ts';

/** A day and a time, as in `2026-09-01T10:30` or `2026年9月1日9时5分`; without an offset it is Chinese time. */
const MOMENT =
  /^(.+?)(?:[T ]\s*|(?<=[日号]))(\d{1,2})[:时](\d{1,2})(?:分|:(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads the written start, pauses `A..B` and extensions `N@DATE`, days as `readPlainDate` reads them; throws
 * `invalid_input` that quotes what is wrong.
 */
export function readDeadlineInput(
  start: string,
  pauses: readonly string[] = [],
  extensions: readonly string[] = [],
): DeadlineInput {
  return {
    start: readStart(start),
    pauses: pauses.map(readPause),
    extensions: extensions.map(readExtension),
  };
}

function readStart(text: string): PlainDate | Date {
  const day = readPlainDate(text);
  if (day !== undefined) return day;
  const parts = MOMENT.exec(text.normalize('NFKC').trim());
  const [, date = '', hour = '', minute = '', second = '00', offset = '+08:00'] = parts ?? [];
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:${second}`;
  const moment = new Date(`${readPlainDate(date)}T${time}${zone}`);
  if (Number(hour) > 23 || Number.isNaN(moment.getTime())) {
    throw new AppError(
      'invalid_input',
      `起算“${text}”不是日期，应写作 2026-09-01，按小时计算的写到时刻 2026-09-01T10:30（北京时间）`,
    );
  }
  return moment;
}

function readPause(text: string): Pause {
  const [from, to, ...more] = text
    .normalize('NFKC')
    .split(/\.\.|至|~/)
    .map(readPlainDate);
  if (from === undefined || to === undefined || more.length > 0) {
    throw new AppError(
      'invalid_input',
      `不计入的时间“${text}”应写作 首日..末日，例如 2026-09-10..2026-09-15（首尾两日都不计入）`,
    );
  }
  return { from, to };
}

function readExtension(text: string): Extension {
  const [, length = '', day = ''] = /^(\d{1,6})@(.+)$/.exec(text.normalize('NFKC').trim()) ?? [];
  const on = readPlainDate(day);
  if (!(Number(length) > 0) || on === undefined) {
    throw new AppError(
      'invalid_input',
      `延长“${text}”应写作 数目@批准之日，例如 15@2026-09-22（单位与期限相同）`,
    );
  }
  return { length: Number(length), on };
}
