// 盲测：由未看过规则的人写的文字，按违法类型计算查全率和查准率（不参与规则的编写）
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Sample {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly expect: readonly string[];
  readonly obfuscated?: boolean;
}

interface Finding {
  readonly rule: string;
  readonly violation: string;
  readonly level: string;
  readonly quote: string;
}

const root = join(import.meta.dirname, '..', '..');
const folder = join(import.meta.dirname, 'blind');

/** Types that one text often shows together or that two officers would name differently: a finding of the same row is "related", neither a hit nor a miss. */
const related: readonly (readonly string[])[] = [
  [
    'disease-treatment-claims',
    'medical-ad-prohibited-claims',
    'health-food-ad-violation',
    'unreviewed-special-ad',
    'food-label-violation',
    'health-exaggeration-to-elderly',
    'disguised-health-ad',
    'false-advertising',
  ],
  ['false-advertising', 'false-commercial-promotion', 'ad-citation-unsupported', 'absolute-terms-ad'],
  [
    'no-reason-return-refused',
    'no-reason-return-not-confirmed',
    'unfair-term-limit-remedy',
    'unfair-term-limit-termination',
    'unfair-term-exempt-liability',
    'unfair-term-other-unfair',
  ],
  ['unfair-term-limit-complaint', 'misleading-review-display', 'unfair-term-other-unfair'],
  ['auto-renewal-no-notice', 'auto-renewal-no-cancel', 'default-bundling'],
  [
    'false-original-price',
    'misleading-price-display',
    'homepage-price-lower',
    'promotion-rule-mismatch',
    'no-price-marking',
  ],
  ['wildlife-sale', 'wildlife-food', 'wildlife-ad', 'wildlife-platform-service', 'prohibited-goods-generic'],
  [
    'trademark-infringing-goods',
    'gi-trademark-infringement',
    'confusion-of-identity',
    'search-keyword-confusion',
    'passing-off-unregistered-mark',
  ],
  [
    'fake-trade-service',
    'fake-trade-own',
    'fake-traffic-data',
    'misleading-review-display',
    'fake-scarcity-marketing',
    'false-commercial-promotion',
  ],
  [
    'expired-or-deteriorated-goods',
    'unsafe-or-adulterated-food',
    'three-no-products',
    'food-label-violation',
    'live-substandard-goods',
    'ccc-uncertified-goods',
    'goods-without-production-licence',
  ],
  [
    'food-sale-without-licence',
    'permit-info-not-displayed',
    'licence-info-not-displayed',
    'forged-or-borrowed-licence',
    'display-info-false-or-stale',
    'real-name-not-marked',
    'live-seller-info-missing',
    'platform-tolerates-undisclosed-seller',
    'platform-no-action-on-illegal-listing',
  ],
  ['ai-impersonation-promotion', 'live-ai-not-labelled'],
  ['popup-cannot-close', 'misleading-click-ad'],
  [
    'platform-rule-change-procedure',
    'platform-rule-history-missing',
    'platform-sanction-not-published',
    'unfair-term-other-unfair',
  ],
];

const options = process.argv.slice(2);
const quiet = options.includes('--quiet');
const names = options.filter((option) => !option.startsWith('--'));
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.jsonl') && (names.length === 0 || names.some((name) => file.startsWith(name))),
);
const samples = files.flatMap((file) => lines<Sample>(readFileSync(join(folder, file), 'utf8')));
const findings = screen(samples);
report();

function lines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): T => JSON.parse(line));
}

function screen(all: readonly Sample[]): Map<string, readonly Finding[]> {
  const input = all.map(({ id, text, kind }) => JSON.stringify({ id, text, kind })).join('\n');
  const run = spawnSync(
    process.execPath,
    [join(root, 'apps', 'server', 'src', 'cli', 'main.ts'), 'screen', '--jsonl'],
    { input, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (run.status !== 0 && run.status !== 1) throw new Error(`screen failed: ${run.stderr}`);
  const found = lines<{ id: string; findings: Finding[] }>(run.stdout);
  return new Map(found.map((each) => [each.id, each.findings]));
}

function isRelated(a: string, b: string): boolean {
  return related.some((row) => row.includes(a) && row.includes(b));
}

function report(): void {
  const types = new Map<string, { texts: number; hit: number; related: number; alarms: number }>();
  const row = (type: string) => {
    const known = types.get(type) ?? { texts: 0, hit: 0, related: 0, alarms: 0 };
    types.set(type, known);
    return known;
  };
  const total = {
    texts: 0,
    hit: 0,
    related: 0,
    obfuscated: 0,
    obfuscatedHit: 0,
    lawful: 0,
    alarms: 0,
    other: 0,
  };
  for (const sample of samples) {
    const found = findings.get(sample.id) ?? [];
    if (sample.expect.length === 0) {
      total.lawful += 1;
      if (found.length > 0) total.alarms += 1;
      for (const type of new Set(found.map((each) => each.violation))) row(type).alarms += 1;
      for (const each of found)
        say(
          `误报 ${sample.id} ${each.rule} [${each.level}] 「${each.quote}」 << ${sample.text.slice(0, 60)}`,
        );
      continue;
    }
    for (const type of sample.expect) {
      total.texts += 1;
      row(type).texts += 1;
      const hit = found.some((each) => each.violation === type);
      const near = !hit && found.some((each) => isRelated(each.violation, type));
      if (hit) row(type).hit += 1;
      if (near) row(type).related += 1;
      total.hit += Number(hit);
      total.related += Number(near);
      if (sample.obfuscated === true) {
        total.obfuscated += 1;
        total.obfuscatedHit += Number(hit || near);
      }
      if (!hit)
        say(
          `${near ? '近似' : '漏报'} ${sample.id} ${type} (${found.map((each) => each.rule).join(' ')}) << ${sample.text}`,
        );
    }
    for (const each of found) {
      const named = sample.expect.some((type) => type === each.violation || isRelated(type, each.violation));
      if (named) continue;
      total.other += 1;
      say(`另报 ${sample.id} ${each.rule} [${each.level}] 「${each.quote}」 << ${sample.text.slice(0, 60)}`);
    }
  }
  console.log('\n类型 | 应报 | 命中 | 近似 | 误报');
  for (const [type, each] of [...types].sort(([a], [b]) => a.localeCompare(b)))
    console.log(`${type} | ${each.texts} | ${each.hit} | ${each.related} | ${each.alarms}`);
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)}%`;
  console.log(`\n文件 ${files.join('、')}`);
  console.log(
    `查全率 ${percent(total.hit, total.texts)}（${total.hit}/${total.texts}），连同近似类型 ${percent(total.hit + total.related, total.texts)}`,
  );
  console.log(
    `变形文字查全率（含近似）${percent(total.obfuscatedHit, total.obfuscated)}（${total.obfuscatedHit}/${total.obfuscated}）`,
  );
  console.log(
    `查准率 ${percent(total.hit + total.related, total.hit + total.related + total.alarms)}；合法文字误报 ${total.alarms}/${total.lawful}（${percent(total.alarms, total.lawful)}）；违法文字上的其他发现 ${total.other}`,
  );
}

function say(line: string): void {
  if (!quiet) console.log(line.replaceAll('\n', '⏎'));
}
