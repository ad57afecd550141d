// 学习“用语相近”的权重：从规则的例子、测评文字和演示市场的文字学出每个字、每对相邻字指向哪种违法类型，写入 catalog/scorer/model.json
// node bench/screening/train-scorer.ts [--dry] [--without fourth,fifth]：--dry 只作交叉验证；--without 的盲测集不参加学习
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dayInChina } from '@wangjian/core/plain-date.ts';
import { compile } from '@wangjian/screening/compile.ts';
import { compileContexts, compileRule } from '@wangjian/screening/compile-rule.ts';
import { ScreenedText } from '@wangjian/screening/document.ts';
import { loadCatalog } from '@wangjian/screening/load-catalog.ts';
import { Restorer } from '@wangjian/screening/normalise/restore.ts';
import { spellingTables } from '@wangjian/screening/normalise/spelling-tables.ts';
import { eachGram, writtenGram } from '@wangjian/screening/scorer/grams.ts';
import { TEXT_SETS } from '../../apps/server/src/demo/plant.ts';
import { type Row, type Separator, trainSvm } from './linear-svm.ts';

interface Sample {
  readonly text: string;
  /** Violation types; empty for lawful text. */
  readonly types: readonly string[];
  /** Written on its own, not beside a rule to test that very rule: only such texts say how often it is wrong. */
  readonly independent: boolean;
}

/** What one training gives: for each column (first the gate, then the types) a separator. */
interface Trained {
  readonly vocabulary: readonly string[];
  readonly rarity: Float64Array;
  readonly types: readonly string[];
  readonly columns: readonly Separator[];
}

/** Fewer texts than this teach nothing about a type. */
const LEAST_TEXTS = 4;
const FOLDS = 5;
/**
 * So many of 1,000 lawful texts, near misses for the most part, may reach the threshold in the cross-validation;
 * citations, news and warnings among them are cleared later. It stands where `threshold.ts` found no alarm on the
 * eleventh blind set, which the layer had not seen.
 */
const ALARMS_PER_MILLE = 24;

const options = process.argv.slice(2);
const without = (options[options.indexOf('--without') + 1] ?? '').split(',');
const root = join(import.meta.dirname, '../..');
const catalog = loadCatalog(join(root, 'catalog'), { examples: true });
const contexts = compileContexts(catalog);
const anchors = catalog.rules.flatMap((rule) =>
  compileRule(rule, catalog, contexts).flatMap((frame) => frame.pattern.anchors.flat()),
);
const restorer = new Restorer(spellingTables(catalog.spellings, anchors));
const rules = compile({ ...catalog, scorer: undefined }, { on: dayInChina(new Date()) });
const samples = withoutDoubles([...fromCatalog(), ...fromBench(), ...fromDemo()]);
const grams = samples.map(({ text }) => gramsOf(text));
const violating = samples.filter(({ types }) => types.length > 0).length;
console.log(`学习文字 ${samples.length}：违法 ${violating}，合法 ${samples.length - violating}`);
const { threshold, perWindow } = crossValidate();
if (!options.includes('--dry')) {
  const all = samples.map((_, index) => index);
  write(train(all), threshold, perWindow);
}

function fromCatalog(): Sample[] {
  const examples = catalog.rules.flatMap(({ document, examples: known }) => {
    const texts = (list: NonNullable<typeof known>['hits'], types: string[]): Sample[] =>
      list.flatMap((example) => {
        if (typeof example === 'string') return [{ text: example, types, independent: false }];
        return 'text' in example ? [{ text: example.text, types, independent: false }] : [];
      });
    // What this rule must leave alone may still be another rule's business: such a text teaches nothing.
    const lawful = texts(known?.misses ?? [], []).filter(
      ({ text }) => rules.screenText({ text }).length === 0,
    );
    return [...texts(known?.hits ?? [], [document.violation]), ...lawful];
  });
  const law = [...catalog.regulations.values()].flatMap(({ short, articles }) =>
    articles.map(({ article, summary }) => ({
      text: `《${short}》${article}：${summary}`,
      types: [],
      independent: false,
    })),
  );
  return [...examples, ...law];
}

