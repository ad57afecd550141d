import { DIGIT, eachGram, NEGATED_REACH, ROLE, roles } from './grams.ts';
import type { ScorerModel } from './model.ts';

/** A type alone never reaches more than this; a window whose general score is further below the threshold is not looked at. */
const MOST_OF_A_TYPE = 1.8;

/** What the scorer says of a window of text: the likeliest type and how far it is above or below nothing. */
export interface Score {
  readonly type: string;
  readonly score: number;
}

/** Scores windows of plain text with a linear model over characters and pairs of neighbours. Keeps nothing of them. */
export class Scorer {
  readonly model: ScorerModel;
  readonly #pairs: PairTable;
  readonly #negatedPairs: PairTable;
  /** Rows + 1 of single units, plain and negated, by unit; 0 unknown. */
  readonly #units = new Int32Array(65536);
  readonly #negatedUnits = new Int32Array(65536);
  /** The first column by itself. */
  readonly #general: Int8Array;
  /** Number of the window in which a row was last met. */
  readonly #met: Int32Array;
  #window = 0;
  #count = 0;
  #squares = 0;
  #sum = 0;
  #length = 1;
  readonly #rows: Int32Array;
  readonly #sums: Float64Array;

  constructor(model: ScorerModel) {
    this.model = model;
    const rows = model.grams.length;
    this.#pairs = new PairTable(rows);
    this.#negatedPairs = new PairTable(rows);
    this.#met = new Int32Array(rows);
    this.#rows = new Int32Array(rows);
    this.#sums = new Float64Array(model.columns);
    model.grams.forEach(({ key, negated }, row) => {
      if (key >>> 16 === 0) (negated ? this.#negatedUnits : this.#units)[key] = row + 1;
      else (negated ? this.#negatedPairs : this.#pairs).set(key, row);
    });
    this.#general = Int8Array.from({ length: rows }, (_, row) => model.weights[row * model.columns] ?? 0);
  }

  #rowOf(key: number, negated: boolean): number {
    if (key >>> 16 === 0) return ((negated ? this.#negatedUnits : this.#units)[key] ?? 0) - 1;
    return (negated ? this.#negatedPairs : this.#pairs).get(key);
  }

  /** Notes the known grams of [start, end), each once, and gives the sum of the first column over them. */
  #gather(codes: Uint16Array, start: number, end: number): number {
    if (this.#window === 2 ** 31 - 1) {
      this.#met.fill(0);
      this.#window = 0;
    }
    this.#window++;
    this.#count = 0;
    this.#squares = 0;
    this.#sum = 0;
    // The loop of `eachGram`, written out: a call for each gram of each page would cost as much as all the rules.
    let before = 0;
    let beforeNegated = false;
    let reach = 0;
    for (let i = start; i < end; i++) {
      let unit = codes[i] ?? 0;
      const role = roles[unit] ?? 0;
      if (role === ROLE.line) reach = 0;
      if (role === ROLE.blank || role === ROLE.line) continue;
      if (role === ROLE.digit) {
        if (before === DIGIT) continue;
        unit = DIGIT;
      }
      if (role === ROLE.mark) reach = 0;
      const negated = reach > 0;
      if (reach > 0) reach--;
      const row = (this.#units[unit] ?? 0) - 1;
      if (row >= 0) {
        this.#note(row);
        // What is known of a pair or negated is known plainly and singly too.
        if (negated) this.#note((this.#negatedUnits[unit] ?? 0) - 1);
        if (before !== 0 && this.#units[before] !== 0) {
          const pair = (before << 16) | unit;
          const known = this.#pairs.get(pair);
          this.#note(known);
          if (known >= 0 && beforeNegated) this.#note(this.#negatedPairs.get(pair));
        }
      }
      if (role === ROLE.negating) reach = NEGATED_REACH;
      before = unit;
      beforeNegated = negated;
    }
    this.#length = Math.sqrt(this.#squares) || 1;
    return this.#sum / this.#length;
  }

  #note(row: number): void {
    if (row < 0 || this.#met[row] === this.#window) return;
    this.#met[row] = this.#window;
    this.#rows[this.#count++] = row;
    const weight = this.model.rarity[row] ?? 0;
    this.#squares += weight * weight;
    this.#sum += weight * (this.#general[row] ?? 0);
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
    if (general + MOST_OF_A_TYPE < least) return undefined;
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
      const score = special + general;
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
    if (column === 0) return general;
    return general + this.#columnSum(column) * (scale[column] ?? 0) + (bias[column] ?? 0);
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
    eachGram(codes, start, end, (key, negated, from, to) => {
      const row = key >>> 16 === 0 ? -1 : this.#rowOf(key, negated);
      if (row < 0) return;
      const at = row * columns;
      const weight =
        (rarity[row] ?? 0) *
        ((weights[at + column] ?? 0) * (scale[column] ?? 0) + (weights[at] ?? 0) * (scale[0] ?? 0));
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

/** Open hash table from a pair of units to its row; -1 unknown. */
class PairTable {
  readonly #keys: Int32Array;
  readonly #rows: Int32Array;
  readonly #mask: number;

  constructor(most: number) {
    const capacity = 2 ** Math.ceil(Math.log2(most * 2 + 2));
    this.#mask = capacity - 1;
    this.#keys = new Int32Array(capacity);
    this.#rows = new Int32Array(capacity);
  }

  set(key: number, row: number): void {
    let slot = this.#start(key);
    while (this.#rows[slot] !== 0) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = key;
    this.#rows[slot] = row + 1;
  }

  get(key: number): number {
    for (let slot = this.#start(key); ; slot = (slot + 1) & this.#mask) {
      const row = (this.#rows[slot] ?? 0) - 1;
      if (row < 0 || this.#keys[slot] === key) return row;
    }
  }

  #start(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & this.#mask;
  }
}
