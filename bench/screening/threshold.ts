// 阈值的选择：同一套规则和权重，在给出的盲测集上逐个试第二层的阈值（盲测集不得参加过学习）
// node bench/screening/threshold.ts eleventh
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, TextKind } from '@wangjian/core/finding.ts';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { compile } from '@wangjian/screening/compile.ts';
import { loadCatalog } from '@wangjian/screening/load-catalog.ts';

interface Sample {
  readonly text: string;
  readonly kind: TextKind;
  readonly expect: readonly string[];
}

const names = process.argv.slice(2);
if (names.length === 0) throw new Error('请写出盲测集的名称，如 node bench/screening/threshold.ts eleventh');
const folder = join(import.meta.dirname, 'blind');
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl') && names.some((name) => file.startsWith(name)))
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean))
  .map((line) => JSON.parse(line) as Sample);
const catalog = loadCatalog(join(import.meta.dirname, '../../catalog'));
const { scorer } = catalog;
if (!scorer) throw new Error('catalog/scorer/model.json 不存在');
const violating = samples.filter(({ expect }) => expect.length > 0);
const lawful = samples.filter(({ expect }) => expect.length === 0);
const wanted = violating.reduce((sum, { expect }) => sum + expect.length, 0);
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(whole, 1)).toFixed(1)}%`;

console.log(
  `文字 ${samples.length}：违法 ${violating.length}，合法 ${lawful.length}；现用阈值 ${scorer.threshold}`,
);
console.log('阈值 | 类型也对 | 有发现 | 合法文字误报（其中定为违法）');
for (const threshold of [
  9,
  0.8,
  0.7,
  0.6,
  0.5,
  0.45,
  0.4,
  scorer.threshold,
  0.35,
  0.3,
  0.25,
  0.2,
  0.15,
  0.1,
  0,
  -0.1,
]) {
  const screener = compile({ ...catalog, scorer: { ...scorer, threshold } }, { on: dayInChina(new Date()) });
  const find = ({ text, kind }: Sample): Finding[] => screener.screenText({ text, kind });
  let hits = 0;
  let any = 0;
  for (const sample of violating) {
    const found = find(sample);
    if (found.length > 0) any += 1;
    hits += sample.expect.filter((type) => found.some(({ violation }) => violation === type)).length;
  }
  const alarms = lawful.map(find).filter((found) => found.length > 0);
  const sure = alarms.filter((found) => found.some(({ level }) => level === 'violation'));
  console.log(
    `${threshold === 9 ? '只用规则' : threshold} | ${percent(hits, wanted)} | ${percent(any, violating.length)} | ${alarms.length} / ${lawful.length}（${percent(alarms.length, lawful.length)}；${sure.length}）`,
  );
}