function fromBench(): Sample[] {
  const folders = [import.meta.dirname, join(import.meta.dirname, 'blind')];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter(
        (file) => file.endsWith('.jsonl') && !without.some((name) => name !== '' && file.startsWith(name)),
      )
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean))
      .map((line) => JSON.parse(line) as { text: string; expect?: readonly string[] })
      .map(({ text, expect }) => ({ text, types: expect ?? [], independent: true })),
  );
}

/** The texts of the demo market, with anything for the names that are filled in. */
function fromDemo(): Sample[] {
  return TEXT_SETS.flatMap(({ texts, breaks }) =>
    texts.map((text) => ({
      text: text.replace(/[‹›]/g, '').replace(/\{\w+\}/g, '某某'),
      types: breaks ?? [],
      independent: true,
    })),
  );
}

/** The same text as an example of several rules carries all their types; one that is lawful for one rule only is left out. */
function withoutDoubles(list: readonly Sample[]): Sample[] {
  const byText = new Map<string, { types: Set<string>; independent: boolean }>();
  for (const { text, types, independent } of list) {
    const known = byText.get(text) ?? { types: new Set<string>(), independent };
    for (const type of types) known.types.add(type);
    byText.set(text, known);
  }
  return [...byText].map(([text, { types, independent }]) => ({ text, types: [...types], independent }));
}

function gramsOf(text: string): readonly string[] {
  const { codes, length } = new ScreenedText(text, restorer).plain;
  const found = new Set<string>();
  eachGram(codes, 0, length, (key, negated) => {
    found.add(writtenGram({ key, negated }));
  });
  return [...found];
}

function train(chosen: readonly number[]): Trained {
  const frequency = new Map<string, number>();
  for (const index of chosen) {
    for (const key of grams[index] ?? []) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  }
  const vocabulary = [...frequency].filter(([, count]) => count > 1).map(([key]) => key);
  const place = new Map(vocabulary.map((key, index) => [key, index]));
  const rarity = Float64Array.from(
    vocabulary,
    (key) => Math.log((1 + chosen.length) / (1 + (frequency.get(key) ?? 0))) + 1,
  );
  const rows = chosen.map((index) => rowOf(grams[index] ?? [], place, rarity));
  const counts = new Map<string, number>();
  for (const index of chosen)
    for (const type of samples[index]?.types ?? []) counts.set(type, (counts.get(type) ?? 0) + 1);
  const types = [...counts].filter(([, count]) => count >= LEAST_TEXTS).map(([type]) => type);
  types.sort();
  const labelled = (test: (sample: Sample) => boolean): Int8Array =>
    Int8Array.from(chosen, (index) => (test(samples[index] as Sample) ? 1 : -1));
  const columns = [
    trainSvm(
      rows,
      labelled((sample) => sample.types.length > 0),
      vocabulary.length,
      { positive: 1, negative: 1 },
    ),
    ...types.map((type) =>
      trainSvm(
        rows,
        labelled((sample) => sample.types.includes(type)),
        vocabulary.length,
        { positive: 3, negative: 1 },
      ),
    ),
  ];
  return { vocabulary, rarity, types, columns };
}

/** Binary occurrence times rarity, of length 1. */
function rowOf(keys: readonly string[], place: ReadonlyMap<string, number>, rarity: Float64Array): Row {
  const indices = Int32Array.from(keys.flatMap((key) => place.get(key) ?? []));
  indices.sort();
  let squares = 0;
  for (const index of indices) squares += (rarity[index] ?? 0) ** 2;
  const length = Math.sqrt(squares) || 1;
  return { indices, values: Float64Array.from(indices, (index) => (rarity[index] ?? 0) / length) };
}

