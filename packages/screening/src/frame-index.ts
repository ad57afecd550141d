import { WordFinder } from '@wangjian/core/word-finder.ts';
import { type FrameTables, type Lists, LOW } from './frame-tables.ts';
import { isSentenceEnd, type Sentence } from './segment.ts';

/** Running numbers of sentences stay within 32 bits. */
const MOST_SENTENCES = 2 ** 31 - 1;

/**
 * Tells which frames can match in a sentence, so that only these run their regular expression. One pass over a text
 * looks for the rarest set of words of every alternative of every frame. Where it finds one, the sentence must have the
 * rarest characters of some word of each other set; and where several frames are left, all words are looked for, since
 * they run in the order in which their anchor sets are met.
 */
export class FrameIndex {
  readonly #rare: WordFinder;
  /** Word of `#rare` → alternatives whose rarest set has it. */
  readonly #alternativesOf: Lists;
  readonly #frameOf: Int32Array;
  /** Alternative → its other sets, the rarest first. */
  readonly #setsOf: Lists;
  readonly #signs: Lists;
  readonly #all: WordFinder;
  /** Word of `#all` → sets it belongs to. */
  readonly #setsWith: Lists;
  /** Frame → its anchor sets. */
  readonly #anchorsOf: Lists;
  /** A word that begins in a sentence may end so far behind it. */
  readonly #reach: number;
  /** True when some word holds a mark that ends sentences. */
  readonly #crossesEnds: boolean;
  /** Scratch by the running number of a sentence, so that nothing is cleared between texts. */
  readonly #setSeen: Int32Array;
  readonly #setTime: Int32Array;
  readonly #alternativeSeen: Int32Array;
  readonly #frameSeen: Int32Array;
  readonly #charSeen = new Int32Array(LOW + 1);
  #nextSentence = 1;

  constructor(tables: FrameTables) {
    this.#rare = new WordFinder(tables.rare);
    this.#alternativesOf = tables.alternativesOf;
    this.#frameOf = tables.frameOf;
    this.#setsOf = tables.setsOf;
    this.#signs = tables.signs;
    this.#all = new WordFinder(tables.all);
    this.#setsWith = tables.setsWith;
    this.#anchorsOf = tables.anchorsOf;
    this.#reach = tables.reach;
    this.#crossesEnds = tables.crossesEnds;
    const sets = tables.signs.starts.length - 1;
    this.#setSeen = new Int32Array(sets);
    this.#setTime = new Int32Array(sets);
    this.#alternativeSeen = new Int32Array(tables.frameOf.length);
    this.#frameSeen = new Int32Array(tables.anchorsOf.starts.length - 1);
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
    const { starts, items } = this.#alternativesOf;
    const seen = this.#alternativeSeen;
    const likely: number[] = [];
    let current = 0;
    let noted = -1;
    this.#rare.scan(codes, length, (word, start, end) => {
      while (current + 1 < sentences.length && sentences[current]!.end <= start) {
        this.#inSentence(codes, length, sentences, current, first + current, likely, onFrame);
        current++;
      }
      const sentence = sentences[current];
      // A match lies within its sentence, and so do its words.
      if (!sentence || start < sentence.start || end > sentence.end) return;
      const number = first + current;
      if (noted !== current) {
        noted = current;
        for (let i = sentence.start; i < sentence.end; i++) this.#charSeen[codes[i]! & LOW] = number;
      }
      for (let i = starts[word]!; i < starts[word + 1]!; i++) {
        const alternative = items[i]!;
        if (seen[alternative] === number) continue;
        seen[alternative] = number;
        if (this.#hasSigns(alternative, number)) likely.push(alternative);
      }
    });
    this.#inSentence(codes, length, sentences, current, first + current, likely, onFrame);
  }

  #hasSigns(alternative: number, number: number): boolean {
    const seen = this.#charSeen;
    const { starts, items } = this.#signs;
    for (let s = this.#setsOf.starts[alternative]!; s < this.#setsOf.starts[alternative + 1]!; s++) {
      const set = this.#setsOf.items[s]!;
      const end = starts[set + 1]!;
      let i = starts[set]!;
      while (i < end && (seen[items[i]!] !== number || seen[items[i + 1]!] !== number)) i += 2;
      if (i >= end) return false;
    }
    return true;
  }

  /** Runs the frames of the likely alternatives all of whose sets are in the sentence; empties the list. */
  #inSentence(
    codes: Uint16Array,
    length: number,
    sentences: readonly Sentence[],
    index: number,
    number: number,
    likely: number[],
    onFrame: (frame: number, sentence: number) => void,
  ): void {
    if (likely.length === 0) return;
    const alternatives = likely.splice(0);
    // A match needs no proof that its words are there, and one frame no order.
    if (alternatives.length === 1) {
      onFrame(this.#frameOf[alternatives[0]!]!, index);
      return;
    }
    this.#meetSets(codes, length, sentences, index, number);
    const frames: { frame: number; time: number }[] = [];
    for (const alternative of alternatives) {
      const frame = this.#frameOf[alternative]!;
      if (this.#frameSeen[frame] === number || this.#metAt(this.#setsOf, alternative, number) < 0) continue;
      this.#frameSeen[frame] = number;
      const time = this.#metAt(this.#anchorsOf, frame, number);
      if (time >= 0) frames.push({ frame, time });
    }
    if (frames.length > 1) frames.sort((a, b) => a.time - b.time || a.frame - b.frame);
    for (const { frame } of frames) onFrame(frame, index);
  }

  /** When the last set of a list was met in the sentence; -1 when one is not there. */
  #metAt({ starts, items }: Lists, list: number, number: number): number {
    let time = 0;
    for (let i = starts[list]!; i < starts[list + 1]!; i++) {
      const set = items[i]!;
      if (this.#setSeen[set] !== number) return -1;
      time = Math.max(time, this.#setTime[set]!);
    }
    return time;
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
    const { starts, items } = this.#setsWith;
    let time = 0;
    let over = false;
    const onWord = (word: number, from: number): void => {
      // Words of the next sentence end this one, even for a longer word that began here.
      if (!isLast && from >= end) over = true;
      if (over) return;
      for (let i = starts[word]!; i < starts[word + 1]!; i++) {
        const set = items[i]!;
        if (this.#setSeen[set] === number) continue;
        this.#setSeen[set] = number;
        this.#setTime[set] = ++time;
      }
    };
    this.#all.scan(codes, to, onWord, start);
  }

  /** Makes room for the numbers of the sentences of one text; gives the number of the first. */
  #sentencesSeen(count: number): number {
    if (this.#nextSentence + count >= MOST_SENTENCES) {
      for (const scratch of [this.#setSeen, this.#alternativeSeen, this.#frameSeen, this.#charSeen])
        scratch.fill(0);
      this.#nextSentence = 1;
    }
    const first = this.#nextSentence;
    // A text without a sentence has its number too.
    this.#nextSentence += count + 1;
    return first;
  }
}
