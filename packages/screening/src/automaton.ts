/** Aho-Corasick over UTF-16 units: all words in one pass, cost independent of how many words there are. */
export class Automaton {
  readonly #symbols: Uint16Array;
  readonly #root: Int32Array;
  readonly #keys: Int32Array;
  readonly #targets: Int32Array;
  readonly #mask: number;
  readonly #width: number;
  readonly #fail: Int32Array;
  /** First word that ends in a state, then `#next` word by word; -1 none. */
  readonly #out: Int32Array;
  readonly #nextOut: Int32Array;
  /** Nearest state on the failure path in which a word ends. */
  readonly #suffix: Int32Array;
  readonly #lengths: Int32Array;

  /** `words` are non-empty; a hit is reported by the index of the word here. */
  constructor(words: readonly string[]) {
    const symbols = new Uint16Array(65536);
    let width = 1;
    for (const word of words) {
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        if (symbols[unit] === 0) symbols[unit] = width++;
      }
    }
    this.#symbols = symbols;
    this.#width = width;
    this.#lengths = Int32Array.from(words, (word) => word.length);
    this.#nextOut = new Int32Array(words.length).fill(-1);

    const children: Map<number, number>[] = [new Map()];
    const out: number[] = [-1];
    words.forEach((word, index) => {
      let state = 0;
      for (let i = 0; i < word.length; i++) {
        const symbol = symbols[word.charCodeAt(i)] ?? 0;
        let next = children[state]?.get(symbol);
        if (next === undefined) {
          next = children.length;
          children.push(new Map());
          out.push(-1);
          children[state]?.set(symbol, next);
        }
        state = next;
      }
      this.#nextOut[index] = out[state] ?? -1;
      out[state] = index;
    });

    const size = children.length;
    this.#out = Int32Array.from(out);
    this.#fail = new Int32Array(size);
    this.#suffix = new Int32Array(size).fill(-1);
    this.#root = new Int32Array(width);
    let capacity = 1024;
    while (capacity < size * 2) capacity *= 2;
    this.#mask = capacity - 1;
    this.#keys = new Int32Array(capacity).fill(-1);
    this.#targets = new Int32Array(capacity);
    children.forEach((edges, state) => {
      for (const [symbol, target] of edges) {
        if (state === 0) this.#root[symbol] = target;
        else this.#insert(state * width + symbol, target);
      }
    });
    this.#link(children);
  }

  #insert(key: number, target: number): void {
    let slot = Math.imul(key, 0x9e3779b1) & this.#mask;
    while (this.#keys[slot] !== -1) slot = (slot + 1) & this.#mask;
    this.#keys[slot] = key;
    this.#targets[slot] = target;
  }

  #goto(state: number, symbol: number): number {
    if (state === 0) return this.#root[symbol] ?? 0;
    const key = state * this.#width + symbol;
    let slot = Math.imul(key, 0x9e3779b1) & this.#mask;
    for (;;) {
      const found = this.#keys[slot];
      if (found === key) return this.#targets[slot] ?? 0;
      if (found === -1) return 0;
      slot = (slot + 1) & this.#mask;
    }
  }

  /** Breadth first, so that the failure target of a state is linked before the state itself. */
  #link(children: readonly Map<number, number>[]): void {
    const queue: number[] = [...(children[0]?.values() ?? [])];
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head] ?? 0;
      for (const [symbol, target] of children[state] ?? []) {
        queue.push(target);
        let fail = this.#fail[state] ?? 0;
        while (fail !== 0 && this.#goto(fail, symbol) === 0) fail = this.#fail[fail] ?? 0;
        const link = this.#goto(fail, symbol);
        this.#fail[target] = link;
        this.#suffix[target] = (this.#out[link] ?? -1) >= 0 ? link : (this.#suffix[link] ?? -1);
      }
    }
  }

  /** Calls `onHit(word index, start, end)` for every occurrence in codes[0, length), by end, longer words first. */
  scan(codes: Uint16Array, length: number, onHit: (word: number, start: number, end: number) => void): void {
    const symbols = this.#symbols;
    const root = this.#root;
    const outs = this.#out;
    const suffixes = this.#suffix;
    let state = 0;
    for (let i = 0; i < length; i++) {
      const symbol = symbols[codes[i] ?? 0] ?? 0;
      if (symbol === 0) {
        state = 0;
        continue;
      }
      if (state === 0) {
        state = root[symbol] ?? 0;
      } else {
        let next = this.#goto(state, symbol);
        while (next === 0 && state !== 0) {
          state = this.#fail[state] ?? 0;
          next = this.#goto(state, symbol);
        }
        state = next;
      }
      if (state === 0) continue;
      let hit = (outs[state] ?? -1) >= 0 ? state : (suffixes[state] ?? -1);
      while (hit >= 0) {
        for (let word = outs[hit] ?? -1; word >= 0; word = this.#nextOut[word] ?? -1) {
          onHit(word, i + 1 - (this.#lengths[word] ?? 0), i + 1);
        }
        hit = suffixes[hit] ?? -1;
      }
    }
  }
}
