import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina, isPlainDate } from '@wangjian/core/plain-date.ts';
import { articlesOn } from '@wangjian/screening/citations.ts';
import { compile } from '@wangjian/screening/compile.ts';
import { type Catalog, loadCatalog } from '@wangjian/screening/load-catalog.ts';
import { runExamples } from '@wangjian/screening/rule-tests.ts';
import { Command } from 'commander';
import { compareHits, type Hits, hitsOfPages } from './rules-backtest.ts';

const CATALOG = join(import.meta.dirname, '../../../../catalog');

interface Options {
  readonly json?: boolean;
  readonly on?: string;
  readonly pages?: string;
  readonly against?: string;
}

const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const command = new Command('rules').description('规则目录：测试、列出、说明、回测');

command
  .command('test')
  .description('运行规则的例子；不写编号则运行全部')
  .argument('[编号...]', '规则编号或其开头，例如 ads/ 或 terms/final-interpretation')
  .option('--json', '输出 JSON Lines')
  .action(test);
command.command('list').description('列出全部规则').option('--json', '输出 JSON Lines').action(list);
command
  .command('explain')
  .description('说明一条规则：违法类型、条款、匹配式、例子')
  .argument('<编号>', '规则编号')
  .option('--on <日期>', '按哪一天有效的法律（YYYY-MM-DD），默认今天')
  .option('--json', '输出 JSON')
  .action(explain);
command
  .command('backtest')
  .description('用以往网页回测：每条规则命中多少；与旧目录相比多了哪些、少了哪些')
  .requiredOption('--pages <文件>', 'pages.jsonl，每行含 url 和 text')
  .option('--against <目录>', '旧的规则目录')
  .option('--on <日期>', '按哪一天有效的法律（YYYY-MM-DD），默认今天')
  .option('--json', '输出 JSON Lines')
  .action(backtest);

function dayOf(options: Options): string {
  const on = options.on ?? dayInChina(new Date());
  if (!isPlainDate(on)) throw new AppError('invalid_input', `--on 应写作 YYYY-MM-DD，收到的是“${on}”`);
  return on;
}

function test(ids: readonly string[], options: Options): void {
  const catalog = loadCatalog(CATALOG, { examples: true });
  // Examples try the rule itself, without the wording that was learned from them.
  const screener = compile({ ...catalog, scorer: undefined }, { on: dayOf(options), include: 'draft' });
  const chosen = catalog.rules.filter(
    ({ document }) => ids.length === 0 || ids.some((id) => document.id.startsWith(id)),
  );
  if (chosen.length === 0) {
    throw new AppError('invalid_input', `没有规则“${ids.join(' ')}”，用 rules list 查看编号`);
  }
  let wrong = 0;
  let total = 0;
  for (const rule of chosen) {
    for (const result of runExamples(rule, screener)) {
      total++;
      if (!result.ok) wrong++;
      if (options.json) out(JSON.stringify(result));
      else if (!result.ok) {
        const want = result.expected === 'hit' ? '应命中' : '不应命中';
        out(`✗ ${result.rule} ${want}第 ${result.number} 条：${result.text}\n   实际：${result.seen}`);
      }
    }
  }
  if (!options.json) out(`${chosen.length} 条规则，${total} 个例子，${wrong} 个不符`);
  if (wrong > 0) process.exitCode = 1;
}

function list(options: Options): void {
  const catalog = loadCatalog(CATALOG);
  for (const { document } of catalog.rules) {
    const type = catalog.violations.get(document.violation);
    const { id, version, status, level, title, violation } = document;
    if (options.json) {
      out(JSON.stringify({ id, version, status, level, title, violation, category: type?.category }));
    } else {
      out(
        `${id.padEnd(34)} ${version}  ${status.padEnd(7)} ${level.padEnd(9)} ${type?.category ?? '  '}  ${title}`,
      );
    }
  }
  if (!options.json) out(`共 ${catalog.rules.length} 条规则，覆盖 ${coverage(catalog)} 种违法类型`);
}

function coverage(catalog: Catalog): number {
  return new Set(
    catalog.rules
      .filter(({ document }) => document.status === 'active')
      .map(({ document }) => document.violation),
  ).size;
}

function explain(id: string, options: Options): void {
  const catalog = loadCatalog(CATALOG, { examples: true });
  const rule = catalog.rules.find(({ document }) => document.id === id);
  if (!rule) throw new AppError('invalid_input', `没有规则“${id}”，用 rules list 查看编号`);
  const { document, examples } = rule;
  const type = catalog.violations.get(document.violation);
  const articles = type ? articlesOn(document, type, catalog.regulations, dayOf(options)) : [];
  if (options.json) {
    out(JSON.stringify({ ...document, violationType: type, articles, examples }));
    return;
  }
  const lines = [
    `${document.id}  ${document.version}  ${document.status}  ${document.level}`,
    `名称：${document.title}`,
    `违法类型：${type?.name ?? ''}（${catalog.categories.get(type?.category ?? '') ?? ''}）`,
    `理由：${document.why}`,
    '依据：',
    ...articles.map(({ law, article, version, unverified }) => {
      const summary = catalog.regulations
        .get(law)
        ?.articles.find((entry) => entry.article === article)?.summary;
      return `  《${law}》${article}（${version} 起施行${unverified ? '，未核对' : ''}）${summary ? `：${summary}` : ''}`;
    }),
    '匹配式：',
    ...document.match.map(
      (item) => `  ${typeof item === 'string' ? item : (item.pattern ?? (item.together ?? []).join(' ＋ '))}`,
    ),
    ...(document.site ? [`  站点检查 ${document.site.check}（${document.site.kinds.join('、')}）`] : []),
    `例子：应命中 ${examples?.hits.length ?? 0} 条，不应命中 ${examples?.misses.length ?? 0} 条`,
  ];
  out(lines.join('\n'));
}

async function backtest(options: Options): Promise<void> {
  const on = dayOf(options);
  const file = options.pages ?? '';
  const current = compile(loadCatalog(CATALOG), { on, include: 'shadow' });
  const previous = options.against
    ? compile(loadCatalog(options.against), { on, include: 'shadow' })
    : undefined;
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
  let hits: Hits;
  try {
    hits = await hitsOfPages(lines, current, previous, (number, problem) => {
      process.stderr.write(`${file} 第 ${number} 行：${problem}，已跳过\n`);
    });
  } catch (cause) {
    throw new AppError('invalid_input', `读不到“${file}”，请检查路径`, { cause });
  }
  for (const row of compareHits(hits)) {
    if (options.json) out(JSON.stringify(row));
    else {
      const change = previous ? `  新增 ${row.added}  减少 ${row.removed}` : '';
      out(`${row.rule.padEnd(34)} 命中 ${row.hits}，网页 ${row.pages}${change}`);
      for (const example of row.examples) out(`    ${example}`);
    }
  }
  if (!options.json) out(`共读 ${hits.pages} 页`);
}
