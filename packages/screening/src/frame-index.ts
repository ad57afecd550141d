import type { CompiledFrame } from './compiled.ts';
import { frequencyOf, rarestChar } from './pattern/word-rarity.ts';
import { isSentenceEnd, type Sentence } from './segment.ts';
import { WordFinder } from './word-finder.ts';

/** Running numbers of sentences stay within 32 bits. */
const MOST_SENTENCES = 2 ** 31 - 1;
const LOW = 0xfff;

/** One alternative of a frame: the sets of words that a sentence must have for it, but for the one that led to it. */
interface Alternative {
  readonly frame: number;
  /** The rarest first. */
  readonly sets: readonly number[];
}

/** Word sets of all frames, each once, with their numbers. */
class SetTable {
  readonly words = new Map<string, number[]>();
  /** Set → two characters of each of its words, one of them the rarest; a sentence must have such a pair. */
  readonly signs: Uint16Array[] = [];
  readonly frequencies: number[] = [];
  readonly #ids = new Map<string, number>();

  idOf(set: readonly string[]): number {
    const key = [...set].sort().join('|');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.signs.length;
      this.#ids.set(key, id);
      const pairs = new Set(set.map(signOf));
      this.signs.push(Uint16Array.from([...pairs].join(''), (char) => char.charCodeAt(0)));
      this.frequencies.push(set.reduce((sum, word) => sum + frequencyOf(word), 0));
      for (const word of set) {
        const known = this.words.get(word);
        if (known) known.push(id);
        else this.words.set(word, [id]);
      }
    }
    return id;
  }
}

/**
 * Tells which frames can match in a sentence, so that only these run their regular expression. One pass over a text
 * looks for the rarest set of words of every alternative of every frame. Where it finds one, the sentence must have the
 * rarest character of some word of each other set; and only where that holds too, all words are looked for.
 */
export class FrameIndex {
  readonly #rare: WordFinder;
  /** Word of `#rare` → alternatives whose rarest set has it. */
  readonly #rareAlternatives: readonly Int32Array[];
  readonly #alternatives: readonly Alternative[];
  readonly #all: WordFinder;
  /** Word of `#all` → sets it belongs to. */
  readonly #setsOf: readonly Int32Array[];
  /** Frame → its anchor sets, which decide the order in which frames run. */
  readonly #anchorsOf: readonly Int32Array[];
  /** A word that begins in a sentence may end so far behind it. */
  readonly #reach: number;
  /** True when some word holds a mark that ends sentences. */
  readonly #crossesEnds: boolean;
  readonly #signs: readonly Uint16Array[];
  /** Scratch by the running number of a sentence, so that nothing is cleared between texts. */
  readonly #setSeen: Int32Array;
  readonly #setTime: Int32Array;
  readonly #alternativeSeen: Int32Array;
  readonly #frameSeen: Int32Array;
  /** By the low bits of a character: a small table that says too much now and then is quicker than a whole one. */
  readonly #charSeen = new Int32Array(LOW + 1);
  #nextSentence = 1;

  constructor(frames: readonly CompiledFrame[]) {
    const table = new SetTable();
    // Anchor sets are numbered first: of the sets that one word meets at once the lower number counts as earlier.
    this.#anchorsOf = frames.map(({ pattern }) => Int32Array.from(pattern.anchors, (set) => table.idOf(set)));
    const rare = new Map<string, number[]>();
    const alternatives: Alternative[] = [];
    for (const [frame, { pattern }] of frames.entries()) {
      for (const words of pattern.alternatives) {
        const sets = [...new Set(words.map((set) => table.idOf(set)))];
        sets.sort((a, b) => table.frequencies[a]! - table.frequencies[b]!);
        const rarest = words.find((set) => table.idOf(set) === sets[0])!;
        for (const word of new Set(rarest)) {
          const known = rare.get(word);
          if (known) known.push(alternatives.length);
          else rare.set(word, [alternatives.length]);
        }
        alternatives.push({ frame, sets: sets.slice(1) });
      }
    }
    this.#rare = new WordFinder([...rare.keys()]);
    this.#rareAlternatives = Array.from(rare.values(), (list) => Int32Array.from(list));
    this.#alternatives = alternatives;
    const words = [...table.words.keys()];
    this.#all = new WordFinder(words);
    this.#setsOf = Array.from(table.words.values(), (list) => Int32Array.from(list));
    this.#reach = words.reduce((most, word) => Math.max(most, word.length), 1) - 1;
    this.#crossesEnds = words.some((word) => [...word].some((char) => isSentenceEnd(char.charCodeAt(0))));
    this.#signs = table.signs;
    this.#setSeen = new Int32Array(table.signs.length);
    this.#setTime = new Int32Array(table.signs.length);
    this.#alternativeSeen = new Int32Array(alternatives.length);
    this.#frameSeen = new Int32Array(frames.length);
  }

