import { addDays, isPlainDate, type PlainDate, weekdayOf } from '@wangjian/core/plain-date.ts';
import type { EnteredDay } from './tables.ts';

const WEEKDAYS = '一二三四五六日';

/** What was read from a notice's text, with what in it does not agree with itself. */
export interface NoticeReading {
  readonly title: string | null;
  readonly days: readonly EnteredDay[];
  readonly problems: readonly string[];
}

/** `一、元旦：…` or `元旦：…`: name of the holiday and the sentences about it. */
const SECTION =
  /(?:^|[。；\n])\s*(?:[一二三四五六七八九十]+、)?\s*([^\s：:。；，、（）()]{2,6}(?:、[^\s：:。；，（）()]{2,4})?)[：:]/g;
const DATE = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日/g;

/**
 * Reads the State Council's notice as it is published (`一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`)
 * for a year. Weekdays and counts that the text gives are checked against the calendar.
 */
export function readNoticeText(text: string, year: number): NoticeReading {
  const problems: string[] = [];
  const days = new Map<PlainDate, EnteredDay>();
  const found = [...text.matchAll(SECTION)];
  for (const [index, section] of found.entries()) {
    const name = section[1]!;
    const body = text.slice(section.index + section[0].length, found[index + 1]?.index ?? text.length);
    for (const sentence of body.split(/[。；\n]/)) {
      const kind = /上班|正常工作/.test(sentence) ? 'workday' : /放假|休息/.test(sentence) ? 'holiday' : null;
      if (kind === null) continue;
      const read = kind === 'holiday' ? readRange(sentence, year) : readEach(sentence, year);
      problems.push(...read.problems.map((problem) => `${name}：${problem}`));
      for (const day of read.days) {
        const before = days.get(day);
        if (before && before.kind !== kind) problems.push(`${name}：${day} 既放假又上班`);
        days.set(day, { day, kind, name });
      }
    }
  }
  if (found.length === 0 || days.size === 0) {
    problems.push(
      '没有读到放假日期；请粘贴通知正文，例如“一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。”',
    );
  }
  const title =
    /国务院办公厅关于\s*\d{4}\s*年[^\n。]{2,20}通知/.exec(text)?.[0].replaceAll(/\s/g, '') ?? null;
  return { title, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), problems };
}

interface Dates {
  readonly days: PlainDate[];
  readonly problems: string[];
}

/** Single days and `…至…`, in the order of the sentence; a number alone is of the month before it. */
function readRange(sentence: string, year: number): Dates {
  const { dates, problems } = datesIn(sentence, year);
  const days: PlainDate[] = [];
  for (const [index, { day, after }] of dates.entries()) {
    const next = dates[index + 1];
    if (!after.startsWith('至') || !next) {
      if (!(index > 0 && dates[index - 1]!.after.startsWith('至'))) days.push(day);
      continue;
    }
    if (next.day < day || next.day > addDays(day, 20)) {
      problems.push(`${day} 至 ${next.day} 不像一次放假`);
      continue;
    }
    for (let at = day; at <= next.day; at = addDays(at, 1)) days.push(at);
  }
  const said = /共\s*(\d{1,2})\s*天/.exec(sentence)?.[1];
  if (said !== undefined && Number(said) !== days.length) {
    problems.push(`写明共 ${said} 天，读到 ${days.length} 天`);
  }
  return { days, problems };
}

function readEach(sentence: string, year: number): Dates {
  const { dates, problems } = datesIn(sentence, year);
  return { days: dates.map(({ day }) => day), problems };
}

interface FoundDate {
  readonly day: PlainDate;
  /** What follows it, brackets taken off. */
  readonly after: string;
}

function datesIn(sentence: string, year: number): { dates: FoundDate[]; problems: string[] } {
  const problems: string[] = [];
  const dates: FoundDate[] = [];
  let [atYear, atMonth] = [year, 0];
  for (const match of sentence.matchAll(DATE)) {
    const inBrackets = /[（(][^）)]*$/.test(sentence.slice(0, match.index));
    if (inBrackets) continue;
    const [whole, writtenYear, month, number] = match;
    if (writtenYear) atYear = Number(writtenYear);
    else if (month && dates.length > 0 && Number(month) < atMonth) atYear += 1;
    if (month) atMonth = Number(month);
    const day = `${atYear}-${String(atMonth).padStart(2, '0')}-${String(number).padStart(2, '0')}`;
    if (!isPlainDate(day)) {
      problems.push(`“${whole}”不是日期`);
      continue;
    }
    const rest = sentence.slice(match.index + whole.length);
    const bracket = /^[（(]([^）)]*)[）)]/.exec(rest);
    const weekday = /(?:周|星期)([一二三四五六日天])/.exec(bracket?.[1] ?? '')?.[1]?.replace('天', '日');
    if (weekday && WEEKDAYS[weekdayOf(day) - 1] !== weekday) {
      problems.push(`${day} 是星期${WEEKDAYS[weekdayOf(day) - 1]}，通知写的是周${weekday}，请核对年份和日期`);
    }
    dates.push({ day, after: rest.slice(bracket?.[0].length ?? 0).trimStart() });
  }
  return { dates, problems };
}
