import { join } from 'node:path';
import { computeDeadline } from '@wangjian/core/deadline.ts';
import { readDeadlineInput } from '@wangjian/core/deadline-arguments.ts';
import type { DeadlineRule } from '@wangjian/core/deadline-rule.ts';
import { AppError } from '@wangjian/core/errors.ts';
import { Command } from 'commander';
import { loadDeadlines } from '../modules/deadlines/catalog.ts';
import { checkUse } from '../modules/deadlines/lawful-use.ts';
import { describeDeadline, explainDeadline } from '../modules/deadlines/words.ts';

const CATALOG = join(import.meta.dirname, '../../../../catalog');

interface Options {
  readonly start?: string;
  readonly pause: readonly string[];
  readonly extend: readonly string[];
  readonly json?: boolean;
}

const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export const command = new Command('deadline')
  .description('法定期限：从起算日算出届满日；deadline list 列出全部期限，deadline list 听证 只列有关的')
  .argument('<编号>', '期限编号，例如 clue-check；写 list 列出全部')
  .argument('[词...]', '写在 list 之后：只列名称、依据、起算等含有这些词的期限')
  .option('--start <日期>', '起算事件发生之日（当日不计入）；按小时计算的写到时刻，例如 2026-09-01T10:30')
  .option('--pause <首日..末日>', '不计入的时间，首尾两日都不计入；可以写多次', collect, [])
  .option('--extend <数目@日期>', '批准延长的数目和批准之日，单位与期限相同；可以写多次', collect, [])
  .option('--json', '输出 JSON')
  .action(deadline);

function deadline(id: string, words: readonly string[], options: Options): void {
  const { rules, ...calendars } = loadDeadlines(CATALOG);
  if (id === 'list') {
    list(rules, words, options);
    return;
  }
  if (words.length > 0) {
    throw new AppError('invalid_input', `多余的参数“${words.join(' ')}”：一次算一个期限，只写一个编号`);
  }
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new AppError('invalid_input', unknownId(id, rules));
  if (options.start === undefined) {
    throw new AppError('invalid_input', `缺少 --start：请写“${rule.start}”，例如 --start 2026-09-01`);
  }
  const input = readDeadlineInput(options.start, options.pause, options.extend);
  const outcome = computeDeadline(rule, input, calendars);
  for (const warning of checkUse(rule, input, outcome, calendars)) process.stderr.write(`注意：${warning}\n`);
  const { strict, legal, due, provisional, readings } = outcome;
  if (options.json) {
    const { from } = outcome.version;
    const basis = outcome.version.basis.map(({ law, article, source }) =>
      source === 'text' ? { law, article, from } : { law, article, from, unverified: true },
    );
    out(JSON.stringify({ id, strict, legal, due, provisional, basis, readings }));
  } else {
    out(explainDeadline(rule, input, outcome, calendars.calendar));
  }
}

function list(rules: readonly DeadlineRule[], words: readonly string[], { json }: Options): void {
  const found = rules.filter((rule) => {
    const text = describeDeadline(rule).toLowerCase();
    return words.every((word) => text.includes(word.toLowerCase()));
  });
  if (found.length === 0) {
    const hint = nearest(words.join(''), rules);
    throw new AppError(
      'invalid_input',
      `没有与“${words.join(' ')}”有关的期限。${hint}。用 deadline list 查看全部`,
    );
  }
  for (const rule of found) out(json ? JSON.stringify(asListed(rule)) : describeDeadline(rule));
  if (!json) out(`共 ${found.length} 个期限`);
}

/** A rule as it is listed for programs: versions whose text nobody read are marked. */
const asListed = (rule: DeadlineRule) => ({
  ...rule,
  versions: rule.versions.map((version) => ({
    ...version,
    unverified: !version.basis.some(({ source }) => source === 'text'),
  })),
});

const unknownId = (id: string, rules: readonly DeadlineRule[]): string =>
  `没有编号为“${id}”的期限。${nearest(id, rules)}。用 deadline list 查看全部，deadline list 听证 查找`;

/** Names the nearest ids: those that share words with what was typed, in the id or in the Chinese words. */
function nearest(typed: string, rules: readonly DeadlineRule[]): string {
  const near = rules
    .map((rule) => {
      const wanted = typed.toLowerCase();
      // What it is called weighs more than what is said of it.
      const score =
        likeness(wanted, `${rule.id} ${rule.title}`) + likeness(wanted, describeDeadline(rule)) / 4;
      return { rule, score };
    })
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ rule }) => `${rule.id}（${rule.title}）`);
  return near.length > 0 ? `您要找的可能是：${near.join('；')}` : '没有相近的编号';
}

/** Share of the pairs of letters of `wanted` that occur in `text`. */
function likeness(wanted: string, text: string): number {
  const pairs = new Set(Array.from({ length: wanted.length - 1 }, (_, at) => wanted.slice(at, at + 2)));
  if (pairs.size === 0) return text.includes(wanted) ? 1 : 0;
  return [...pairs].filter((pair) => text.includes(pair)).length / pairs.size;
}
