import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Calendars } from '@wangjian/core/deadline.ts';
import { DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import { AppError, type FieldProblem } from '@wangjian/core/errors.ts';
import { isPlainDate, type PlainDate } from '@wangjian/core/plain-date.ts';
import { type CalendarNotice, type DayMark, workCalendar } from '@wangjian/core/work-calendar.ts';
import { parse, YAMLParseError } from 'yaml';
import { type ZodType, z } from 'zod';

const Day = z.string().refine(isPlainDate, '日期应写作 YYYY-MM-DD');
const DaysByName = z.record(z.string(), z.array(Day).min(1));

/** `catalog/calendars/*.yaml`: one notice of days off and weekend days to be worked, each written as a whole date. */
const Notice = z.strictObject({
  notice: z.string().min(1),
  url: z.url(),
  published: Day,
  completes: z.int().optional(),
  presumed: z.literal(true).optional(),
  source: z.enum(['text', 'page', 'memory']),
  checked: z.string().min(1),
  note: z.string().optional(),
  holidays: DaysByName,
  workdays: DaysByName,
});

const Example = z.strictObject({
  name: z.string().min(1),
  start: z.string().min(1),
  pauses: z.array(z.string()).default([]),
  extensions: z.array(z.string()).default([]),
  strict: z.string(),
  legal: z.string(),
  due: z.string(),
  provisional: z.boolean().default(false),
});
const Examples = z.strictObject({ examples: z.array(Example).min(3, '至少三个算例') });
export type DeadlineExample = z.infer<typeof Example>;

export interface DeadlineCatalog extends Calendars {
  readonly rules: readonly DeadlineRule[];
  /** As published, to lay further notices over. */
  readonly notices: readonly CalendarNotice[];
}

/** Reads `deadlines/` and `calendars/` of a catalog folder; throws `invalid_input` naming every file and field wrong. */
export function loadDeadlines(catalog: string): DeadlineCatalog {
  const problems: FieldProblem[] = [];
  const folder = join(catalog, 'deadlines');
  const rules: DeadlineRule[] = [];
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name, 'deadline.yaml');
    const rule = read(path, DeadlineRule, problems);
    if (rule && rule.id !== name) problems.push({ path, message: `id 应为 ${name}，与文件夹一致` });
    if (rule) rules.push(rule);
  }
  const notices: CalendarNotice[] = [];
  const calendars = join(catalog, 'calendars');
  for (const name of readdirSync(calendars).sort()) {
    const document = read(join(calendars, name), Notice, problems);
    if (document) notices.push(asNotice(document));
  }
  throwOn(problems, catalog);
  return {
    rules,
    notices,
    calendar: workCalendar(notices),
    unpresumed: workCalendar(notices, { presumed: false }),
  };
}

/** The worked examples beside a deadline; throws `invalid_input` where the file is wrong or has fewer than three. */
export function loadDeadlineExamples(catalog: string, id: string): readonly DeadlineExample[] {
  const problems: FieldProblem[] = [];
  const document = read(join(catalog, 'deadlines', id, 'examples.yaml'), Examples, problems);
  throwOn(problems, catalog);
  return document?.examples ?? [];
}

function asNotice(document: z.infer<typeof Notice>): CalendarNotice {
  const days = new Map<PlainDate, DayMark>();
  for (const [kind, byName] of [
    ['holiday', document.holidays],
    ['workday', document.workdays],
  ] as const) {
    for (const [name, list] of Object.entries(byName)) for (const day of list) days.set(day, { kind, name });
  }
  const { published, completes, presumed } = document;
  return { published, completes, presumed, days };
}

function read<T>(path: string, schema: ZodType<T>, problems: FieldProblem[]): T | undefined {
  let data: unknown;
  try {
    data = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const message = error instanceof YAMLParseError ? `YAML 写错了：${error.message}` : '读不到文件';
    problems.push({ path, message });
    return undefined;
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    problems.push({ path: `${path} ${issue.path.join('.')}`, message: issue.message });
  }
  return undefined;
}

function throwOn(problems: readonly FieldProblem[], catalog: string): void {
  if (problems.length === 0) return;
  throw new AppError('invalid_input', `期限目录 ${catalog} 有 ${problems.length} 处错误，请按下列提示修改`, {
    problems,
  });
}
