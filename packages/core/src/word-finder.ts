/** Units of a text as the finder sees them: itself, or the class that `fold` puts them into (0 is in no word). */
type Fold = Uint16Array;

/** Multiplier of Fibonacci hashing. */
const SPREAD = 0x9e3779b1;
/** The last bit of a set of lengths stands for all words so long and longer. */
const LONG = 31;

/** What a finder has made of its words: plain data, which can be kept and taken up again instead of the words. */
export interface WordTables {
  readonly units: Uint16Array;
  readonly offsets: Int32Array;
  readonly longest: number;
  readonly singles: Int32Array;
  readonly pairs: Int32Array;
  readonly pairShift: number;
  readonly endings: Int32Array;
  readonly endingShift: number;
  readonly twos: Int32Array;
  readonly tails: Int32Array;
  readonly tailShift: number;
  readonly slots: Int32Array;
  readonly slotShift: number;
  readonly hashes: Int32Array;
  readonly next: Int32Array;
}

const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, SPREAD);

/**
 * Finds all words of a list in one pass over UTF-16 units. At each place a small table of the pairs in which words end
 * says whether one can end here at all, so most places of a text cost one look-up, however many words there are; where
 * it can, the hashes of the lengths in question are looked up. The tables that every place asks are kept small enough
 * for the first cache of a processor.
 */
export class WordFinder {
  readonly #fold: Fold | undefined;
  readonly #units: Uint16Array;
  readonly #offsets: Int32Array;
  readonly #longest: number;
  /** Bit set of the words of one unit. */
  readonly #singles: Int32Array;
  /** Bit set: hashes of the two units in which a longer word ends. */
  readonly #pairs: Int32Array;
  readonly #pairShift: number;
  /** Hash table of two numbers a slot: last two units, bit set of the lengths of the words that end so (0: empty). */
  readonly #endings: Int32Array;
  readonly #endingShift: number;
  /** Bit set: hashes of the words of two units. */
  readonly #twos: Int32Array;
  /** Bit set: hashes of the last three units of words that have so many. */
  readonly #tails: Int32Array;
  readonly #tailShift: number;
  /** Hash table of words by the hash of all their units, -1 empty; words that are listed twice follow in `#next`. */
  readonly #slots: Int32Array;
  readonly #slotShift: number;
  readonly #hashes: Int32Array;
  readonly #next: Int32Array;
  /** Scratch of `scan`: places at which words may end. */
  #ends = new Int32Array(1024);

  /**
   * `words` are non-empty, in units that `fold` leaves, if there is one; a hit is reported by the index of the word here.
   * Instead of them, the tables that a finder of theirs gave.
   */
  constructor(words: readonly string[] | WordTables, fold?: Fold) {
    this.#fold = fold;
    if ('units' in words) {
      this.#units = words.units;
      this.#offsets = words.offsets;
      this.#longest = words.longest;
      this.#singles = words.singles;
      this.#pairs = words.pairs;
      this.#pairShift = words.pairShift;
      this.#endings = words.endings;
      this.#endingShift = words.endingShift;
      this.#twos = words.twos;
      this.#tails = words.tails;
      this.#tailShift = words.tailShift;
      this.#slots = words.slots;
      this.#slotShift = words.slotShift;
      this.#hashes = words.hashes;
      this.#next = words.next;
      return;
    }
    const count = words.length;
    this.#singles = new Int32Array(2048);
    this.#offsets = new Int32Array(count + 1);
    for (let i = 0; i < count; i++) this.#offsets[i + 1] = this.#offsets[i]! + words[i]!.length;
    this.#units = new Uint16Array(this.#offsets[count]!);
    this.#hashes = new Int32Array(count);
    this.#next = new Int32Array(count).fill(-1);
    const bits = (entries: number, least: number, most: number): number =>
      Math.min(most, Math.max(least, Math.ceil(Math.log2(entries + 1))));
    const endings = new Set<string>();
    for (const word of words) if (word.length > 1) endings.add(word.slice(-2));
    const pairBits = bits(endings.size * 24, 10, 18);
    this.#pairs = new Int32Array(2 ** (pairBits - 5));
    this.#pairShift = 32 - pairBits;
    const endingBits = bits(endings.size * 2, 6, 24);
    this.#endings = new Int32Array(2 * 2 ** endingBits);
    this.#endingShift = 32 - endingBits;
    this.#twos = new Int32Array(2 ** (pairBits - 5));
    const tails = new Set<string>();
    for (const word of words) if (word.length > 2) tails.add(word.slice(-3));
    const tailBits = bits(tails.size * 12, 10, 20);
    this.#tails = new Int32Array(2 ** (tailBits - 5));
    this.#tailShift = 32 - tailBits;
    const slotBits = bits(count * 2, 6, 24);
    this.#slots = new Int32Array(2 ** slotBits).fill(-1);
    this.#slotShift = 32 - slotBits;
    let longest = 0;
    for (let i = 0; i < count; i++) {
      const word = words[i]!;
      longest = Math.max(longest, word.length);
      this.#add(word, i);
    }
    this.#longest = longest;
  }

