import { DIGIT, eachGram, NEGATED_REACH, ROLE, roles } from './grams.ts';
import type { ScorerModel } from './model.ts';

/** A type alone never reaches more than this; a window whose general score is further below the threshold is not looked at. */
const MOST_OF_A_TYPE = 1.8;
/** Longer windows get a table of their own. */
const MET_SLOTS = 1024;

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
  /** By row, two numbers each: what it adds to the sum of the first column, and to the square of the length. */
  readonly #parts: Float64Array;
  /**
   * Rows of the present window, an open hash table of row and number of the window: it is small enough for the first
   * cache of a processor, where a mark on every row of the model is not.
   */
  readonly #met = new Int32Array(MET_SLOTS * 2);
  #window = 0;
  #count = 0;
  #length = 1;
  /** Rows that a window has, each as often as it is there. */
  #seen = new Int32Array(1024);
  readonly #rows: Int32Array;
  readonly #sums: Float64Array;
  /** The columns that a row says something of, five in six say nothing: row r's stand from `#from[r]` on. */
  readonly #from: Uint32Array;
  readonly #columns: Uint16Array;
  readonly #steps: Int8Array;

  constructor(model: ScorerModel) {
    this.model = model;
    const rows = model.grams.length;
    this.#pairs = new PairTable(rows);
    this.#negatedPairs = new PairTable(rows);
    this.#rows = new Int32Array(rows);
    this.#sums = new Float64Array(model.columns);
    model.grams.forEach(({ key, negated }, row) => {
      if (key >>> 16 === 0) (negated ? this.#negatedUnits : this.#units)[key] = row + 1;
      else (negated ? this.#negatedPairs : this.#pairs).set(key, row);
    });
    this.#from = new Uint32Array(rows + 1);
    const spoken = model.weights.reduce(
      (count, step, at) => count + Number(step !== 0 && at % model.columns > 0),
      0,
    );
    this.#columns = new Uint16Array(spoken);
    this.#steps = new Int8Array(spoken);
    let next = 0;
    for (let row = 0; row < rows; row++) {
      for (let column = 1; column < model.columns; column++) {
        const step = model.weights[row * model.columns + column]!;
        if (step === 0) continue;
        this.#columns[next] = column;
        this.#steps[next++] = step;
      }
      this.#from[row + 1] = next;
    }
    this.#parts = new Float64Array(rows * 2);
    for (let row = 0; row < rows; row++) {
      const weight = model.rarity[row] ?? 0;
      this.#parts[row * 2] = weight * (model.weights[row * model.columns] ?? 0);
      this.#parts[row * 2 + 1] = weight * weight;
    }
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
    const window = ++this.#window;
    const [rows, parts] = [this.#rows, this.#parts];
    const seen = this.#rowsIn(codes, start, end);
    const met = seen * 2 <= MET_SLOTS ? this.#met : new Int32Array(2 ** Math.ceil(Math.log2(seen * 4 + 2)));
    const mask = met.length / 2 - 1;
    let count = 0;
    let squares = 0;
    let sum = 0;
    for (let i = 0; i < seen; i++) {
      const row = this.#seen[i]!;
      let slot = Math.imul(row, 0x9e3779b1) & mask;
      while (met[slot * 2 + 1] === window && met[slot * 2] !== row) slot = (slot + 1) & mask;
      if (met[slot * 2 + 1] === window) continue;
      met[slot * 2] = row;
      met[slot * 2 + 1] = window;
      rows[count++] = row;
      sum += parts[row * 2]!;
      squares += parts[row * 2 + 1]!;
    }
    this.#count = count;
    this.#length = Math.sqrt(squares) || 1;
    return sum / this.#length;
  }

  /**
   * Puts the known grams of [start, end) into `#seen`; gives how many. It is the loop of `eachGram`, written out: a call
   * for each gram of each page would cost as much as all the rules.
   */
  #rowsIn(codes: Uint16Array, start: number, end: number): number {
    if (this.#seen.length < (end - start) * 4) this.#seen = new Int32Array((end - start) * 8);
    const [seen, units, negatedUnits] = [this.#seen, this.#units, this.#negatedUnits];
    const [pairs, negatedPairs] = [this.#pairs, this.#negatedPairs];
    let count = 0;
    let before = 0;
    let isBeforeKnown = false;
    let beforeNegated = false;
    let reach = 0;
    for (let i = start; i < end; i++) {
      let unit = codes[i]!;
      const role = roles[unit]!;
      if (role !== ROLE.plain) {
        if (role === ROLE.line) reach = 0;
        if (role === ROLE.blank || role === ROLE.line) continue;
        if (role === ROLE.digit) {
          if (before === DIGIT) continue;
          unit = DIGIT;
        }
        if (role === ROLE.mark) reach = 0;
      }
      const negated = reach > 0;
      if (reach > 0) reach--;
      const row = units[unit]!;
      if (row !== 0) {
        seen[count++] = row - 1;
        // What is known of a pair or negated is known plainly and singly too.
        if (negated && negatedUnits[unit] !== 0) seen[count++] = negatedUnits[unit]! - 1;
        if (isBeforeKnown) {
          const pair = (before << 16) | unit;
          const known = pairs.get(pair);
          if (known >= 0) {
            seen[count++] = known;
            const negatedPair = beforeNegated ? negatedPairs.get(pair) : -1;
            if (negatedPair >= 0) seen[count++] = negatedPair;
          }
        }
      }
      if (role === ROLE.negating) reach = NEGATED_REACH;
      before = unit;
      isBeforeKnown = row !== 0;
      beforeNegated = negated;
    }
    return count;
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
    const { rarity, columns, bias, scale, types } = this.model;
    const general = this.#gather(codes, start, end) * (scale[0] ?? 0) + (bias[0] ?? 0);
    if (this.#count === 0) return undefined;
    if (general + MOST_OF_A_TYPE < least) return undefined;
    const sums = this.#sums.fill(0);
    const [spoken, steps, from] = [this.#columns, this.#steps, this.#from];
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i]!;
      const weight = rarity[row]!;
      const past = from[row + 1]!;
      for (let at = from[row]!; at < past; at++) {
        const column = spoken[at]!;
        sums[column] = sums[column]! + weight * steps[at]!;
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

/**
 * Open hash table from a pair of units to its row; -1 unknown. Key and row + 1 stand side by side, and a small bit set
 * answers for most pairs that are unknown.
 */
class PairTable {
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #known: Int32Array;
  readonly #shift: number;

  constructor(most: number) {
    const capacity = 2 ** Math.ceil(Math.log2(most * 2 + 2));
    this.#mask = capacity - 1;
    this.#slots = new Int32Array(capacity * 2);
    const bits = Math.min(20, Math.max(10, Math.ceil(Math.log2(most * 8 + 1))));
    this.#known = new Int32Array(2 ** (bits - 5));
    this.#shift = 32 - bits;
  }

  set(key: number, row: number): void {
    const bit = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    this.#known[bit >>> 5] = this.#known[bit >>> 5]! | (1 << (bit & 31));
    let slot = this.#start(key);
    while (this.#slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[slot * 2] = key;
    this.#slots[slot * 2 + 1] = row + 1;
  }

  get(key: number): number {
    const bit = Math.imul(key, 0x9e3779b1) >>> this.#shift;
    if (((this.#known[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    const slots = this.#slots;
    for (let slot = this.#start(key); ; slot = (slot + 1) & this.#mask) {
      const row = slots[slot * 2 + 1]! - 1;
      if (row < 0 || slots[slot * 2] === key) return row;
    }
  }

  #start(key: number): number {
    return (Math.imul(key, 0x9e3779b1) >>> 7) & this.#mask;
  }
}
