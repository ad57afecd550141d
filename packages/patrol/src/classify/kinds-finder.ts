import { unitsOf } from '@wangjian/core/text-units.ts';
import { WordFinder } from '@wangjian/core/word-finder.ts';

/** Letters count in either case, as in the patterns. */
const lowerCase = new Uint16Array(65_536).map((_, unit) =>
  unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit,
);

/** Tells in one pass which of several patterns can match in a text; most do not in most. */
export class KindsFinder {
  private readonly finder: WordFinder;
  private readonly kindOf: readonly number[];

  /** Patterns are alternatives of words with little else in them; each alternative must hold a fixed word. */
  constructor(patterns: readonly RegExp[]) {
    const fixed = patterns.flatMap((pattern, kind) =>
      fixedWords(pattern.source).map((word) => ({ word, kind })),
    );
    this.finder = new WordFinder(
      fixed.map(({ word }) => word),
      lowerCase,
    );
    this.kindOf = fixed.map(({ kind }) => kind);
  }

  /** Numbers of the patterns of which some alternative's fixed word is in the text. */
  kindsIn(text: string): ReadonlySet<number> {
    const kinds = new Set<number>();
    this.finder.scan(unitsOf(text), text.length, (word) => kinds.add(this.kindOf[word]!));
    return kinds;
  }
}

/** The longest run of characters, in lower case, that every match of each alternative contains. */
export function fixedWords(source: string): string[] {
  return alternativesOf(source).map((alternative) => {
    const runs = alternative
      // What may be left out, and what may be one of several characters, is not fixed.
      .replace(/\(\?:[^()]*\)[?*]?|\[[^\]]*\][?*]?|\\[a-z][?*+]?|.[?*]/g, '\n')
      .split('\n');
    const longest = runs.reduce((best, run) => (run.length > best.length ? run : best));
    if (longest === '') throw new Error(`“${alternative}” has no fixed word`);
    return longest.toLowerCase();
  });
}

/** Splits at the bars outside of groups. */
function alternativesOf(source: string): string[] {
  const alternatives = [''];
  let depth = 0;
  for (const char of source) {
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === '|' && depth === 0) alternatives.push('');
    else alternatives[alternatives.length - 1] += char;
  }
  return alternatives;
}
