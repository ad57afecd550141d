/** What a pair table has made of its pairs: plain data, which can be kept. */
export interface PairSlots {
  /** Key and row + 1 side by side; a row + 1 of 0 is an empty slot. */
  readonly slots: Int32Array;
  /** A small bit set answers for most pairs that are unknown. */
  readonly known: Int32Array;
}

/** Multiplier of Fibonacci hashing. */
const SPREAD = 0x9e3779b1;

/** Makes the table of pairs (both units packed into 32 bits) and their rows. */
export function pairSlots(pairs: readonly { readonly key: number; readonly row: number }[]): PairSlots {
  const slots = new Int32Array(2 * 2 ** Math.ceil(Math.log2(pairs.length * 2 + 2)));
  const bits = Math.min(20, Math.max(10, Math.ceil(Math.log2(pairs.length * 8 + 1))));
  const known = new Int32Array(2 ** (bits - 5));
  for (const { key, row } of pairs) {
    const bit = Math.imul(key, SPREAD) >>> (32 - bits);
    known[bit >>> 5] = known[bit >>> 5]! | (1 << (bit & 31));
    let slot = firstSlot(key, slots);
    while (slots[slot + 1] !== 0) slot = (slot + 2) & (slots.length - 1);
    slots[slot] = key;
    slots[slot + 1] = row + 1;
  }
  return { slots, known };
}

function firstSlot(key: number, slots: Int32Array): number {
  return ((Math.imul(key, SPREAD) >>> 7) << 1) & (slots.length - 1);
}

/** Open hash table from a pair of units to its row; -1 unknown. */
export class PairTable {
  readonly #slots: Int32Array;
  readonly #mask: number;
  readonly #known: Int32Array;
  readonly #shift: number;

  constructor({ slots, known }: PairSlots) {
    this.#slots = slots;
    this.#mask = slots.length - 1;
    this.#known = known;
    this.#shift = 27 - Math.log2(known.length);
  }

  get(key: number): number {
    const spread = Math.imul(key, SPREAD);
    const bit = spread >>> this.#shift;
    if (((this.#known[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = ((spread >>> 7) << 1) & mask; ; slot = (slot + 2) & mask) {
      const row = slots[slot + 1]! - 1;
      if (row < 0 || slots[slot] === key) return row;
    }
  }
}