  /**
   * Calls `onFrame(frame, sentence)` with the numbers of frames and sentences, for every frame that may match there:
   * by sentence, then by where the last of the frame's anchor sets is met.
   */
  candidates(
    codes: Uint16Array,
    length: number,
    sentences: readonly Sentence[],
    onFrame: (frame: number, sentence: number) => void,
  ): void {
    const first = this.#sentencesSeen(sentences.length);
    const found: number[] = [];
    let current = 0;
    const close = (): void => {
      if (found.length > 0)
        this.#inSentence(codes, length, sentences, current, first + current, found, onFrame);
      found.length = 0;
    };
    this.#rare.scan(codes, length, (word, start, end) => {
      while (current + 1 < sentences.length && (sentences[current]?.end ?? 0) <= start) {
        close();
        current++;
      }
      const sentence = sentences[current];
      // A match lies within its sentence, and so do its words.
      if (!sentence || start < sentence.start || end > sentence.end) return;
      for (const alternative of this.#rareAlternatives[word]!) {
        if (this.#alternativeSeen[alternative] === first + current) continue;
        this.#alternativeSeen[alternative] = first + current;
        found.push(alternative);
      }
    });
    close();
  }

  /** Runs the frames of the alternatives all of whose sets are in the sentence. */
  #inSentence(
    codes: Uint16Array,
    length: number,
    sentences: readonly Sentence[],
    index: number,
    number: number,
    alternatives: readonly number[],
    onFrame: (frame: number, sentence: number) => void,
  ): void {
    const { start, end } = sentences[index]!;
    for (let i = start; i < end; i++) this.#charSeen[codes[i]! & LOW] = number;
    const likely = alternatives.filter((each) => this.#hasSigns(this.#alternatives[each]!, number));
    if (likely.length === 0) return;
    // A match needs no proof that its words are there, and one frame no order.
    if (likely.length === 1) {
      onFrame(this.#alternatives[likely[0]!]!.frame, index);
      return;
    }
    this.#meetSets(codes, length, sentences, index, number);
    const frames: { frame: number; time: number }[] = [];
    for (const alternative of likely) {
      const { frame, sets } = this.#alternatives[alternative]!;
      if (this.#frameSeen[frame] === number || !sets.every((set) => this.#setSeen[set] === number)) continue;
      this.#frameSeen[frame] = number;
      let time = 0;
      for (const set of this.#anchorsOf[frame]!) {
        if (this.#setSeen[set] !== number) time = Number.POSITIVE_INFINITY;
        else time = Math.max(time, this.#setTime[set]!);
      }
      if (time < Number.POSITIVE_INFINITY) frames.push({ frame, time });
    }
    if (frames.length > 1) frames.sort((a, b) => a.time - b.time || a.frame - b.frame);
    for (const { frame } of frames) onFrame(frame, index);
  }

  #hasSigns({ sets }: Alternative, number: number): boolean {
    const seen = this.#charSeen;
    for (const set of sets) {
      const signs = this.#signs[set]!;
      let i = 0;
      while (i < signs.length && (seen[signs[i]! & LOW] !== number || seen[signs[i + 1]! & LOW] !== number))
        i += 2;
      if (i >= signs.length) return false;
    }
    return true;
  }

  /** Notes which sets have a word that begins in the sentence, and in which order they were met. */
  #meetSets(
    codes: Uint16Array,
    length: number,
    sentences: readonly Sentence[],
    index: number,
    number: number,
  ): void {
    const { start, end } = sentences[index]!;
    const isLast = index === sentences.length - 1;
    const closed = end < length && isSentenceEnd(codes[end]!) && !this.#crossesEnds;
    const to = closed ? end : Math.min(length, end + this.#reach);
    let time = 0;
    let over = false;
    this.#all.scan(
      codes,
      to,
      (word, from) => {
        // Words of the next sentence end this one, even for a longer word that began here.
        if (!isLast && from >= end) over = true;
        if (over) return;
        for (const set of this.#setsOf[word]!) {
          if (this.#setSeen[set] === number) continue;
          this.#setSeen[set] = number;
          this.#setTime[set] = ++time;
        }
      },
      start,
    );
  }

  /** Makes room for the numbers of the sentences of one text; gives the number of the first. */
  #sentencesSeen(count: number): number {
    if (this.#nextSentence + count > MOST_SENTENCES) {
      this.#setSeen.fill(0);
      this.#alternativeSeen.fill(0);
      this.#frameSeen.fill(0);
      this.#charSeen.fill(0);
      this.#nextSentence = 1;
    }
    const first = this.#nextSentence;
    this.#nextSentence += count;
    return first;
  }
}

/** The rarest character of a word and the rarest of the others; twice the same for a word of one character. */
function signOf(word: string): string {
  const first = rarestChar(word);
  const rest = word.replace(first, '');
  return first + (rest === '' ? first : rarestChar(rest));
}
