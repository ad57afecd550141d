import { DIGIT, eachGram, NEGATED_REACH, ROLE } from './grams.ts';
import { PairTable } from './pair-table.ts';
import { RECORD, ROLE_BITS, ROLE_MASK, type ScorerTables } from './tables.ts';

/** A type alone never reaches more than this; a window whose general score is further below the threshold is not looked at. */
const MOST_OF_A_TYPE = 1.8;
/** More than floating-point sums in another order can differ by. */
const ROUNDING = 1e-6;
/** Longer windows get a table of their own. */
const MET_SLOTS = 1024;

/** What the scorer says of a window of text: the likeliest type and how far it is above or below nothing. */
export interface Score {
  readonly type: string;
  readonly score: number;
}

/** Scores windows of plain text with a linear model over characters and pairs of neighbours. Keeps nothing of them. */
export class Scorer {
  readonly tables: ScorerTables;
  readonly #pairs: PairTable;
  readonly #negatedPairs: PairTable;
  /** The records of the tables as numbers of 32 bits. */
  readonly #packed: Int32Array;
  readonly #mostBias: number;
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
  readonly #levels: Int32Array;

  constructor(tables: ScorerTables) {
    this.tables = tables;
    this.#pairs = new PairTable(tables.pairs);
    this.#negatedPairs = new PairTable(tables.negatedPairs);
    const { buffer, byteOffset, length } = tables.records;
    this.#packed = new Int32Array(buffer, byteOffset, length * 2);
    this.#mostBias = Math.max(...tables.bias.subarray(1));
    this.#rows = new Int32Array(tables.rarity.length);
    this.#sums = new Float64Array(tables.bias.length);
    this.#levels = new Int32Array(tables.bias.length);
  }

  #rowOf(key: number, negated: boolean): number {
    const { units, negatedUnits } = this.tables;
    if (key >>> 16 === 0) return (negated ? negatedUnits[key]! : units[key]! >>> ROLE_BITS) - 1;
    return (negated ? this.#negatedPairs : this.#pairs).get(key);
  }

  /** Notes the known grams of [start, end), each once, and gives the sum of the first column over them. */
  #gather(codes: Uint16Array, start: number, end: number): number {
    if (this.#window === 2 ** 31 - 1) {
      this.#met.fill(0);
      this.#window = 0;
    }
    const window = ++this.#window;
    const rows = this.#rows;
    const { records } = this.tables;
    const size = RECORD.size / 2;
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
      sum += records[row * size]!;
      squares += records[row * size + 1]!;
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
    const seen = this.#seen;
    const { units, negatedUnits } = this.tables;
    const [pairs, negatedPairs] = [this.#pairs, this.#negatedPairs];
    // A constant of another module is looked up at every use.
    const [bits, mask, { plain, blank, digit, negating, mark, line }] = [ROLE_BITS, ROLE_MASK, ROLE];
    let count = 0;
    let before = 0;
    let isBeforeKnown = false;
    let beforeNegated = false;
    let reach = 0;
    for (let i = start; i < end; i++) {
      let unit = codes[i]!;
      const entry = units[unit]!;
      const role = entry & mask;
      if (role !== plain) {
        if (role === line) reach = 0;
        if (role === blank || role === line) continue;
        if (role === digit) {
          if (before === DIGIT) continue;
          unit = DIGIT;
        }
        if (role === mark) reach = 0;
      }
      const negated = reach > 0;
      if (reach > 0) reach--;
      const row = entry >>> bits;
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
      if (role === negating) reach = NEGATED_REACH;
      before = unit;
      isBeforeKnown = row !== 0;
      beforeNegated = negated;
    }
    return count;
  }

  /** The step of a row in a column. */
  #stepOf(row: number, column: number): number {
    const { from, columns, steps } = this.tables;
    const past = from[row + 1]!;
    for (let at = from[row]!; at < past; at++) if (columns[at] === column) return steps[at]!;
    return 0;
  }

  /** The sum of another column over what `#gather` noted. */
  #columnSum(column: number): number {
    const { rarity } = this.tables;
    let sum = 0;
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i]!;
      sum += rarity[row]! * this.#stepOf(row, column);
    }
    return sum / this.#length;
  }

  /**
   * No type alone can reach more than this in the window that `#gather` noted: the sums of what speaks for it, without
   * what speaks against it. Few windows are left after this, and the whole sums take six times as long.
   */
  #mostOfATypeHere(): number {
    const [rows, packed, sums] = [this.#rows, this.#packed, this.#levels.fill(0)];
    const { size, types, favoured } = RECORD;
    let most = 0;
    let others = 0;
    for (let i = 0; i < this.#count; i++) {
      const at = rows[i]! * size + types;
      for (let j = at; j < at + favoured; j++) {
        const entry = packed[j]!;
        const column = entry >>> 16;
        const sum = sums[column]! + (entry & 0xffff);
        sums[column] = sum;
        if (sum > most) most = sum;
      }
      others += packed[at + favoured]!;
    }
    return (most + others) / (this.tables.levels * this.#length) + this.#mostBias + ROUNDING;
  }

  /** The likeliest of the types that `wanted` allows for plain units [start, end) when it scores `least` or more. */
  score(
    codes: Uint16Array,
    start: number,
    end: number,
    least: number,
    wanted: (type: string) => boolean,
  ): Score | undefined {
    const { rarity, bias, scale, types, from, columns, steps } = this.tables;
    const general = this.#gather(codes, start, end) * (scale[0] ?? 0) + (bias[0] ?? 0);
    if (this.#count === 0) return undefined;
    if (general + MOST_OF_A_TYPE < least) return undefined;
    if (general + this.#mostOfATypeHere() < least) return undefined;
    const sums = this.#sums.fill(0);
    for (let i = 0; i < this.#count; i++) {
      const row = this.#rows[i]!;
      const weight = rarity[row]!;
      const past = from[row + 1]!;
      for (let at = from[row]!; at < past; at++) {
        const column = columns[at]!;
        sums[column] = sums[column]! + weight * steps[at]!;
      }
    }
    let best: Score | undefined;
    for (let column = 1; column < bias.length; column++) {
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
    const { bias, scale, types } = this.tables;
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
    const { rarity, scale, types } = this.tables;
    const column = types.indexOf(type) + 1;
    const found: { readonly start: number; readonly end: number; readonly weight: number }[] = [];
    eachGram(codes, start, end, (key, negated, from, to) => {
      const row = key >>> 16 === 0 ? -1 : this.#rowOf(key, negated);
      if (row < 0) return;
      const weight =
        rarity[row]! *
        (this.#stepOf(row, column) * (scale[column] ?? 0) + this.#stepOf(row, 0) * (scale[0] ?? 0));
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
