// Patrol beside Crawlee (CheerioCrawler, disk queue): 2,000 shop pages on 50 loopback hosts, politeness off
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

/** What one crawler did, as its process saw it, its start included. */
interface Measured {
  readonly pages: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory in MB. */
  readonly peakMb: number;
  readonly extra: Readonly<Record<string, number>>;
}

const SHOPS = 50;
const PAGES_PER_SHOP = 40;
const SEED = 20_261;
const ROUNDS = 3;

const here = import.meta.dirname;
const kept = join(here, '../../node_modules/.cache/wangjian');
const onlyOurs = process.argv.includes('--only-ours');
const folder = await mkdtemp(join(tmpdir(), 'wangjian-bench-'));
const market = fork(join(here, 'server.ts'), [SHOPS, PAGES_PER_SHOP, SEED].map(String));
try {
  const [{ origins, bytes }] = (await once(market, 'message')) as [{ origins: string[]; bytes: number }];
  const list = join(folder, 'sites.txt');
  await writeFile(list, `${origins.join('\n')}\n`);
  const total = SHOPS * PAGES_PER_SHOP;
  print(`语料：${SHOPS} 个主机，${total} 页，平均 ${(bytes / total / 1024).toFixed(1)} KB，种子 ${SEED}`);
  print(
    `机器：${cpus().length} 核 ${cpus()[0]?.model.trim() ?? ''}，内存 ${Math.round(totalmem() / 2 ** 30)} GB，Node ${process.version}`,
  );
  // The first run after an installation or a change also compiles modules and rules, and keeps them for the next.
  await rm(kept, { recursive: true, force: true });
  row('网鉴 patrol，安装后第一次运行', await measure('ours.mjs', [list, join(folder, 'first')]));
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  const peer = `Crawlee CheerioCrawler ${await crawleeVersion()}（取页、提取、磁盘队列；含启动）`;
  // One after the other, several times: a machine that others share is not as fast in one second as in the next.
  for (let round = 1; round <= ROUNDS; round += 1) {
    ours.push(await measure('ours.mjs', [list, join(folder, `ours-${round}`)]));
    row('网鉴 patrol（取页、提取、识别、筛查、WARC；含启动）', ours.at(-1)!);
    if (onlyOurs) continue;
    theirs.push(await measure('crawlee.mjs', [list, join(folder, `crawlee-${round}`)]));
    row(peer, theirs.at(-1)!);
  }
  if (!onlyOurs) {
    const of = (figure: (run: Measured) => number) => median(ours.map(figure)) / median(theirs.map(figure));
    const [speed, cpu, memory] = [
      of((run) => run.pages / run.seconds),
      1 / of((run) => run.cpuSeconds / run.pages),
      of((run) => run.peakMb),
    ];
    const each = ours.map((run, i) => (theirs[i]!.seconds / run.seconds).toFixed(1)).join('、');
    print(
      `各 ${ROUNDS} 次的中位数之比：速度 ${speed.toFixed(1)} 倍（各轮 ${each}），每页 CPU 为其 1/${cpu.toFixed(1)}，内存 ${memory.toFixed(2)} 倍`,
    );
  }
} finally {
  market.disconnect();
  await rm(folder, { recursive: true, force: true });
}

/** Runs one crawler in a process of its own and waits for its figures. */
async function measure(script: string, args: readonly string[]): Promise<Measured> {
  const child: ChildProcess = fork(join(here, script), args, {
    // As bin/wangjian.mjs starts a patrol, which it cannot do over again with our channel open.
    ...(script === 'ours.mjs'
      ? { env: { ...process.env, MALLOC_ARENA_MAX: '2' }, execArgv: ['--initial-old-space-size=56'] }
      : {}),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} 没有给出结果（退出码 ${code}）`);
  });
  const [measured] = (await Promise.race([once(child, 'message'), ended])) as [Measured];
  child.disconnect();
  child.kill();
  await ended.catch(() => undefined);
  return measured;
}

function row(name: string, { pages, seconds, cpuSeconds, peakMb, extra }: Measured): void {
  const figures = [
    `${pages} 页`,
    `${(pages / seconds).toFixed(0)} 页/秒`,
    `${((cpuSeconds / pages) * 1000).toFixed(2)} CPU 秒/千页`,
    `内存峰值 ${peakMb.toFixed(0)} MB`,
    ...(extra.findings === undefined ? [] : [`发现 ${extra.findings} 处`]),
  ];
  print(`${name}\n  ${figures.join(' · ')}`);
}

async function crawleeVersion(): Promise<string> {
  const manifest = await readFile(join(here, '../node_modules/@crawlee/cheerio/package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1]!;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
