// 识别网页经营者：逐字段的准确率和召回率（invented pages in pages/, truth in truth.jsonl; -v lists every miss)
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHalfWidth } from '@wangjian/core/half-width.ts';
import { identifyBytes } from '@wangjian/patrol/classify/identify-bytes.ts';

interface Truth {
  readonly file: string;
  readonly url: string;
  readonly siteKind: string;
  readonly operators: readonly string[];
  readonly makers: readonly string[];
  readonly uscc: readonly string[];
  readonly icp: readonly string[];
  readonly police: readonly string[];
  readonly phones: readonly string[];
  readonly licences: readonly string[];
  readonly marks: readonly string[];
}

const FIELDS = ['operators', 'makers', 'uscc', 'icp', 'police', 'phones', 'licences', 'marks'] as const;
const verbose = process.argv.includes('-v');
const pages = readFileSync(join(import.meta.dirname, 'truth.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Truth);
const counts = new Map(FIELDS.map((field) => [field, { hit: 0, found: 0, wanted: 0 }]));
let kinds = 0;

for (const truth of pages) {
  const read = identifyBytes(readFileSync(join(import.meta.dirname, truth.file)), truth.url);
  const answer = {
    ...read,
    operators: read.operators.filter((party) => party.role === 'operator').map((party) => party.name),
    makers: read.operators.filter((party) => party.role === 'site-maker').map((party) => party.name),
  };
  if (answer.siteKind === truth.siteKind) kinds++;
  else if (verbose)
    console.log(`${truth.file} siteKind: ${truth.siteKind} → ${answer.siteKind} ${read.reasons.join('；')}`);
  for (const field of FIELDS) {
    const [wanted, found] = [new Set(truth[field].map(toHalfWidth)), new Set(answer[field].map(toHalfWidth))];
    const count = counts.get(field)!;
    count.wanted += wanted.size;
    count.found += found.size;
    count.hit += [...wanted].filter((value) => found.has(value)).length;
    const missing = [...wanted].filter((value) => !found.has(value));
    const extra = [...found].filter((value) => !wanted.has(value));
    if (verbose && missing.length + extra.length > 0) {
      console.log(`${truth.file} ${field}: 缺 [${missing.join('；')}] 多 [${extra.join('；')}]`);
    }
  }
}
const percent = (part: number, whole: number) =>
  whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`;
console.log(`${pages.length} 页`);
console.log(`siteKind   正确 ${percent(kinds, pages.length)}`);
for (const [field, { hit, found, wanted }] of counts) {
  console.log(
    `${field.padEnd(10)} 准确 ${percent(hit, found).padStart(6)}  召回 ${percent(hit, wanted).padStart(6)}  （应有 ${wanted}，给出 ${found}）`,
  );
}
