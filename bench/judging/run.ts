// 取页之后每页的 CPU：解码、提取、识别、筛查（不联网；--record 文件 记下全部结果的摘要，--against 文件 与之逐项比较）
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { compile } from '@wangjian/screening/compile.ts';
import { loadCatalog } from '@wangjian/screening/load-catalog.ts';
import { differences, fingerprints } from './fingerprints.ts';
import { benchPages } from './inputs.ts';
import { emptyTimes, judgeAll, STAGES, type Times } from './stages.ts';

const { values: options } = parseArgs({
  options: {
    catalog: { type: 'string', default: join(import.meta.dirname, '../../catalog') },
    rounds: { type: 'string', default: '3' },
    record: { type: 'string' },
    against: { type: 'string' },
  },
});

const catalogCpu = cpu();
const catalog = loadCatalog(options.catalog);
const compileCpu = cpu();
const screener = compile(catalog, { on: dayInChina(new Date()) });
const startCpu = cpu();

if (options.record ?? options.against) {
  const prints = fingerprints(catalog);
  if (options.record) writeFileSync(options.record, JSON.stringify(Object.fromEntries(prints)));
  if (options.against) compareWith(options.against, prints);
  print(`${prints.size} 项结果`);
} else {
  speed(Number(options.rounds));
}

function speed(rounds: number): void {
  const sites = benchPages();
  const pages = sites.reduce((sum, site) => sum + site.pages.length, 0);
  print(`机器：${cpus().length} 核 ${cpus()[0]?.model.trim() ?? ''}，Node ${process.version}；${pages} 页`);
  print(
    `载入规则 ${milliseconds(compileCpu - catalogCpu)} 毫秒 CPU，编译 ${milliseconds(startCpu - compileCpu)} 毫秒 CPU`,
  );
  const least = emptyTimes();
  for (let round = 1; round <= rounds; round++) {
    const times = emptyTimes();
    const began = cpu();
    const findings = judgeAll(sites, screener, times);
    const used = cpu() - began;
    for (const stage of STAGES)
      least[stage] = Math.min(least[stage] || Number.POSITIVE_INFINITY, times[stage]);
    print(
      `第 ${round} 轮，毫秒/页：${parts(times, pages)}；CPU ${(used / 1000 / pages).toFixed(3)}；发现 ${findings} 处`,
    );
  }
  print(`各步最少，毫秒/页：${parts(least, pages)}`);
}

function parts(times: Times, pages: number): string {
  const total = STAGES.reduce((sum, stage) => sum + times[stage], 0) / pages;
  const each = STAGES.map((stage) => `${stage} ${(times[stage] / pages).toFixed(3)}`);
  return `${each.join(' · ')} · 合计 ${total.toFixed(3)}`;
}

function compareWith(file: string, prints: ReadonlyMap<string, string>): void {
  const before = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
  const different = differences(before, prints);
  for (const name of different.slice(0, 40)) print(`不同：${name}`);
  print(different.length === 0 ? '全部相同' : `有 ${different.length} 项不同`);
  if (different.length > 0) process.exitCode = 1;
}

/** Processor time of this process so far, microseconds, garbage collection included. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function milliseconds(microseconds: number): string {
  return (microseconds / 1000).toFixed(0);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
