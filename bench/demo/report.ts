import type { DemoTruth } from '../../apps/server/src/demo/truth.ts';
import type { FindingScores, TypeScore } from './compare-findings.ts';
import type { SiteScores } from './compare-sites.ts';
import type { PatrolResults } from './results.ts';

const percent = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`;

/** Prints the tables; with `verbose` every miss and false alarm too. */
export function printReport(
  truth: DemoTruth,
  results: PatrolResults,
  findings: FindingScores,
  sites: SiteScores,
  ruled: ReadonlySet<string>,
  verbose: boolean,
): void {
  const print = (line = ''): void => console.log(line);
  const wanted = truth.pages.filter((page) => page.allowed);
  const read = new Set(results.pages.filter((page) => page.status === 200).map((page) => page.url));
  const trespassed = truth.pages.filter((page) => !page.allowed && read.has(page.url));
  print(
    `网页：应读 ${wanted.length}，读到 ${wanted.filter((page) => read.has(page.url)).length}；违反 robots.txt 读取 ${trespassed.length}`,
  );
  const charsets = new Map(results.pages.map((page) => [page.url, family(page.charset ?? '')]));
  const known = wanted.filter((page) => read.has(page.url));
  const readRight = known.filter((page) => charsets.get(page.url) === family(page.charset));
  print(`编码：${readRight.length}/${known.length}（${percent(readRight.length, known.length)}）`);
  print(`网站类型：${sites.kindRight}/${sites.readable}（${percent(sites.kindRight, sites.readable)}）`);
  print();
  print('识别项      应有   读出   多出   召回率   准确率');
  for (const field of sites.fields) {
    print(
      `${field.field.padEnd(10)}${pad(field.expected)}${pad(field.right)}${pad(field.wrong)}   ${percent(field.right, field.expected).padStart(6)}   ${percent(field.right, field.right + field.wrong).padStart(6)}`,
    );
  }
  print();
  print(`${'违法类型'.padEnd(30)}应有   发现 (其中确定)   误报 (其中确定)   召回率   准确率`);
  for (const type of findings.types)
    printType(print, type, ruled.has(type.violation) ? '' : '  （尚无规则）');
  const withRule = findings.types.filter((type) => ruled.has(type.violation));
  printType(print, sum(`有规则的 ${withRule.length} 类`, withRule));
  printType(print, sum(`全部 ${findings.types.length} 类`, findings.types));
  print(
    `不同的违法文字：${findings.texts.all} 条，查出 ${findings.texts.found} 条（${percent(findings.texts.found, findings.texts.all)}）`,
  );
  print();
  const spoken = findings.planted.filter((one) => ruled.has(one.violation));
  const hidden = spoken.filter((one) => one.hidden);
  const open = spoken.filter((one) => !one.hidden);
  print(
    `有规则的各类中，变形词：${count(hidden)}/${hidden.length}（${percent(count(hidden), hidden.length)}）；原样：${count(open)}/${open.length}（${percent(count(open), open.length)}）`,
  );
  print(
    `易混淆的合法文字：${findings.nearMisses} 处，误报 ${findings.nearMissAlarms.length}（${percent(findings.nearMissAlarms.length, findings.nearMisses)}）`,
  );
  const clean = wanted.filter((page) => page.breaks.length === 0 && page.arguable.length === 0);
  const alarmed = new Set(findings.falseAlarms.map((alarm) => alarm.url));
  print(
    `没有违法内容的网页：${clean.length}，其中有误报的 ${clean.filter((page) => alarmed.has(page.url)).length}`,
  );
  if (!verbose) return;
  print('\n== 漏报（每条文字列一处） ==');
  const missed = new Map(findings.misses.map((miss) => [`${miss.violation} ${miss.text}`, miss]));
  for (const miss of [...missed.values()].sort((x, y) => x.violation.localeCompare(y.violation))) {
    print(
      `${miss.violation}\t${ruled.has(miss.violation) ? '' : '尚无规则'}\t${miss.obfuscation ?? ''}\t${miss.url}\t${miss.text}`,
    );
  }
  print('\n== 误报（同一规则同一语句列一处） ==');
  const alarms = Map.groupBy(
    findings.falseAlarms,
    ({ finding }) => `${finding.rule} ${finding.quote.replace(/\d/g, '')}`,
  );
  for (const [first, ...more] of alarms.values()) {
    const { url, finding } = first!;
    print(
      `${finding.violation}\t${finding.level}\t${finding.rule}\t×${more.length + 1}\t${url}\t【${finding.term}】${finding.quote}`,
    );
  }
  print('\n== 合法文字误报 ==');
  for (const { text, finding } of findings.nearMissAlarms)
    print(`${finding.rule}\t${finding.level}\t【${finding.term}】${text}`);
  print('\n== 网站类型 ==');
  for (const error of sites.kindErrors) print(error);
  print('\n== 识别项 ==');
  for (const field of sites.fields) for (const example of field.examples) print(`${field.field}\t${example}`);
}

/** GB2312 and GBK are subsets of GB18030: a decoder of any of them reads the demo's pages. */
function family(charset: string): string {
  return /^gb/i.test(charset) ? 'gb18030' : charset.toLowerCase();
}

function sum(violation: string, types: readonly TypeScore[]): TypeScore {
  const total = { violation, expected: 0, found: 0, foundSure: 0, falseAlarms: 0, falseSure: 0 };
  for (const type of types) {
    total.expected += type.expected;
    total.found += type.found;
    total.foundSure += type.foundSure;
    total.falseAlarms += type.falseAlarms;
    total.falseSure += type.falseSure;
  }
  return total;
}

function printType(print: (line: string) => void, type: TypeScore, note = ''): void {
  const sure = (value: number): string => `(${String(value).padStart(3)})`;
  const recall = percent(type.found, type.expected).padStart(6);
  const precision = percent(type.found, type.found + type.falseAlarms).padStart(6);
  print(
    `${type.violation.padEnd(34)}${pad(type.expected)}${pad(type.found)} ${sure(type.foundSure)}   ${pad(type.falseAlarms)} ${sure(type.falseSure)}   ${recall}   ${precision}${note}`,
  );
}

const count = (list: readonly { readonly found: boolean }[]): number =>
  list.filter((one) => one.found).length;

function pad(value: number): string {
  return String(value).padStart(6);
}
