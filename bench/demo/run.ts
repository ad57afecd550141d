// 演示市场：巡查全部演示网站，把发现、网站类型和经营者与已知答案比较，打印召回率和准确率（--verbose 列出漏报和误报）
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCatalog } from '@wangjian/screening/load-catalog.ts';
import { DEFAULT_SEED } from '../../apps/server/src/demo/market.ts';
import { type DemoMarket, startDemoMarket } from '../../apps/server/src/demo/start-demo-market.ts';
import { compareFindings } from './compare-findings.ts';
import { compareSites } from './compare-sites.ts';
import { printReport } from './report.ts';
import { readResults } from './results.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: DEFAULT_SEED },
    verbose: { type: 'boolean', default: false },
    'max-pages': { type: 'string', default: '400' },
    concurrency: { type: 'string', default: '16' },
    /** Keeps the results of the patrol in this folder. */
    out: { type: 'string' },
  },
});

const market = await startDemoMarket({ seed: options.seed });
const folder = options.out ?? mkdtempSync(join(tmpdir(), 'wangjian-demo-'));
try {
  const began = performance.now();
  await patrol(market, folder);
  const seconds = (performance.now() - began) / 1000;
  const results = readResults(folder);
  const truth = market.truth();
  const hosts = new Map(
    market.hosts.flatMap(
      (host) =>
        [
          [host.host, host.siteId],
          ...(uniqueNames(market) ? [[new URL(host.url).hostname, host.siteId] as [string, string]] : []),
        ] as [string, string][],
    ),
  );
  console.log(`种子 ${options.seed}：${market.hosts.length} 个网站；用时 ${seconds.toFixed(1)} 秒`);
  printReport(
    truth,
    results,
    compareFindings(truth, results),
    compareSites(truth, hosts, results),
    ruled(),
    options.verbose,
  );
} finally {
  await market.close();
  if (!options.out) rmSync(folder, { recursive: true, force: true });
}

/** Violation types that some rule of the catalog speaks of. */
function ruled(): Set<string> {
  const catalog = loadCatalog(join(import.meta.dirname, '../../catalog'));
  return new Set(
    catalog.rules.filter((rule) => rule.document.status === 'active').map((rule) => rule.document.violation),
  );
}

function uniqueNames(running: DemoMarket): boolean {
  return new Set(running.hosts.map((host) => new URL(host.url).hostname)).size === running.hosts.length;
}

/** Runs the patrol command line in a process of its own over the front pages of all sites. */
async function patrol(running: DemoMarket, out: string): Promise<void> {
  mkdirSync(out, { recursive: true });
  const seeds = join(out, 'seeds.txt');
  writeFileSync(seeds, running.hosts.map((host) => `${host.url}\n`).join(''));
  const program = join(import.meta.dirname, '../../apps/server/src/cli/main.ts');
  const child = spawn(
    process.execPath,
    [
      program,
      'patrol',
      '--sites',
      seeds,
      '--out',
      out,
      '--max-pages',
      options['max-pages'],
      '--concurrency',
      options.concurrency,
      '--allow-private',
      '127.0.0.0/8',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  // 1 is an answer too: the patrol found violations.
  if (code !== 0 && code !== 1) throw new Error(`patrol ended with code ${code}`);
}
