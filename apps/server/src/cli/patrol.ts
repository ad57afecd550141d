// First: the sooner it looks, the less can grow.
import './small-heaps.ts';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError } from '@wangjian/core/errors.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { decodeBody } from '@wangjian/patrol/decode-body.ts';
import { DEFAULT_LIMITS } from '@wangjian/patrol/limits.ts';
import { ReaderPool } from '@wangjian/patrol/readers/reader-pool.ts';
import { runPatrol } from '@wangjian/patrol/run-patrol.ts';
import { parseSeedList, type Seed } from '@wangjian/patrol/seed-list.ts';
import { Command, InvalidArgumentError } from 'commander';
import { showProgress, summary } from './patrol-progress.ts';
import type { ReaderSettings } from './patrol-reader.ts';
import { emptyTally, type PatrolReaders, RESULT_FILES, SiteResults } from './patrol-results.ts';

const CATALOG = join(import.meta.dirname, '../../../../catalog');
const INTERRUPTED = 130;
const MAX_READERS = 4;
/** A reader needs some 50 MB; a page of 24 MB of text needs 200 more for a moment. */
const READER_MEMORY = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 };

const FILES_HELP = `
结果文件（每行一个 JSON）：
  sites.jsonl     网站：经营者、统一社会信用代码、备案号、电话、页数、发现数、出错的地址
  pages.jsonl     网页：地址、状态、编码、标题、字节数与 SHA-256（按收到的原样计）、存档位置
  findings.jsonl  发现：规则、违法类型、语句、条款、理由
  *.warc.gz       网页存档（WARC 1.1），pages.jsonl 的 warc 指明应答记录的文件、起点和长度

遵守 robots.txt；同一网站两次访问之间停 1 秒（--allow-private 网段内不停）。`;

interface Options {
  readonly sites?: string;
  readonly out?: string;
  readonly maxPages: number;
  readonly concurrency: number;
  readonly text?: boolean;
  readonly allowPrivate: readonly string[];
}

export const command = new Command('patrol')
  .description('巡查网站：取页、存档、识别经营者、筛查违法内容，不需要数据库')
  .argument('[网址...]', '要巡查的网址或域名')
  .option('--sites <文件>', '网站名单：每行一个网址，可有注释（#）和“网址：”字样；- 表示标准输入')
  .option('--out <文件夹>', '结果文件夹；再次运行同一命令并用同一文件夹，会从停下的地方继续')
  .option('--max-pages <数>', '每个网站最多取多少页', count('--max-pages', 1_000_000), 200)
  .option(
    '--concurrency <数>',
    '同时巡查多少个网站（同一网站始终一次只取一页）',
    count('--concurrency', 1_000),
    32,
  )
  .option('--text', '在 pages.jsonl 中写入网页文字')
  .option(
    '--allow-private <网段>',
    '允许访问的内网网段，如 127.0.0.0/8；可重复，也可用逗号隔开',
    networks,
    [],
  )
  .addHelpText('after', FILES_HELP)
  .action(run);

async function run(urls: readonly string[], options: Options): Promise<void> {
  const seeds = await seedsOf(urls, options.sites);
  const on = dayInChina(new Date());
  const folder = resolve(options.out ?? `patrol-${on}`);
  const text = options.text === true;
  const readers = startReaders({ catalog: CATALOG, on, text }, seeds.length);
  const tally = emptyTally();
  const stop = stopOnSignals();
  const endProgress = showProgress(tally, seeds.length);
  const began = performance.now();
  try {
    await runPatrol(seeds, {
      folder,
      files: RESULT_FILES,
      consumer: (seed) => new SiteResults(seed, { readers, tally, text }),
      limits: { pagesPerSite: options.maxPages },
      concurrency: options.concurrency,
      allowPrivate: options.allowPrivate,
      signal: stop.signal,
      onFinishedEarlier: (report) => {
        tally.sites += 1;
        tally.pages += report.fetched;
        tally.earlierPages += report.fetched;
        if (report.ended === 'unreachable') tally.unreachable += 1;
      },
    });
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    endProgress();
    process.stderr.write(`已停下，取到的内容都在 ${folder}；再次运行同一命令并加 --out ${folder} 会接着做\n`);
    process.exitCode = INTERRUPTED;
    return;
  } finally {
    stop.release();
    await readers.close();
    if (!stop.signal.aborted) endProgress();
  }
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(summary(tally, folder, seconds));
}

/** One core fetches, the others read; one thread cannot fetch more than four can read. */
function startReaders(settings: ReaderSettings, sites: number): PatrolReaders {
  return new ReaderPool({
    entry: new URL('./patrol-reader.ts', import.meta.url),
    workerData: settings,
    workers: Math.min(availableParallelism() - 1, MAX_READERS, sites),
    limits: DEFAULT_LIMITS,
    resourceLimits: READER_MEMORY,
  });
}

/** The seeds of the arguments and the list; lines without an address are named on standard error and passed over. */
async function seedsOf(urls: readonly string[], file: string | undefined): Promise<Seed[]> {
  const wrong = urls.filter((url) => parseSeedList(url).seeds.length === 0);
  if (wrong.length > 0) {
    const problems = wrong.map((url) => ({ path: url, message: '不是可以访问的网址' }));
    throw new AppError('invalid_input', '有网址写法不对，请改正，例如 https://shop.example.cn', { problems });
  }
  const { seeds, problems } = parseSeedList([...urls, await listText(file)].join('\n'));
  for (const { line, text, messageZh } of problems) {
    process.stderr.write(`${file} 第 ${line - urls.length} 行：${messageZh}，已跳过：${text}\n`);
  }
  if (seeds.length === 0) {
    throw new AppError('invalid_input', '没有要巡查的网址：请写在命令后面，或用 --sites 指定名单文件');
  }
  return seeds;
}

async function listText(file: string | undefined): Promise<string> {
  if (file === undefined) return '';
  try {
    return decodeBody(file === '-' ? await standardInput() : await readFile(file)).text;
  } catch (error) {
    throw new AppError('invalid_input', `读不到网站名单“${file}”，请检查路径`, { cause: error });
  }
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function count(name: string, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`${name} 应是 1 到 ${most} 的整数`);
  };
}

function networks(text: string, before: readonly string[]): readonly string[] {
  return [...before, ...text.split(/[,，\s]+/).filter(Boolean)];
}

/** The first Ctrl-C lets what is being written be finished; what was fetched is kept. */
function stopOnSignals() {
  const controller = new AbortController();
  const onSignal = () => controller.abort(new Error('interrupted'));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
