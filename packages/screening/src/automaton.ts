/** Units of a text as the automaton sees them: itself, or the class that `fold` puts them into (0 is in no word). */
type Fold = Uint16Array;

/**
 * Finds all words of a list in one pass over UTF-16 units. It is a tree of the words read from their ends: at each
 * place a table of the pairs in which words end says whether one can end here at all, so most places of a text cost
 * two look-ups, however many words there are.
 */
export class Automaton {
  readonly #symbols: Uint16Array;
  readonly #root: Int32Array;
  #keys: Int32Array;
  #targets: Int32Array;
  #mask: number;
  readonly #width: number;
  /** Bit set: hashes of the two symbols in which a word of two or more ends. */
  readonly #pairs: Int32Array;
  readonly #pairShift: number;
  /** First word whose reading from the end leads to a state, then `#next` word by word; -1 none. */
  readonly #out: Int32Array;
  readonly #nextOut: Int32Array;
  readonly #lengths: Int32Array;

  /** `words` are non-empty, in units that `fold` leaves, if there is one; a hit is reported by the index of the word here. */
  constructor(words: readonly string[], fold?: Fold) {
    const symbols = new Uint16Array(65536);
    let width = 1;
    let units = 0;
    for (const word of words) {
      units += word.length;
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        if (symbols[unit] === 0) symbols[unit] = width++;
      }
    }
    this.#width = width;
    this.#root = new Int32Array(width);
    this.#lengths = Int32Array.from(words, (word) => word.length);
    this.#nextOut = new Int32Array(words.length).fill(-1);
    const pairBits = Math.min(24, Math.max(10, Math.ceil(Math.log2(words.length * 16 + 1))));
    this.#pairs = new Int32Array(2 ** (pairBits - 5));
    this.#pairShift = 32 - pairBits;

    const capacity = 2 ** Math.ceil(Math.log2(units * 2 + 2));
    this.#mask = capacity - 1;
    this.#keys = new Int32Array(capacity).fill(-1);
    this.#targets = new Int32Array(capacity);
    const out = new Int32Array(units + 1).fill(-1);
    let states = 1;
    words.forEach((word, index) => {
      let state = 0;
      for (let i = word.length - 1; i >= 0; i--) {
        const symbol = symbols[word.charCodeAt(i)] ?? 0;
        let next = this.#goto(state, symbol);
        if (next === 0) {
          next = states++;
          if (state === 0) this.#root[symbol] = next;
          else this.#insert((state * width + symbol) | 0, next);
        }
        state = next;
      }
      if (word.length > 1) {
        const last = symbols[word.charCodeAt(word.length - 1)] ?? 0;
        const bit = this.#pairBit(last, symbols[word.charCodeAt(word.length - 2)] ?? 0);
        this.#pairs[bit >>> 5] = (this.#pairs[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
      this.#nextOut[index] = out[state] ?? -1;
      out[state] = index;
    });
    this.#out = out.slice(0, states);
    this.#symbols = fold ? fold.map((unit) => symbols[unit] ?? 0) : symbols;
    this.#shrink(states);
  }

  /** Words that begin alike need less room than was made for them. */
  #shrink(states: number): void {
    const [keys, targets] = [this.#keys, this.#targets];
    const capacity = 2 ** Math.ceil(Math.log2(states * 2 + 2));
    if (capacity >= keys.length) return;
    this.#mask = capacity - 1;
    this.#keys = new Int32Array(capacity).fill(-1);
    this.#targets = new Int32Array(capacity);
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] ?? -1;
      if (key !== -1) this.#insert(key, targets[slot] ?? 0);
    }
  }

  #pairBit(last: number, before: number): number {
    return Math.imul((last << 16) | before, 0x9e3779b1) >>> this.#pairShift;
  }

  #insert(key: number, target: number): void {
    let slot = Math.imul(key, 0x9e3779b1) & this.#mask;
    while (this.#keys[slot] !== -1) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = key;
    this.#targets[slot] = target;
  }

  #goto(state: number, symbol: number): number {
    if (state === 0) return this.#root[symbol] ?? 0;
    const key = (state * this.#width + symbol) | 0;
    let slot = Math.imul(key, 0x9e3779b1) & this.#mask;
    for (;;) {
      const found = this.#keys[slot];
      if (found === key) return this.#targets[slot] ?? 0;
      if (found === -1) return 0;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Calls `onHit(word index, start, end)` for every occurrence in codes[0, length), by end, longer words first. */
  scan(codes: Uint16Array, length: number, onHit: (word: number, start: number, end: number) => void): void {
    const symbols = this.#symbols;
    const root = this.#root;
    const pairs = this.#pairs;
    const outs = this.#out;
    /** States of the words that end at the present place, the shortest first. */
    const ending: number[] = [];
    let before = 0;
    for (let end = 1; end <= length; end++) {
      const last = symbols[codes[end - 1] ?? 0] ?? 0;
      let state = root[last] ?? 0;
      if (state !== 0) {
        if ((outs[state] ?? -1) >= 0) ending.push(state);
        if (before !== 0) {
          const bit = this.#pairBit(last, before);
          if (((pairs[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0) {
            for (let at = end - 2; at >= 0; at--) {
              state = this.#goto(state, symbols[codes[at] ?? 0] ?? 0);
              if (state === 0) break;
              if ((outs[state] ?? -1) >= 0) ending.push(state);
            }
          }
        }
        while (ending.length > 0) {
          const found = ending.pop() ?? 0;
          for (let word = outs[found] ?? -1; word >= 0; word = this.#nextOut[word] ?? -1) {
            onHit(word, end - (this.#lengths[word] ?? 0), end);
          }
        }
      }
      before = last;
    }
  }
}
