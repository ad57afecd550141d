import type { DeadlineInput, Extension } from './deadline.ts';
import { AppError } from './errors.ts';
import type { Pause } from './period.ts';
import { isPlainDate, type PlainDate } from './plain-date.ts';

/** A day, or a moment; a moment without an offset is Chinese time. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Reads the written start, pauses `A..B` and extensions `N@DATE`; throws `invalid_input` that quotes what is wrong. */
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
  if (isPlainDate(text)) return text;
  const parts = MOMENT.exec(text);
  const [, day = '', hour, minute, second = '00', offset = '+08:00'] = parts ?? [];
  const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
  const moment = new Date(`${day}T${hour}:${minute}:${second}${zone}`);
  if (!isPlainDate(day) || Number(hour) > 23 || Number.isNaN(moment.getTime())) {
    throw new AppError(
      'invalid_input',
      `起算“${text}”不是日期，应写作 2026-09-01，按小时计算的写到时刻 2026-09-01T10:30（北京时间）`,
    );
  }
  return moment;
}

function readPause(text: string): Pause {
  const parts = text.split('..');
  const [from = '', to = ''] = parts;
  if (parts.length !== 2 || !isPlainDate(from) || !isPlainDate(to)) {
    throw new AppError(
      'invalid_input',
      `不计入的时间“${text}”应写作 首日..末日，例如 2026-09-10..2026-09-15（首尾两日都不计入）`,
    );
  }
  return { from, to };
}

function readExtension(text: string): Extension {
  const [, length = '', on = ''] = /^(\d{1,6})@(.+)$/.exec(text) ?? [];
  if (!(Number(length) > 0) || !isPlainDate(on)) {
    throw new AppError(
      'invalid_input',
      `延长“${text}”应写作 数目@批准之日，例如 15@2026-09-22（单位与期限相同）`,
    );
  }
  return { length: Number(length), on };
}
