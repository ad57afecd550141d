import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { keyOf } from './grams.ts';

/**
 * `catalog/scorer/model.json`: how much each character and pair of neighbours speaks for each violation type, learned
 * offline from the examples of the catalog (bench/screening/train-scorer.ts).
 */
export const ScorerDocument = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** How many texts it learned from, for the record. */
  learnedFrom: z.strictObject({ violating: z.number().int(), lawful: z.number().int() }),
  /** A window of text counts from this score on; a text of n windows from `threshold + perWindow · ln n` on. */
  threshold: z.number(),
  perWindow: z.number().nonnegative(),
  /** Violation types, in the order of the columns after the first, which says whether anything is wrong at all. */
  types: z.array(z.string().min(1)),
  bias: z.array(z.number()),
  /** Weight of one step in each column. */
  scale: z.array(z.number()),
  /** gzip, base64: the grams, each ended by a line feed. */
  grams: z.string(),
  /** gzip, base64: float32 inverse document frequency of each gram. */
  rarity: z.string(),
  /** gzip, base64: int8 steps, one column of all grams after the other. */
  weights: z.string(),
});
export type ScorerDocument = z.infer<typeof ScorerDocument>;

/** A model ready to run: `weights[row * columns + column]`, column 0 says whether anything is wrong at all. */
export interface ScorerModel {
  readonly version: string;
  readonly threshold: number;
  readonly perWindow: number;
  readonly types: readonly string[];
  readonly columns: number;
  readonly bias: Float64Array;
  readonly scale: Float64Array;
  readonly keys: Int32Array;
  readonly rarity: Float32Array;
  readonly weights: Int8Array;
}

/** Unpacks a model; throws `RangeError` when its parts do not fit together. */
export function unpackModel(document: ScorerDocument): ScorerModel {
  const grams = unzip(document.grams).toString('utf8').split('\n').slice(0, -1);
  const rarityBytes = unzip(document.rarity);
  const rarity = new Float32Array(rarityBytes.byteLength / 4);
  for (let i = 0; i < rarity.length; i++) rarity[i] = rarityBytes.readFloatLE(i * 4);
  const bytes = unzip(document.weights);
  const columns = document.types.length + 1;
  const rows = grams.length;
  if (rarity.length !== rows || bytes.length !== rows * columns || document.bias.length !== columns) {
    throw new RangeError('catalog/scorer/model.json 的各部分大小不一致，请重新训练');
  }
  const weights = new Int8Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      weights[row * columns + column] = bytes.readInt8(column * rows + row);
    }
  }
  return {
    version: document.version,
    threshold: document.threshold,
    perWindow: document.perWindow,
    types: document.types,
    columns,
    bias: Float64Array.from(document.bias),
    scale: Float64Array.from(document.scale),
    keys: Int32Array.from(grams, keyOf),
    rarity,
    weights,
  };
}

function unzip(base64: string): Buffer {
  return gunzipSync(Buffer.from(base64, 'base64'));
}
