import { normalise } from './normalise/normalise.ts';
import type { Restored, Restorer } from './normalise/restore.ts';
import { type Sentence, sentencesOf } from './segment.ts';

/** How much of a long sentence is quoted on either side of the term, in characters. */
const QUOTE_SIDE = 120;

/** A text being screened: plain form, sentences, and the way back to the original. */
export class ScreenedText {
  readonly original: string;
  readonly plain: Restored;
  readonly sentences: readonly Sentence[];
  #wordsIndex = -1;
  #words = '';

  constructor(original: string, restorer: Restorer) {
    this.original = original;
    this.plain = restorer.restore(normalise(original));
    this.sentences = sentencesOf(this.plain.codes, this.plain.length);
  }

  /** Plain text of a sentence. */
  wordsOf(index: number): string {
    if (this.#wordsIndex !== index) {
      const sentence = this.sentences[index];
      this.#words = sentence ? this.plain.text.slice(sentence.start, sentence.end) : '';
      this.#wordsIndex = index;
    }
    return this.#words;
  }

  /** Offsets in the original of plain units [start, end), end > start. */
  originalSpan(start: number, end: number): { start: number; end: number } {
    return { start: this.plain.from[start] ?? 0, end: this.plain.to[end - 1] ?? 0 };
  }

  /** The sentence around [start, end) as in the original, shortened when it is very long. */
  quote(sentence: Sentence, start: number, end: number): string {
    const from = Math.max(sentence.start, start - QUOTE_SIDE);
    // The closing mark belongs to the quotation.
    const closing = sentence.end < this.plain.length && this.plain.codes[sentence.end] !== 10 ? 1 : 0;
    const to = Math.min(sentence.end + closing, end + QUOTE_SIDE);
    const span = this.originalSpan(from, to);
    return this.original.slice(span.start, span.end).trim();
  }

  /** The clause (between , ; :) that holds [start, end). */
  clause(sentence: Sentence, start: number, end: number): string {
    return this.plain.text.slice(...this.clauseSpan(sentence, start, end));
  }

  /** Plain offsets of that clause. */
  clauseSpan(sentence: Sentence, start: number, end: number): [number, number] {
    let from = start;
    while (from > sentence.start && !isClauseMark(this.plain.codes[from - 1] ?? 0)) from--;
    let to = end;
    while (to < sentence.end && !isClauseMark(this.plain.codes[to] ?? 0)) to++;
    return [from, to];
  }

  /** Plain text `reach` characters to either side, across sentences. */
  near(start: number, end: number, reach: number): string {
    return this.plain.text.slice(Math.max(0, start - reach), end + reach);
  }

  /**
   * Headings above the list entry that holds sentence `index`: earlier sentences of the passage that announce a list
   * (end in a colon, or speak of 以下/下列), nearest first, within `reach` characters.
   */
  *leads(index: number, reach: number): Generator<string> {
    const here = this.sentences[index];
    if (!here) return;
    for (let i = index - 1; i >= 0; i--) {
      const sentence = this.sentences[i];
      if (!sentence || here.start - sentence.end > reach) return;
      const text = this.plain.text.slice(sentence.start, sentence.end);
      const announces = /[::]\s*$/.test(text) || /以下|下列|如下/.test(text);
      if (announces) yield text;
    }
  }
}

function isClauseMark(unit: number): boolean {
  return unit === 0x2c || unit === 0x3b || unit === 0x3a;
}
