import { Automaton } from '../automaton.ts';
import type { Spellings } from '../catalog-schema.ts';
import { foldChars, type Normalised, textOf } from './normalise.ts';
import { PINYIN_GROUPS } from './pinyin-table.ts';

/** A word that was written in a hiding way: units [start, end) of the restored text. */
export interface Restoration {
  readonly start: number;
  readonly end: number;
  readonly word: string;
  /** As written, in plain form. */
  readonly written: string;
}

/** Plain text in which hidden spellings are replaced by the word they mean. */
export interface Restored extends Normalised {
  readonly restorations: readonly Restoration[];
}

let readings: ReadonlyMap<string, string> | undefined;

/** Main reading of a character without tone, e.g. 最 → zui. */
function readingOf(char: string): string | undefined {
  if (!readings) {
    const map = new Map<string, string>();
    for (const group of PINYIN_GROUPS.split(' ')) {
      const syllable = /^[a-z]+/.exec(group)?.[0] ?? '';
      for (const member of group.slice(syllable.length)) map.set(member, syllable);
    }
    readings = map;
  }
  return readings.get(char);
}

/** Undoes hidden spellings: listed ones, pinyin, stand-ins and split characters of the protected words. */
export class Restorer {
  readonly #automaton: Automaton;
  readonly #words: readonly string[];
  readonly #legitimate: Automaton;

  constructor(spellings: Spellings) {
    const meaning = new Map<string, string>();
    const legitimate = new Set(spellings.legitimate.map(foldChars));
    const add = (written: string, word: string): void => {
      if (written !== word && !legitimate.has(written) && !meaning.has(written)) meaning.set(written, word);
    };
    for (const [word, list] of Object.entries(spellings.spellings)) {
      for (const written of list) add(foldChars(written), foldChars(word));
    }
    for (const protectedWord of spellings.protect) {
      const word = foldChars(protectedWord);
      for (const written of generatedSpellings(word, spellings)) add(written, word);
    }
    this.#words = [...meaning.values()];
    this.#automaton = new Automaton([...meaning.keys()]);
    this.#legitimate = new Automaton(legitimate.size > 0 ? [...legitimate] : ['\uffff']);
  }

  /** Replaces hidden spellings, leftmost and longest first; offsets still lead to the original. */
  restore(plain: Normalised): Restored {
    const hits: { start: number; end: number; word: number }[] = [];
    this.#automaton.scan(plain.codes, plain.length, (word, start, end) => {
      if (!cutsToken(plain.codes, plain.length, start, end)) hits.push({ start, end, word });
    });
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
      const word = this.#words[hit.word] ?? '';
      restorations.push({
        start: write,
        end: write + word.length,
        word,
        written: textOf(plain.codes.subarray(hit.start, hit.end), hit.end - hit.start),
      });
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

/** Spellings of a protected word with some characters replaced; each keeps at least one character of the word. */
function generatedSpellings(word: string, spellings: Spellings): string[] {
  const chars = [...word];
  const forms = chars.map((char) => {
    const options = [char];
    const reading = readingOf(char);
    if (reading) options.push(reading);
    for (const standIn of spellings.stand_ins[char] ?? '') options.push(foldChars(standIn));
    for (const pieces of spellings.pieces[char] ?? []) options.push(foldChars(pieces));
    return options;
  });
  const found: string[] = [];
  const extend = (at: number, written: string, kept: number): void => {
    if (found.length > 400) return;
    const options = forms[at];
    if (!options) {
      if (kept > 0 && kept < chars.length) found.push(written);
      return;
    }
    options.forEach((option, index) => {
      extend(at + 1, written + option, kept + (index === 0 ? 1 : 0));
    });
  };
  extend(0, '', 0);
  if (chars.length >= 3) {
    const latin = chars.map((char) => readingOf(char) ?? '');
    if (latin.every((syllable) => syllable !== '')) found.push(latin.join(''));
  }
  return found;
}
