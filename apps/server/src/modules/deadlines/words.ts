import { type DeadlineInput, type DeadlineOutcome, UNIT_NAMES } from '@wangjian/core/deadline.ts';
import type { BasisItem, DeadlineRule, DeadlineVersion } from '@wangjian/core/deadline-rule.ts';
import type { Pause } from '@wangjian/core/period.ts';
import { addDays, dayInChina, instantInChina, type PlainDate, weekdayOf } from '@wangjian/core/plain-date.ts';
import { type WorkCalendar, workdayOnOrBefore } from '@wangjian/core/work-calendar.ts';

const BINDS: Readonly<Record<DeadlineRule['binds'], string>> = {
  authority: '机关',
  police: '公安机关',
  party: '当事人',
  platform: '平台',
};
const SOURCES: Readonly<Record<BasisItem['source'], string>> = {
  text: '',
  page: '（据网页，未核对原文）',
  memory: '（未核对）',
};
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** How long, in words: `15 个工作日`, `提前 7 日`, `每年 01-01 至 06-30`. */
export function lengthInWords(rule: DeadlineRule, version: DeadlineVersion, length = version.length): string {
  if (rule.windows) return `每年 ${rule.windows.map(({ from, to }) => `${from} 至 ${to}`).join('、')}`;
  const words = `${length} ${UNIT_NAMES[version.unit]}`;
  if (rule.kind === 'before') return `提前 ${words}`;
  return rule.kind === 'keep' ? `满 ${words}` : words;
}

/** The articles, with a mark on those whose text was not read. */
export function basisInWords(version: DeadlineVersion): string {
  return version.basis.map(({ law, article, source }) => `${law}${article}${SOURCES[source]}`).join('；');
}

/** Who may extend and by how much, in words. */
export function extensionsInWords(rule: DeadlineRule): string {
  const last = rule.versions.at(-1);
  if (rule.extensions.length === 0 || !last) return '不能延长';
  return rule.extensions
    .map(({ by, length }) => `${by}，${length ? `${length} ${UNIT_NAMES[last.unit]}` : '没有规定上限'}`)
    .join('；');
}

/** Whom it binds, in words. */
export function boundInWords(rule: DeadlineRule): string {
  return BINDS[rule.binds];
}

/** One deadline of the list, in a few lines: every version, start, extension, pause and what its end brings. */
export function describeDeadline(rule: DeadlineRule): string {
  const versions = rule.versions.map((version) => {
    const span = `${version.from} 起${version.until ? `至 ${version.until}` : ''}`;
    return `    ${lengthInWords(rule, version)}（${span}起算的）：${basisInWords(version)}`;
  });
  const extra = [
    `    起算：${rule.start}；约束：${boundInWords(rule)}；延长：${extensionsInWords(rule)}`,
    ...(rule.pauses.length > 0 ? [`    不计入：${rule.pauses.join('；')}`] : []),
    `    届满：${rule.expiry}`,
  ];
  return [`${rule.id}  ${rule.title}`, ...versions, ...extra].join('\n');
}