  get tables(): WordTables {
    return {
      units: this.#units,
      offsets: this.#offsets,
      longest: this.#longest,
      singles: this.#singles,
      pairs: this.#pairs,
      pairShift: this.#pairShift,
      endings: this.#endings,
      endingShift: this.#endingShift,
      twos: this.#twos,
      tails: this.#tails,
      tailShift: this.#tailShift,
      slots: this.#slots,
      slotShift: this.#slotShift,
      hashes: this.#hashes,
      next: this.#next,
    };
  }

  #add(word: string, index: number): void {
    const offset = this.#offsets[index]!;
    const { length } = word;
    for (let i = 0; i < length; i++) this.#units[offset + i] = word.charCodeAt(i);
    const last = this.#units[offset + length - 1]!;
    let hash = 0;
    for (let back = 1; back <= length; back++) {
      hash = mix(hash, this.#units[offset + length - back]!);
      if (back === 3) setBit(this.#tails, hash >>> this.#tailShift);
    }
    this.#hashes[index] = hash;
    if (length === 1) setBit(this.#singles, last);
    else {
      const pair = (this.#units[offset + length - 2]! << 16) | last;
      const spread = Math.imul(pair, SPREAD);
      setBit(this.#pairs, spread >>> this.#pairShift);
      if (length === 2) setBit(this.#twos, spread >>> this.#pairShift);
      let slot = (spread >>> this.#endingShift) * 2;
      while (this.#endings[slot + 1] !== 0 && this.#endings[slot] !== pair)
        slot = (slot + 2) & (this.#endings.length - 1);
      this.#endings[slot] = pair;
      this.#endings[slot + 1] = this.#endings[slot + 1]! | (1 << Math.min(length, LONG));
    }
    let slot = hash >>> this.#slotShift;
    for (let known = this.#slots[slot]!; known >= 0; known = this.#slots[slot]!) {
      if (this.#hashes[known] === hash && this.#isWord(known, this.#units, offset, length)) break;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    this.#next[index] = this.#slots[slot]!;
    this.#slots[slot] = index;
  }

  #isWord(word: number, codes: Uint16Array, at: number, length: number): boolean {
    const offset = this.#offsets[word]!;
    if (this.#offsets[word + 1]! - offset !== length) return false;
    for (let i = 0; i < length; i++) if (this.#units[offset + i] !== codes[at + i]) return false;
    return true;
  }

  /** The word listed last that stands at [at, at + length) and has this hash; -1 when there is none. */
  #wordAt(hash: number, codes: Uint16Array, at: number, length: number): number {
    let slot = hash >>> this.#slotShift;
    for (let word = this.#slots[slot]!; word >= 0; word = this.#slots[slot]!) {
      if (this.#hashes[word] === hash && this.#isWord(word, codes, at, length)) return word;
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    return -1;
  }

  /** Bit set of the lengths of the words that end in a pair of units. */
  #lengthsOf(pair: number): number {
    const endings = this.#endings;
    let slot = (Math.imul(pair, SPREAD) >>> this.#endingShift) * 2;
    for (let lengths = endings[slot + 1]!; lengths !== 0; lengths = endings[slot + 1]!) {
      if (endings[slot] === pair) return lengths;
      slot = (slot + 2) & (endings.length - 1);
    }
    return 0;
  }

  /** Whether units [start, end) are one of the words; `end > start`, and no folding. */
  has(codes: Uint16Array, start: number, end: number): boolean {
    let hash = 0;
    for (let at = end - 1; at >= start; at--) hash = mix(hash, codes[at]!);
    return this.#wordAt(hash, codes, start, end - start) >= 0;
  }

  /** Calls `onHit(word index, start, end)` for every occurrence in codes[from, to), by end, longer words first. */
  scan(
    codes: Uint16Array,
    to: number,
    onHit: (word: number, start: number, end: number) => void,
    from = 0,
  ): void {
    const units = this.#fold ? folded(codes, to, this.#fold) : codes;
    const places = this.#places(units, from, to);
    const found: number[] = [];
    for (let i = 0; i < places; i++) {
      const end = this.#ends[i]!;
      this.#wordsEndingAt(units, from, end, found);
      for (let start = found.pop(); start !== undefined; start = found.pop()) {
        for (let word = found.pop()!; word >= 0; word = this.#next[word]!) onHit(word, start, end);
      }
    }
  }

  /**
   * Places at which words may end, in `ends`; gives how many. This loop sees every unit of every text, so it does
   * nothing else and asks only tables that fit a cache.
   */
  #places(codes: Uint16Array, from: number, to: number): number {
    if (this.#ends.length < to - from) this.#ends = new Int32Array((to - from) * 2);
    const ends = this.#ends;
    const [singles, pairs, twos, tails] = [this.#singles, this.#pairs, this.#twos, this.#tails];
    const [pairShift, tailShift] = [this.#pairShift, this.#tailShift];
    let count = 0;
    let second = 0;
    let last = 0;
    for (let at = from; at < to; at++) {
      const third = second;
      second = last;
      last = codes[at]!;
      const bit = Math.imul((second << 16) | last, SPREAD) >>> pairShift;
      if (((pairs[bit >>> 5]! >>> (bit & 31)) & 1) !== 0) {
        const tail = mix(mix(mix(0, last), second), third) >>> tailShift;
        if (
          ((tails[tail >>> 5]! >>> (tail & 31)) & 1) !== 0 ||
          ((twos[bit >>> 5]! >>> (bit & 31)) & 1) !== 0
        ) {
          ends[count++] = at + 1;
          continue;
        }
      }
      if (((singles[last >>> 5]! >>> (last & 31)) & 1) !== 0) ends[count++] = at + 1;
    }
    return count;
  }

  /** Puts the words that end at a place behind one another, the shortest first, each with its start. */
  #wordsEndingAt(codes: Uint16Array, from: number, end: number, found: number[]): void {
    const last = codes[end - 1]!;
    let hash = mix(0, last);
    if (hasBit(this.#singles, last)) {
      const word = this.#wordAt(hash, codes, end - 1, 1);
      if (word >= 0) found.push(word, end - 1);
    }
    if (end - from < 2) return;
    const lengths = this.#lengthsOf((codes[end - 2]! << 16) | last);
    const longest = lengths < 0 ? this.#longest : LONG - Math.clz32(lengths);
    const most = Math.min(longest, end - from);
    for (let length = 2; length <= most; length++) {
      const start = end - length;
      hash = mix(hash, codes[start]!);
      if (length === 3 && !hasBit(this.#tails, hash >>> this.#tailShift)) break;
      if ((lengths & (1 << Math.min(length, LONG))) === 0) continue;
      const word = this.#wordAt(hash, codes, start, length);
      if (word >= 0) found.push(word, start);
    }
  }
}

function hasBit(bits: Int32Array, bit: number): boolean {
  return ((bits[bit >>> 5]! >>> (bit & 31)) & 1) !== 0;
}

function setBit(bits: Int32Array, bit: number): void {
  bits[bit >>> 5] = bits[bit >>> 5]! | (1 << (bit & 31));
}

let scratch = new Uint16Array(4096);
/** Room for longer texts is not kept. */
const MOST_KEPT = 1 << 18;

/** The folded units [0, length), good until the next call. */
function folded(codes: Uint16Array, length: number, fold: Fold): Uint16Array {
  if (length > scratch.length || scratch.length > MOST_KEPT)
    scratch = new Uint16Array(Math.max(4096, length * 2));
  for (let i = 0; i < length; i++) scratch[i] = fold[codes[i]!]!;
  return scratch;
}
