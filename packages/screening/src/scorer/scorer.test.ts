import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise } from '../normalise/normalise.ts';
import { sentencesOf } from '../segment.ts';
import { eachGram, readGram, writtenGram } from './grams.ts';
import { unpackModel } from './model.ts';
import { Scorer } from './scorer.ts';
import type { ScorerDocument } from './scorer-document.ts';
import { scorerTables } from './tables.ts';
import { windowsOf } from './windows.ts';

const zip = (bytes: Buffer): string => gzipSync(bytes).toString('base64');

const GRAMS = ['不退', '治好', '可以', '货', '不', '退', '治', '好', '可', '以'];

/** A model of two types; steps are column by column, of the grams before the last six. */
function document(steps: readonly number[]): ScorerDocument {
  const rarity = Buffer.alloc(GRAMS.length * 4);
  for (let i = 0; i < GRAMS.length; i++) rarity.writeFloatLE(1, i * 4);
  return {
    version: '1.0.0',
    learnedFrom: { violating: 1, lawful: 1 },
    threshold: 1,
    perWindow: 0.5,
    types: ['refusal', 'cure'],
    bias: [-0.5, -0.5, -0.5],
    scale: [0.01, 0.01, 0.01],
    grams: zip(Buffer.from(GRAMS.map((gram) => `${gram}\n`).join(''))),
    rarity: zip(rarity),
    weights: zip(Buffer.from(Int8Array.from(steps).buffer)),
  };
}

const none = [0, 0, 0, 0, 0, 0];
const model = unpackModel(
  document([100, 100, -100, 0, ...none, 120, 0, 0, 20, ...none, 0, 120, 0, 0, ...none]),
);
const plain = (text: string) => {
  const { codes, length } = normalise(text);
  return { codes: codes.slice(0, length), length };
};
const all = (): boolean => true;

test('the type whose wording is nearest is named, with the words that weighed most', () => {
  const scorer = new Scorer(scorerTables(model));
  const { codes, length } = plain('拆了的货不退');
  const score = scorer.score(codes, 0, length, 0, all);
  expect(score?.type).toBe('refusal');
  expect(scorer.reasons(codes, 0, length, 'refusal', 3)).toEqual([{ start: 4, end: 6 }]);
});

test('a type that is not wanted is passed over, and what speaks against counts', () => {
  const scorer = new Scorer(scorerTables(model));
  const cure = plain('三天治好');
  expect(scorer.score(cure.codes, 0, cure.length, -2, (type) => type !== 'cure')?.type).toBe('refusal');
  const allowed = plain('货可以不退');
  const refused = plain('货不退');
  const of = ({ codes, length }: typeof allowed): number => scorer.scoreOf(codes, 0, length, 'refusal');
  expect(of(allowed)).toBeLessThan(of(refused));
});

test('what the bound leaves out would not have counted: scores are those of the whole sums', () => {
  const types = 9;
  const { rarity: _, types: __, bias: ___, scale: ____, ...rest } = document([]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -128, max: 127 }), {
        minLength: GRAMS.length * (types + 1),
        maxLength: GRAMS.length * (types + 1),
      }),
      fc.array(fc.float({ min: 0.5, max: 9, noNaN: true }), {
        minLength: GRAMS.length,
        maxLength: GRAMS.length,
      }),
      fc.stringMatching(/^[不退治好可以货]{1,20}$/),
      fc.double({ min: -2, max: 2, noNaN: true }),
      (steps, rarities, text, least) => {
        const rarity = Buffer.from(Float32Array.from(rarities).buffer);
        const random = unpackModel({
          ...rest,
          types: Array.from({ length: types }, (_, i) => `type-${i}`),
          bias: Array.from({ length: types + 1 }, (_, i) => -i / 10),
          scale: Array.from({ length: types + 1 }, (_, i) => 0.002 + i / 1000),
          rarity: zip(rarity),
          weights: zip(Buffer.from(Int8Array.from(steps).buffer)),
        });
        const scorer = new Scorer(scorerTables(random));
        const { codes, length } = plain(text);
        const scores = random.types.map((type) => scorer.scoreOf(codes, 0, length, type));
        const best = Math.max(...scores);
        // Further above is never asked of the second layer, see MOST_OF_A_TYPE.
        const general = scorer.scoreOf(codes, 0, length, 'no such type');
        fc.pre(best - general < 1.8);
        const found = scorer.score(codes, 0, length, least, all);
        if (best < least - 1e-9) expect(found).toBeUndefined();
        if (best > least + 1e-9) expect(found?.score).toBeCloseTo(best, 9);
      },
    ),
  );
});

test('text without a known gram has no score', () => {
  const { codes, length } = plain('秋天的云');
  expect(new Scorer(scorerTables(model)).score(codes, 0, length, -9, all)).toBeUndefined();
});

test('a model whose parts do not fit together is refused', () => {
  expect(() => unpackModel(document([1, 2, 3]))).toThrow('大小不一致');
});

test('numbers are one sign whatever their digits, blanks are nothing', () => {
  const grams = (text: string): string[] => {
    const { codes, length } = plain(text);
    const found: string[] = [];
    eachGram(codes, 0, length, (key, negated) => {
      found.push(writtenGram({ key, negated }));
    });
    return found;
  };
  expect(grams('返39元')).toEqual(grams('返1280元'));
  for (const gram of ['退', '不退', '¬退', '¬退货']) expect(writtenGram(readGram(gram))).toBe(gram);
  expect(grams('不影响退货,照退')).toEqual(expect.arrayContaining(['退货', '¬退货', '照退']));
  expect(grams('不影响退货,照退')).not.toContain('¬照退');
});

test('windows hold every sentence once, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[甲乙丙丁]{1,90}$/), { minLength: 1, maxLength: 12 }),
      (parts) => {
        const { codes, length } = plain(parts.join('。'));
        const sentences = sentencesOf(codes, length);
        const windows = windowsOf(sentences, length);
        const covered = windows.flatMap(({ first, last }) => sentences.slice(first, last + 1));
        expect(covered).toEqual(sentences);
        if (length <= 160) expect(windows).toHaveLength(1);
      },
    ),
  );
});
