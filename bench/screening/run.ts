// 文字筛查：每种违法类型的召回率、合法文字的误报和速度，与 npm 的敏感词过滤 mint-filter 并列（texts.jsonl；-v 列出每条差错）
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { compile } from '@wangjian/screening/compile.ts';
import { compileContexts, compileRule } from '@wangjian/screening/compile-rule.ts';
import { loadCatalog } from '@wangjian/screening/load-catalog.ts';

interface Sample {
  readonly id: number;
  readonly text: string;
  readonly kind: 'ad' | 'terms' | 'review' | 'page';
  /** Violation types that must be found; empty for lawful text. */
  readonly expect: readonly string[];
}

/** What the peer offers: https://www.npmjs.com/package/mint-filter */
interface Peer {
  readonly Mint: new (
    words: string[],
  ) => { filter(text: string, options?: { replace: boolean }): { readonly words: readonly string[] } };
}

const PAGE_CHARS = 4_000;
const PAGES = 400;
const ROUNDS = 5;

const verbose = process.argv.includes('-v');
const samples = readFileSync(join(import.meta.dirname, 'texts.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Sample);
const catalog = loadCatalog(join(import.meta.dirname, '../../catalog'));
const started = performance.now();
const screener = compile(catalog, { on: dayInChina(new Date()) });
const compileMs = performance.now() - started;
const contexts = compileContexts(catalog);
const anchors = [
  ...new Set(
    catalog.rules.flatMap((rule) =>
      compileRule(rule, catalog, contexts).flatMap((frame) => [...(frame.pattern.anchors[0] ?? [])]),
    ),
  ),
];
// A name of its own type, so that the check of types does not look for a package that only the bench installs.
const peerName: string = 'mint-filter';
const { Mint } = (await import(peerName)) as Peer;
const peer = new Mint(anchors);

accuracy();
speed();

function accuracy(): void {
  const perType = new Map<string, { hit: number; wanted: number }>();
  let falseAlarms = 0;
  let peerFalseAlarms = 0;
  let peerHits = 0;
  const lawful = samples.filter((sample) => sample.expect.length === 0);
  const unlawful = samples.filter((sample) => sample.expect.length > 0);
  for (const sample of samples) {
    const found = new Set(screener.screenText(sample).map((finding) => finding.violation));
    const peerFound = peer.filter(sample.text, { replace: false }).words.length > 0;
    if (sample.expect.length === 0) {
      if (found.size > 0) falseAlarms++;
      if (peerFound) peerFalseAlarms++;
      if (verbose && found.size > 0)
        console.log(`误报 ${sample.id}：${sample.text} → ${[...found].join(' ')}`);
      continue;
    }
    if (peerFound) peerHits++;
    for (const type of sample.expect) {
      const row = perType.get(type) ?? { hit: 0, wanted: 0 };
      row.wanted++;
      if (found.has(type)) row.hit++;
      else if (verbose) console.log(`漏报 ${sample.id} ${type}：${sample.text}`);
      perType.set(type, row);
    }
  }
  const rows = [...perType].sort(([a], [b]) => a.localeCompare(b));
  for (const [type, { hit, wanted }] of rows) console.log(`${type.padEnd(36)} ${hit}/${wanted}`);
  const hit = rows.reduce((sum, [, row]) => sum + row.hit, 0);
  const wanted = rows.reduce((sum, [, row]) => sum + row.wanted, 0);
  console.log(
    `\n网鉴         召回 ${percent(hit, wanted)}（${hit}/${wanted}，类型相符），合法文字误报 ${falseAlarms}/${lawful.length}`,
  );
  console.log(
    `mint-filter  命中 ${percent(peerHits, unlawful.length)}（只问有没有敏感词），合法文字误报 ${peerFalseAlarms}/${lawful.length}`,
  );
}

function speed(): void {
  const lawful = samples.filter((sample) => sample.expect.length === 0).map((sample) => sample.text);
  const unlawful = samples.filter((sample) => sample.expect.length > 0).map((sample) => sample.text);
  let next = 0;
  const pages = Array.from({ length: PAGES }, (_, index) => {
    let page = '';
    while (page.length < PAGE_CHARS) page += `${lawful[next++ % lawful.length]}\n`;
    return page + (unlawful[index % unlawful.length] ?? '');
  });
  const megabytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / 1e6;
  const ours = best(() => {
    for (const text of pages) screener.screenText({ text, kind: 'page' });
  });
  const theirs = best(() => {
    for (const text of pages) peer.filter(text, { replace: false });
  });
  console.log(
    `\n${catalog.rules.length} 条规则、${anchors.length} 个词，编译 ${compileMs.toFixed(0)} 毫秒；` +
      `${PAGES} 页共 ${megabytes.toFixed(1)} MB，单线程，${ROUNDS} 轮取最快`,
  );
  console.log(`网鉴         ${(megabytes / ours).toFixed(1)} MB/s（含上下文判断）`);
  console.log(`mint-filter  ${(megabytes / theirs).toFixed(1)} MB/s（只匹配同样的词）`);
}

/** Seconds of the quickest of several rounds. */
function best(run: () => void): number {
  let quickest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    run();
    quickest = Math.min(quickest, performance.now() - start);
  }
  return quickest / 1000;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)}%`;
}