/** The answer for people: what was counted, what was passed over, why the end moved, what else could be read. */
export function explainDeadline(
  rule: DeadlineRule,
  input: DeadlineInput,
  outcome: DeadlineOutcome,
  calendar: WorkCalendar,
): string {
  const { version, strict, legal, due } = outcome;
  const day = input.start instanceof Date ? dayInChina(input.start) : input.start;
  const hours = version.unit === 'hour';
  const written = (end: string): string =>
    hours ? end : `${end}（${dayInWords(end as PlainDate, calendar)}）`;
  const start = hours && input.start instanceof Date ? instantInChina(input.start) : written(day);
  const lines = [
    `${rule.title}（${rule.id}）`,
    `依据：${basisInWords(version)}，按起算时有效的版本（${version.from} 起施行）`,
    rule.windows
      ? `对应日期：${start}`
      : `起算：${start}，${rule.start.replace('（往前数）', '')}${hours ? '' : '，当日不计入'}`,
    `期限：${lengthInWords(rule, version, outcome.length)}${extended(version, outcome.length)}，约束${boundInWords(rule)}`,
    ...(hours || rule.windows
      ? []
      : passedOver(rule, version, day, strict as PlainDate, input.pauses ?? [], calendar)),
    `${rule.kind === 'keep' ? '届满' : '末日'}（不顺延）：${written(strict)}`,
    `法定届满：${written(legal)}${moved(outcome, calendar)}`,
    `应当办结：${written(due)}${advice(rule, outcome, calendar)}`,
    ...(outcome.provisional ? ['暂定：涉及尚未公布放假安排的日子，通知公布后要重新计算'] : []),
    `届满后果：${rule.expiry}`,
  ];
  if (outcome.readings.length > 0) {
    lines.push('不同读法：');
    for (const { label, provisional, ...dates } of outcome.readings) {
      lines.push(
        `  ${label}：末日 ${dates.strict}，法定届满 ${dates.legal}，应当办结 ${dates.due}${provisional ? '（暂定）' : ''}`,
      );
    }
  }
  return lines.join('\n');
}

function dayInWords(day: PlainDate, calendar: WorkCalendar): string {
  const mark = calendar.mark(day);
  const weekday = `星期${WEEKDAYS[weekdayOf(day) - 1]}`;
  if (!mark) return weekday;
  return `${weekday}，${mark.name}${mark.kind === 'holiday' ? '放假' : '调休上班'}`;
}

const extended = (version: DeadlineVersion, length: number): string =>
  length > version.length ? `（${version.length} 加延长 ${length - version.length}，自起算日连续计算）` : '';

/** The days between start and end that were not counted, and for working days those that were counted on a weekend. */
function passedOver(
  rule: DeadlineRule,
  version: DeadlineVersion,
  start: PlainDate,
  end: PlainDate,
  pauses: readonly Pause[],
  calendar: WorkCalendar,
): string[] {
  const lines = pauses.map(({ from, to }) => `不计入：${from} 至 ${to}`);
  if (version.unit !== 'workday') return lines;
  const [first, last] = rule.kind === 'before' ? [end, addDays(start, -1)] : [addDays(start, 1), end];
  const off = new Map<string, number>();
  const worked: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (pauses.some(({ from, to }) => from <= day && day <= to)) continue;
    const kind = calendar.kind(day);
    const name = kind === 'holiday' ? `${calendar.mark(day)?.name}放假` : '周末';
    if (kind !== 'workday') off.set(name, (off.get(name) ?? 0) + 1);
    else if (calendar.mark(day)) worked.push(day);
  }
  const rest = [...off].map(([name, days]) => `${name} ${days} 天`);
  if (rest.length > 0) lines.push(`不是工作日：${rest.join('，')}`);
  if (worked.length > 0) lines.push(`周末调休上班，计入：${worked.join('、')}`);
  return lines;
}

function moved({ strict, legal, version }: DeadlineOutcome, calendar: WorkCalendar): string {
  if (strict === legal) return '';
  if (version.unit === 'hour') return '，开始的时不计入（市场监督管理行政处罚程序规定第八十条）';
  const why =
    calendar.kind(strict as PlainDate) === 'holiday' ? calendar.mark(strict as PlainDate)?.name : '周末';
  return `，末日遇${why}，顺延到其后第一日`;
}

/** An authority whose last day is a day off does better to act on the working day before. */
function advice(rule: DeadlineRule, { due, version }: DeadlineOutcome, calendar: WorkCalendar): string {
  if (version.unit === 'hour' || rule.kind === 'keep') return '';
  const early = workdayOnOrBefore(due as PlainDate, calendar);
  return early === due ? '' : `，当日不上班，宜在此前最后一个工作日 ${early} 办结`;
}
