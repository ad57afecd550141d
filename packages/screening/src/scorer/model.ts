import { gunzipSync } from 'node:zlib';
import { type Gram, readGram } from './grams.ts';
import type { ScorerDocument } from './scorer-document.ts';

/** A model ready to run: `weights[row * columns + column]`, column 0 says whether anything is wrong at all. */
export interface ScorerModel {
  readonly version: string;
  readonly threshold: number;
  readonly perWindow: number;
  readonly types: readonly string[];
  readonly columns: number;
  readonly bias: Float64Array;
  readonly scale: Float64Array;
  readonly grams: readonly Gram[];
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
    grams: grams.map(readGram),
    rarity,
    weights,
  };
}

function unzip(base64: string): Buffer {
  return gunzipSync(Buffer.from(base64, 'base64'));
}
