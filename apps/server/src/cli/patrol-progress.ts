import { SOFT_ERROR_KINDS, type SoftErrorKind } from '@wangjian/patrol/soft-error.ts';
import type { Tally } from './patrol-results.ts';

const BAR = 24;
const EVERY_MS = 200;

/** Draws one line on standard error while it is a terminal; returns what ends it. */
export function showProgress(tally: Tally, sites: number): () => void {
  const { stderr } = process;
  if (!stderr.isTTY) return () => undefined;
  const began = performance.now();
  const draw = () => {
    const share = sites === 0 ? 1 : tally.sites / sites;
    const full = Math.round(share * BAR);
    const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)}`;
    const found = `发现 ${tally.violations + tally.suspects} 处（违法 ${tally.violations}）`;
    const parts = [`网站 ${tally.sites}/${sites}`, `${tally.pages} 页`, `${rate(tally, began)} 页/秒`, found];
    stderr.write(`\r\u001b[2K巡查 ${bar} ${parts.join(' · ')}`);
  };
  draw();
  const timer = setInterval(draw, EVERY_MS);
  return () => {
    clearInterval(timer);
    draw();
    stderr.write('\n');
  };
}

/** Pages per second of this run, as a whole number. */
function rate(tally: Tally, began: number): number {
  const seconds = Math.max(0.001, (performance.now() - began) / 1000);
  return Math.round((tally.pages - tally.earlierPages) / seconds);
}

/** The last words of a run, for a reader. */
export function summary(tally: Tally, folder: string, seconds: number): string {
  const fetched = tally.pages - tally.earlierPages;
  const speed = seconds > 0 ? `，每秒 ${Math.round(fetched / seconds)} 页` : '';
  const lines = [
    `巡查结束：${tally.sites} 个网站（${tally.unreachable} 个无法访问），${tally.pages} 页，用时 ${seconds.toFixed(1)} 秒${speed}`,
  ];
  if (tally.earlierPages > 0) lines.push(`其中 ${tally.earlierPages} 页是上次中断前已经取到的`);
  lines.push(
    `发现 ${tally.violations + tally.suspects} 处：违法 ${tally.violations}，疑似 ${tally.suspects}`,
  );
  for (const [name, count] of largest([...tally.types.values()].map((type) => [type.name, type.count])))
    lines.push(`  ${name}：${count}`);
  if (tally.errors.size > 0) {
    lines.push('没有读到或没有读全的地址：');
    for (const [kind, count] of largest(tally.errors)) {
      lines.push(`  ${SOFT_ERROR_KINDS[kind as SoftErrorKind]}：${count}`);
    }
  }
  lines.push(`结果在 ${folder}：sites.jsonl、pages.jsonl、findings.jsonl，网页存档为 *.warc.gz`);
  return `${lines.join('\n')}\n`;
}

function largest(counts: Iterable<readonly [string, number]>): (readonly [string, number])[] {
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 10);
}
