import { WordFinder } from '@wangjian/core/word-finder.ts';
import { type Normalised, textOf } from './normalise.ts';
import { type PackedWords, type SpellingTables, syllablesOfUnits, wordOf } from './spelling-tables.ts';

/** A word that was written in a hiding way: units [start, end) of the restored text. */
export interface Restoration {
  readonly start: number;
  readonly end: number;
  readonly word: string;
}

/** Plain text in which hidden spellings are replaced by the word they mean. */
export interface Restored extends Normalised {
  readonly restorations: readonly Restoration[];
}

/**
 * Characters that every honest sentence is full of. One of them in the place of a same-sounding character is grammar
 * or chance (取消续费的 beside a rule's 取消续费得), never a disguise, and restoring it would spoil the sentence for the
 * other rules.
 */
const ORDINARY = new Set(
  [
    ...'的地得了着过在再是有不无没和与及为于以已也就都而其或被把让给到从对向还又只这那哪么吗呢吧个之者所要用上下中年月日时元人',
  ].map((char) => char.charCodeAt(0)),
);

/** Undoes hidden spellings: listed ones, pinyin, stand-ins, split characters, same sounds. */
export class Restorer {
  readonly #automaton: WordFinder;
  readonly #words: PackedWords;
  readonly #legitimate: WordFinder;
  readonly #sounds: WordFinder;
  readonly #soundWords: PackedWords;
  readonly #known: WordFinder;

  constructor(tables: SpellingTables) {
    this.#automaton = new WordFinder(tables.written);
    this.#words = tables.meanings;
    this.#legitimate = new WordFinder(tables.legitimate);
    this.#sounds = new WordFinder(tables.sounds, syllablesOfUnits());
    this.#soundWords = tables.soundWords;
    this.#known = new WordFinder(tables.known);
  }

  /** Words of which exactly one character is written with another of the same sound (two in long words). */
  #soundHits(plain: Normalised, hits: { start: number; end: number; word: string }[]): void {
    this.#sounds.scan(plain.codes, plain.length, (index, start, end) => {
      const word = wordOf(this.#soundWords, index);
      let differing = 0;
      for (let i = start; i < end; i++) {
        const unit = plain.codes[i] ?? 0;
        const meant = word.charCodeAt(i - start);
        if (unit === meant) continue;
        // Nobody hides 也 behind 页: 首页不展示 is no 也不展示.
        if (ORDINARY.has(unit) || ORDINARY.has(meant)) return;
        differing++;
      }
      if (differing !== 1 && !(differing === 2 && word.length >= 6)) return;
      // What is a word of the rules as it stands hides nothing.
      if (this.#known.has(plain.codes, start, end)) return;
      hits.push({ start, end, word });
    });
  }

  /** Replaces hidden spellings, leftmost and longest first; offsets still lead to the original. */
  restore(plain: Normalised): Restored {
    const hits: { start: number; end: number; word: string }[] = [];
    this.#automaton.scan(plain.codes, plain.length, (index, start, end) => {
      if (!cutsToken(plain.codes, plain.length, start, end)) {
        hits.push({ start, end, word: wordOf(this.#words, index) });
      }
    });
    this.#soundHits(plain, hits);
    if (hits.length === 0) return { ...plain, restorations: [] };
    const spared: { start: number; end: number }[] = [];
    this.#legitimate.scan(plain.codes, plain.length, (_word, start, end) => spared.push({ start, end }));
    hits.sort((a, b) => a.start - b.start || b.end - a.end);

    const size = plain.length + hits.length * 8;
    const codes = new Uint16Array(size);
    const from = new Int32Array(size);
    const to = new Int32Array(size);
    const restorations: Restoration[] = [];
    let read = 0;
    let write = 0;
    for (const hit of hits) {
      if (hit.start < read) continue;
      if (spared.some((span) => span.start <= hit.start && span.end >= hit.end)) continue;
      for (; read < hit.start; read++, write++) {
        codes[write] = plain.codes[read] ?? 0;
        from[write] = plain.from[read] ?? 0;
        to[write] = plain.to[read] ?? 0;
      }
      const { word } = hit;
      restorations.push({ start: write, end: write + word.length, word });
      for (let i = 0; i < word.length; i++, write++) {
        codes[write] = word.charCodeAt(i);
        from[write] = plain.from[hit.start] ?? 0;
        to[write] = plain.to[hit.end - 1] ?? 0;
      }
      read = hit.end;
    }
    for (; read < plain.length; read++, write++) {
      codes[write] = plain.codes[read] ?? 0;
      from[write] = plain.from[read] ?? 0;
      to[write] = plain.to[read] ?? 0;
    }
    return { text: textOf(codes, write), codes, from, to, length: write, restorations };
  }
}

const isLetter = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;
const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** A spelling that begins or ends inside a longer Latin word or number is a coincidence: `vip`, 第10. */
function cutsToken(codes: Uint16Array, length: number, start: number, end: number): boolean {
  const first = codes[start] ?? 0;
  const last = codes[end - 1] ?? 0;
  const before = start > 0 ? (codes[start - 1] ?? 0) : 0;
  const after = end < length ? (codes[end] ?? 0) : 0;
  if (isLetter(first) && isLetter(before)) return true;
  if (isLetter(last) && isLetter(after)) return true;
  if (isDigit(first) && isDigit(before)) return true;
  return isDigit(last) && (isDigit(after) || after === 0x2e);
}