function scoresOf(model: Trained, place: ReadonlyMap<string, number>, keys: readonly string[]): Float64Array {
  const row = rowOf(keys, place, model.rarity);
  const values = Float64Array.from(model.columns, ({ weights, bias }) => {
    let sum = bias;
    for (let k = 0; k < row.indices.length; k++)
      sum += (weights[row.indices[k] ?? 0] ?? 0) * (row.values[k] ?? 0);
    return sum;
  });
  const gate = values[0] ?? 0;
  return values.map((value) => value + gate).subarray(1);
}

/**
 * Learns from four fifths, scores the rest; the threshold is where few enough lawful texts are found. A window of a
 * long page is less of a look-alike than the lawful texts here, so the slope between two rates is halved for it.
 */
function crossValidate(): { threshold: number; perWindow: number } {
  const lawful: number[] = [];
  const hits: { score: number; right: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(samples.flatMap((_, index) => (index % FOLDS === fold ? [] : [index])));
    const place = new Map(model.vocabulary.map((key, index) => [key, index]));
    samples.forEach((sample, index) => {
      if (index % FOLDS !== fold) return;
      const scores = scoresOf(model, place, grams[index] ?? []);
      let best = 0;
      for (let i = 1; i < scores.length; i++) if ((scores[i] ?? 0) > (scores[best] ?? 0)) best = i;
      const score = scores[best] ?? 0;
      if (!sample.independent) return;
      if (sample.types.length === 0) lawful.push(score);
      else hits.push({ score, right: sample.types.includes(model.types[best] ?? '') });
    });
  }
  lawful.sort((a, b) => b - a);
  const at = (perMille: number): number => lawful[Math.floor((lawful.length * perMille) / 1000)] ?? 0;
  for (const perMille of [1, 2, 4, 8, 16, 32]) {
    const found = hits.filter(({ score }) => score > at(perMille));
    const right = found.filter((hit) => hit.right).length;
    console.log(
      `合法文字误报 ${perMille}‰ 时阈值 ${at(perMille).toFixed(3)}：违法文字查到 ${((100 * found.length) / hits.length).toFixed(1)}%，类型也对 ${((100 * right) / hits.length).toFixed(1)}%`,
    );
  }
  return { threshold: at(ALARMS_PER_MILLE), perWindow: (at(4) - at(32)) / Math.log(8) / 2 };
}

function write(model: Trained, least: number, slope: number): void {
  const { vocabulary, types, columns } = model;
  const scale = columns.map(
    ({ weights }) => weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127,
  );
  const steps = Buffer.alloc(columns.length * vocabulary.length);
  columns.forEach(({ weights }, column) => {
    weights.forEach((weight, row) => {
      steps.writeInt8(Math.round(weight / (scale[column] || 1)), column * vocabulary.length + row);
    });
  });
  const zip = (bytes: Buffer): string => gzipSync(bytes, { level: 9 }).toString('base64');
  const rarity = Buffer.alloc(vocabulary.length * 4);
  model.rarity.forEach((value, row) => {
    rarity.writeFloatLE(value, row * 4);
  });
  const [major, minor] = dayInChina(new Date()).split('-');
  const document = {
    version: `${major}.${Number(minor)}.${Number(dayInChina(new Date()).slice(8))}`,
    learnedFrom: { violating, lawful: samples.length - violating },
    threshold: Number(least.toFixed(4)),
    perWindow: Number(slope.toFixed(4)),
    types,
    bias: columns.map(({ bias }) => Number(bias.toFixed(5))),
    scale: scale.map((value) => Number(value.toPrecision(6))),
    grams: zip(Buffer.from(vocabulary.map((gram) => `${gram}\n`).join(''))),
    rarity: zip(rarity),
    weights: zip(steps),
  };
  const path = join(root, 'catalog/scorer/model.json');
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
  console.log(`${vocabulary.length} 个字和字对、${types.length} 种类型，写入 catalog/scorer/model.json`);
}
