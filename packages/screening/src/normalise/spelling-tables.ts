import { WordFinder, type WordTables } from '@wangjian/core/word-finder.ts';
import type { Spellings } from '../catalog-schema.ts';
import { foldChars } from './normalise.ts';
import { PINYIN_GROUPS } from './pinyin-table.ts';

/** What `Restorer` knows of hidden spellings: plain data, made once and kept. */
export interface SpellingTables {
  /** Hidden spellings, and the word that each means. */
  readonly written: WordTables;
  readonly meanings: PackedWords;
  /** Ordinary words that a spelling must not be cut out of. */
  readonly legitimate: WordTables;
  /** Words that are recognised by their sound, as syllable numbers and as such. */
  readonly sounds: WordTables;
  readonly soundWords: PackedWords;
  /** Words of the rules as they stand. */
  readonly known: WordTables;
}

/** A list of words end to end: a hundred thousand strings of their own take long to read back, and to go over in memory. */
export interface PackedWords {
  readonly text: string;
  /** Word i is [starts[i], starts[i + 1]) of the text. */
  readonly starts: Int32Array;
}

function packed(words: readonly string[]): PackedWords {
  const starts = new Int32Array(words.length + 1);
  for (const [i, word] of words.entries()) starts[i + 1] = starts[i]! + word.length;
  return { text: words.join(''), starts };
}

/** Word `index` of a packed list. */
export function wordOf({ text, starts }: PackedWords, index: number): string {
  return text.slice(starts[index]!, starts[index + 1]!);
}

/** A finder of none finds the one sign that no text has. */
function tablesOf(words: Iterable<string>): WordTables {
  const list = [...words];
  return new WordFinder(list.length > 0 ? list : ['\uffff']).tables;
}

interface Readings {
  /** Main reading of a character without tone, e.g. 最 → zui. */
  readonly of: ReadonlyMap<string, string>;
  /** Character code → number of its syllable, 0 unknown. */
  readonly syllables: Uint16Array;
}

let readings: Readings | undefined;

function allReadings(): Readings {
  if (!readings) {
    const of = new Map<string, string>();
    const syllables = new Uint16Array(65536);
    PINYIN_GROUPS.split(' ').forEach((group, index) => {
      const syllable = /^[a-z]+/.exec(group)?.[0] ?? '';
      for (const member of group.slice(syllable.length)) {
        of.set(member, syllable);
        syllables[member.charCodeAt(0)] = index + 1;
      }
    });
    readings = { of, syllables };
  }
  return readings;
}

/** Character code → number of its syllable, 0 unknown. */
export function syllablesOfUnits(): Uint16Array {
  return allReadings().syllables;
}

const HAN_ONLY = /^[\u4e00-\u9fff]+$/;
/** Words of so many characters are recognised with one character replaced by one that sounds the same. */
const SOUND_LENGTH = 4;
/** `anchors` are the words of the patterns: they too are found with one character in pinyin or by its sound. */
export function spellingTables(spellings: Spellings, anchors: readonly string[] = []): SpellingTables {
  const meaning = new Map<string, string>();
  const legitimate = new Set(spellings.legitimate.map(foldChars));
  const known = new Set(anchors);
  const add = (written: string, word: string): void => {
    if (written === word || legitimate.has(written) || meaning.has(written) || known.has(written)) return;
    meaning.set(written, word);
  };
  for (const [word, list] of Object.entries(spellings.spellings)) {
    for (const form of list) {
      const written = foldChars(form);
      if (written !== foldChars(word)) meaning.set(written, foldChars(word));
    }
  }
  const protectedWords = spellings.protect.map(foldChars);
  for (const word of protectedWords) {
    for (const written of generatedSpellings(word, spellings)) add(written, word);
  }
  const plainAnchors = anchors.filter((word) => word.length >= 2 && word.length <= 8 && HAN_ONLY.test(word));
  for (const word of plainAnchors) {
    for (const written of pinyinSpellings(word)) add(written, word);
  }
  const soundWords = [...new Set([...plainAnchors, ...protectedWords])].filter(
    (word) => word.length >= SOUND_LENGTH && HAN_ONLY.test(word) && soundOf(word) !== undefined,
  );
  return {
    written: tablesOf(meaning.keys()),
    meanings: packed([...meaning.values()]),
    legitimate: tablesOf(legitimate),
    sounds: tablesOf(soundWords.map((word) => soundOf(word) ?? '\uffff')),
    soundWords: packed(soundWords),
    known: tablesOf(known),
  };
}

/** Spellings of a protected word with some characters replaced; each keeps at least one character of the word. */
function generatedSpellings(word: string, spellings: Spellings): string[] {
  const chars = [...word];
  const forms = chars.map((char) => {
    const options = [char];
    const reading = allReadings().of.get(char);
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
    const latin = chars.map((char) => allReadings().of.get(char) ?? '');
    if (latin.every((syllable) => syllable !== '')) found.push(latin.join(''));
  }
  return found;
}

/** The word with one character in pinyin; one-letter syllables would be found in ordinary Latin text. */
function pinyinSpellings(word: string): string[] {
  const chars = [...word];
  return chars.flatMap((char, at) => {
    const reading = allReadings().of.get(char);
    return reading && reading.length >= 2 ? [chars.toSpliced(at, 1, reading).join('')] : [];
  });
}

/** The word as a string of syllable numbers; undefined when a reading is not known. */
function soundOf(word: string): string | undefined {
  const { syllables } = allReadings();
  let sound = '';
  for (let i = 0; i < word.length; i++) {
    const syllable = syllables[word.charCodeAt(i)] ?? 0;
    if (syllable === 0) return undefined;
    sound += String.fromCharCode(syllable);
  }
  return sound;
}
