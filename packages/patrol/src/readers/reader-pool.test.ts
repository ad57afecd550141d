import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.ts';
import type { SiteReport } from '../patrol-site.ts';
import { runPatrol } from '../run-patrol.ts';
import { parseSeedList } from '../seed-list.ts';
import { type LoopbackSite, loopbackSite, shopPage } from '../testing/loopback-site.ts';
import { ReaderPool, type RemoteSite, type WorkedPage } from './reader-pool.ts';

interface Summary {
  readonly pages: number;
  readonly titles: readonly string[];
}

const ENTRY = new URL('../testing/fragile-reader.ts', import.meta.url);
let folder: string;
let sites: LoopbackSite[] = [];
let pools: ReaderPool<number, Summary>[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readers-'));
});
afterEach(async () => {
  await Promise.all([...sites.map((site) => site.close()), ...pools.map((pool) => pool.close())]);
  [sites, pools] = [[], []];
  await rm(folder, { recursive: true, force: true });
});

/** Sites of ten pages; the title of the fifth page of the first site is given, and that of its front page. */
async function market(count: number, title: string, home = '首页'): Promise<string> {
  const links = Array.from({ length: 9 }, (_, i) => `/goods/${i + 1}.html`);
  sites = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      loopbackSite({
        '/': shopPage(index === 0 ? home : '首页', links),
        '*': (req, res) => {
          const own = index === 0 && req.url === '/goods/5.html' ? title : `商品${req.url}`;
          res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(shopPage(own, links));
        },
      }),
    ),
  );
  return sites.map((site) => site.host).join('\n');
}

interface Line {
  readonly url: string;
  readonly extra?: number;
  readonly error?: string;
}

/** Runs over the list and gives reports, lines of pages and what the workers said of each site. */
async function run(list: string, options: { workers?: number; pageMs?: number; entry?: URL } = {}) {
  const pool = new ReaderPool<number, Summary>({
    entry: ENTRY,
    workerData: undefined,
    workers: 2,
    limits: DEFAULT_LIMITS,
    resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8 },
    ...options,
  });
  pools.push(pool);
  const summaries = new Map<string, Summary | undefined>();
  const reports = await runPatrol<WorkedPage<number>>(parseSeedList(list).seeds, {
    folder,
    files: ['pages.jsonl'],
    allowPrivate: ['127.0.0.0/8'],
    delayMs: 0,
    concurrency: 4,
    consumer: (seed) => {
      let remote: RemoteSite<number, Summary> | undefined;
      return {
        begin: () => {
          remote = pool.open(seed);
        },
        read: (request, answer) => remote!.read(request, answer),
        page: ({ url, extra, error }) => [
          { file: 'pages.jsonl', text: `${JSON.stringify({ url, extra, error: error?.messageZh })}\n` },
        ],
        finish: async (report) => {
          summaries.set(seed.site, await remote!.finish(report));
          return [];
        },
      };
    },
  });
  const text = await readFile(join(folder, 'pages.jsonl'), 'utf8');
  const lines: Line[] = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { reports: new Map(reports.map((report) => [report.site, report])), lines, summaries };
}

function expectEveryPageOnce(lines: readonly Line[]): void {
  const urls = sites.flatMap((site) => [
    `${site.origin}/`,
    ...Array.from({ length: 9 }, (_, i) => `${site.origin}/goods/${i + 1}.html`),
  ]);
  expect(lines.map(({ url }) => url).sort()).toEqual(urls.sort());
}

function errorsOf(report: SiteReport | undefined): (readonly [string, string])[] {
  return (report?.errors ?? []).map(({ url, messageZh }) => [new URL(url).pathname, messageZh] as const);
}

describe('ReaderPool', () => {
  test('reads every page of every site, whoever does it, and says the same each time', async () => {
    const list = await market(6, '平常');
    const { lines, summaries, reports } = await run(list);
    expectEveryPageOnce(lines);
    for (const { extra, error } of lines) {
      expect(extra).toBeGreaterThan(100);
      expect(error).toBeUndefined();
    }
    expect(summaries.size).toBe(6);
    for (const summary of summaries.values()) {
      expect(summary?.pages).toBe(10);
      expect(new Set(summary?.titles).size).toBe(10);
      expect(summary?.titles[0]).toBe('首页');
    }
    for (const report of reports.values()) expect(report).toMatchObject({ read: 10, errors: [] });
  });

  test.each([
    ['崩溃', '意外退出'],
    ['占满内存', '内存不足'],
    ['不停', '没有处理完'],
  ])(
    'a page that ends its worker (%s) has an error; its site and the others are read whole',
    async (title, words) => {
      const list = await market(5, title);
      const { lines, reports, summaries } = await run(list, { workers: 1, pageMs: 1_500 });
      expectEveryPageOnce(lines);
      const [first, ...others] = sites.map((site) => reports.get(site.host));
      expect(errorsOf(first)).toEqual([['/goods/5.html', expect.stringContaining(words)]]);
      expect(first).toMatchObject({ fetched: 10, read: 9, ended: 'done' });
      for (const report of others) expect(report).toMatchObject({ read: 10, errors: [] });
      // The new worker knows of each site what the lost one knew.
      for (const site of sites) {
        const pages = site === sites[0] ? 9 : 10;
        expect(summaries.get(site.host)).toMatchObject({ pages });
        expect(summaries.get(site.host)?.titles).toHaveLength(pages);
      }
      // Nothing is asked for twice but what was not yet kept when the worker was lost.
      for (const site of sites) expect(site.asked.length).toBeLessThanOrEqual(14);
    },
  );

  test('work that throws is an error of its page alone', async () => {
    const list = await market(2, '出错');
    const { lines, reports } = await run(list);
    expectEveryPageOnce(lines);
    expect(errorsOf(reports.get(sites[0]!.host))).toEqual([
      ['/goods/5.html', expect.stringContaining('规则出错')],
    ]);
  });

  test('a worker lost over the summary of a site: the site has none, its pages are there, the run goes on', async () => {
    const list = await market(3, '平常', '汇总崩溃');
    const { lines, summaries, reports } = await run(list, { workers: 1 });
    expectEveryPageOnce(lines);
    expect(summaries.get(sites[0]!.host)).toBeUndefined();
    expect(summaries.get(sites[1]!.host)).toMatchObject({ pages: 10 });
    expect(reports.size).toBe(3);
  });

  test('a worker that cannot start ends the run and says why', async () => {
    const list = await market(1, '平常');
    const entry = new URL('../testing/no-such-reader.ts', import.meta.url);
    await expect(run(list, { entry })).rejects.toThrow(/no-such-reader/);
  });
});
