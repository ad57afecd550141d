import { DIGIT, ROLE, roles } from './grams.ts';
import type { ScorerModel } from './model.ts';
import { type PairSlots, pairSlots } from './pair-table.ts';

/** What a scorer reads: plain data, made once of a model and kept, so that a start has nothing to compute. */
export interface ScorerTables
  extends Pick<ScorerModel, 'version' | 'threshold' | 'perWindow' | 'types' | 'bias' | 'scale' | 'rarity'> {
  /** By unit: its role, and above `ROLE_BITS` the row + 1 of the single unit, 0 where it is unknown. */
  readonly units: Int32Array;
  /** By unit: the row + 1 of the negated unit. */
  readonly negatedUnits: Int32Array;
  readonly pairs: PairSlots;
  readonly negatedPairs: PairSlots;
  /** Columns that row r says something of and the steps it says, five in six say nothing: from `from[r]` to `from[r + 1]`. */
  readonly from: Uint32Array;
  readonly columns: Uint16Array;
  readonly steps: Int8Array;
  /**
   * Four places a row, half a line of a cache: what it adds to the sum of the first column, and to the square of the
   * length; then four numbers of 32 bits, what it adds to the types that it speaks for most (column << 16 | levels,
   * rounded up; 0 none) and, of all others, at most.
   */
  readonly records: Float64Array;
  /** Levels in a score of 1. */
  readonly levels: number;
}

/** Numbers of 32 bits in a record, and which of them is the first of the types. */
export const RECORD = { size: 8, types: 4, favoured: 3 } as const;
/** The role of a unit is so many of the lower bits of its entry. */
export const ROLE_BITS = 3;
export const ROLE_MASK = 7;

/** Makes the tables of a model. */
export function scorerTables(model: ScorerModel): ScorerTables {
  const { version, threshold, perWindow, types, bias, scale, rarity, grams } = model;
  const units = new Int32Array(65536);
  const negatedUnits = new Int32Array(65536);
  const pairs: { key: number; row: number }[] = [];
  const negatedPairs: { key: number; row: number }[] = [];
  for (const [row, { key, negated }] of grams.entries()) {
    if (key >>> 16 === 0) (negated ? negatedUnits : units)[key] = row + 1;
    else (negated ? negatedPairs : pairs).push({ key, row });
  }
  for (let unit = 0; unit < units.length; unit++) {
    const role = roles[unit]!;
    const counted = role === ROLE.digit ? DIGIT : unit;
    if (counted === unit) units[unit] = (units[unit]! << ROLE_BITS) | role;
  }
  for (let digit = DIGIT; digit < DIGIT + 10; digit++) units[digit] = units[DIGIT]!;
  return {
    ...{ version, threshold, perWindow, types, bias, scale, rarity, units, negatedUnits },
    pairs: pairSlots(pairs),
    negatedPairs: pairSlots(negatedPairs),
    ...steps(model),
    ...records(model),
  };
}

function steps({ weights, columns }: ScorerModel): Pick<ScorerTables, 'from' | 'columns' | 'steps'> {
  const rows = weights.length / columns;
  const count = weights.reduce((sum, step) => sum + Number(step !== 0), 0);
  const cells = {
    from: new Uint32Array(rows + 1),
    columns: new Uint16Array(count),
    steps: new Int8Array(count),
  };
  let next = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const step = weights[row * columns + column]!;
      if (step === 0) continue;
      cells.columns[next] = column;
      cells.steps[next++] = step;
    }
    cells.from[row + 1] = next;
  }
  return cells;
}

function records({ weights, columns, rarity, scale }: ScorerModel): Pick<ScorerTables, 'records' | 'levels'> {
  const rows = rarity.length;
  const favour = (row: number, column: number): number =>
    rarity[row]! * weights[row * columns + column]! * scale[column]!;
  let most = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 1; column < columns; column++) most = Math.max(most, favour(row, column));
  }
  // The sum of all rows fits into 31 bits, and the share of one into 16.
  const levels = Math.min(2 ** 16 - 1, Math.floor((2 ** 31 - 1) / Math.max(rows, 1))) / Math.max(most, 1e-9);
  const numbers = new Float64Array((rows * RECORD.size) / 2);
  const packed = new Int32Array(numbers.buffer);
  for (let row = 0; row < rows; row++) {
    const weight = rarity[row]!;
    numbers[(row * RECORD.size) / 2] = weight * weights[row * columns]!;
    numbers[(row * RECORD.size) / 2 + 1] = weight * weight;
    const favoured: { column: number; value: number }[] = [];
    for (let column = 1; column < columns; column++) {
      const value = favour(row, column);
      if (value > 0) favoured.push({ column, value });
    }
    favoured.sort((a, b) => b.value - a.value);
    const at = row * RECORD.size + RECORD.types;
    for (const [i, { column, value }] of favoured.slice(0, RECORD.favoured).entries()) {
      packed[at + i] = (column << 16) | Math.ceil(value * levels);
    }
    packed[at + RECORD.favoured] = Math.ceil((favoured[RECORD.favoured]?.value ?? 0) * levels);
  }
  return { records: numbers, levels };
}
