import { DIGIT, eachGram, gramOf, isBlank, isDigit } from './grams.ts';
import type { ScorerModel } from './model.ts';

/** How much the question “anything wrong at all?” counts beside the question “of this type?”. */
const GATE = 2;
/** A type alone never reaches more than this; a window whose gate is further below the threshold is not looked at. */
const MOST_OF_A_TYPE = 1.6;

/** What the scorer says of a window of text: the likeliest type and how far it is above or below nothing. */
export interface Score {
  readonly type: string;
  readonly score: number;
}

/** Scores windows of plain text with a linear model over characters and pairs of neighbours. Keeps nothing of them. */
export class Scorer {
  readonly model: ScorerModel;
  /** Open hash table: key → row + 1, 0 empty. */
  readonly #slots: Int32Array;
  readonly #mask: number;
  /** The same for single units, by unit. */
  readonly #rowOfUnit = new Int32Array(65536);
  /** The first column by itself. */
  readonly #gates: Int8Array;
  /** Number of the window in which a row was last met. */
  readonly #met: Int32Array;
  #window = 0;
  #count = 0;
  #length = 1;
  readonly #rows: Int32Array;
  readonly #sums: Float64Array;

  constructor(model: ScorerModel) {
    this.model = model;
    const rows = model.keys.length;
    const capacity = 2 ** Math.ceil(Math.log2(rows * 2 + 2));
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity);
    this.#met = new Int32Array(rows);
    this.#rows = new Int32Array(rows);
    this.#sums = new Float64Array(model.columns);
    for (let row = 0; row < rows; row++) {
      let slot = this.#slotOf(model.keys[row] ?? 0);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row + 1;
      const key = model.keys[row] ?? 0;
      if (key >>> 16 === 0) this.#rowOfUnit[key] = row + 1;
    }
    this.#gates = Int8Array.from({ length: rows }, (_, row) => model.weights[row * model.columns] ?? 0);
  }

  #slotOf(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & this.#mask;
  }

  #rowOf(key: number): number {
    const { keys } = this.model;
    for (let slot = this.#slotOf(key); ; slot = (slot + 1) & this.#mask) {
      const row = (this.#slots[slot] ?? 0) - 1;
      if (row < 0 || keys[row] === key) return row;
    }
  }

  /** Notes the known grams of [start, end), each once, and gives the sum of the first column over them. */
  #gather(codes: Uint16Array, start: number, end: number): number {
    const { rarity } = this.model;
    const gates = this.#gates;
    if (this.#window === 2 ** 31 - 1) {
      this.#met.fill(0);
      this.#window = 0;
    }
    const window = ++this.#window;
    const met = this.#met;
    const rows = this.#rows;
    let count = 0;
    let squares = 0;
    let gate = 0;
    // The loop of `eachGram`, written out: a call for each gram of each page would cost as much as all the rules.
    let before = 0;
    for (let i = start; i < end; i++) {
      let unit = codes[i] ?? 0;
      if (isBlank(unit)) continue;
      if (isDigit(unit)) {
        if (before === DIGIT) continue;
        unit = DIGIT;
      }
      const single = (this.#rowOfUnit[unit] ?? 0) - 1;
      if (single >= 0) {
        if (met[single] !== window) {
          met[single] = window;
          rows[count++] = single;
          const weight = rarity[single] ?? 0;
          squares += weight * weight;
          gate += weight * (gates[single] ?? 0);
        }
        // A pair is known only if both its members are.
        const pair = this.#rowOfUnit[before] === 0 ? -1 : this.#rowOf((before << 16) | unit);
        if (pair >= 0 && met[pair] !== window) {
          met[pair] = window;
          rows[count++] = pair;
          const weight = rarity[pair] ?? 0;
          squares += weight * weight;
          gate += weight * (gates[pair] ?? 0);
        }
      }
      before = unit;
    }
    this.#count = count;
    this.#length = Math.sqrt(squares) || 1;
    return gate / this.#length;
  }

  /** The sum of another column over what `#gather` noted. */
  #columnSum(column: number): number {
    const { rarity, weights, columns } = this.model;
    let sum = 0;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i] ?? 0;
      sum += (rarity[row] ?? 0) * (weights[row * columns + column] ?? 0);
    }
    return sum / this.#length;
  }

  /** The likeliest of the types that `wanted` allows for plain units [start, end) when it scores `least` or more. */
  score(
    codes: Uint16Array,
    start: number,
    end: number,
    least: number,
    wanted: (type: string) => boolean,
  ): Score | undefined {
    const { rarity, weights, columns, bias, scale, types } = this.model;
    const general = this.#gather(codes, start, end) * (scale[0] ?? 0) + (bias[0] ?? 0);
    if (this.#count === 0) return undefined;
    if (GATE * general + MOST_OF_A_TYPE < least) return undefined;
    const sums = this.#sums.fill(0);
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i] ?? 0;
      const weight = rarity[row] ?? 0;
      const at = row * columns;
      for (let column = 1; column < columns; column++) {
        sums[column] = (sums[column] ?? 0) + weight * (weights[at + column] ?? 0);
      }
    }
    let best: Score | undefined;
    for (let column = 1; column < columns; column++) {
      const special = ((sums[column] ?? 0) / this.#length) * (scale[column] ?? 0) + (bias[column] ?? 0);
      const score = special + GATE * general;
      const type = types[column - 1] ?? '';
      if (score >= least && score > (best?.score ?? Number.NEGATIVE_INFINITY) && wanted(type)) {
        best = { type, score };
      }
    }
    return best;
  }

  /** How much plain units [start, end) are worded like breaches of `type`; of any type where it was not learned. */
  scoreOf(codes: Uint16Array, start: number, end: number, type: string): number {
    const { bias, scale, types } = this.model;
    const sums = this.#gather(codes, start, end);
    const general = sums * (scale[0] ?? 0) + (bias[0] ?? 0);
    const column = types.indexOf(type) + 1;
    if (column === 0) return GATE * general;
    return GATE * general + this.#columnSum(column) * (scale[column] ?? 0) + (bias[column] ?? 0);
  }

  /** Plain spans in [start, end) that spoke most for `type`, strongest first, neighbouring pairs joined. */
  reasons(
    codes: Uint16Array,
    start: number,
    end: number,
    type: string,
    most: number,
  ): { start: number; end: number }[] {
    const { rarity, weights, columns, scale } = this.model;
    const column = this.model.types.indexOf(type) + 1;
    const found: { readonly start: number; readonly end: number; readonly weight: number }[] = [];
    eachGram(codes, start, end, (key, from, to) => {
      if (gramOf(key).length < 2) return;
      const row = this.#rowOf(key);
      if (row < 0) return;
      const at = row * columns;
      const weight =
        (rarity[row] ?? 0) *
        ((weights[at + column] ?? 0) * (scale[column] ?? 0) + GATE * (weights[at] ?? 0) * (scale[0] ?? 0));
      if (weight > 0) found.push({ start: from, end: to, weight });
    });
    found.sort((a, b) => b.weight - a.weight);
    const spans: { start: number; end: number }[] = [];
    for (const { start: from, end: to } of found.slice(0, most * 2)) {
      const near = spans.find((span) => from <= span.end && to >= span.start);
      if (near) {
        near.start = Math.min(near.start, from);
        near.end = Math.max(near.end, to);
      } else if (spans.length < most) {
        spans.push({ start: from, end: to });
      }
    }
    return spans;
  }
}
