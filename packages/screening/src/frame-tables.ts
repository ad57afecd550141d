import { WordFinder, type WordTables } from '@wangjian/core/word-finder.ts';
import type { CompiledPattern } from './pattern/compile.ts';
import { frequencyOf, rarestChar } from './pattern/word-rarity.ts';
import { isSentenceEnd } from './segment.ts';

/** Characters are noted by their low bits: a small table that says too much now and then is quicker than a whole one. */
export const LOW = 0xfff;

/** Lists of numbers, end to end: list i is `items[starts[i], starts[i + 1])`. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/** What `FrameIndex` knows of the frames: plain data, made once and kept. */
export interface FrameTables {
  readonly rare: WordTables;
  readonly alternativesOf: Lists;
  readonly frameOf: Int32Array;
  readonly setsOf: Lists;
  readonly signs: Lists;
  readonly all: WordTables;
  readonly setsWith: Lists;
  readonly anchorsOf: Lists;
  readonly reach: number;
  readonly crossesEnds: boolean;
}

/** Word sets of all frames, each once, with their numbers. */
class SetTable {
  readonly words = new Map<string, number[]>();
  /** Set → two characters of each of its words, one of them the rarest; a sentence must have such a pair. */
  readonly signs: number[][] = [];
  readonly frequencies: number[] = [];
  readonly #ids = new Map<readonly string[] | string, number>();

  idOf(set: readonly string[]): number {
    const known = this.#ids.get(set);
    if (known !== undefined) return known;
    const key = set.toSorted().join('|');
    const id = this.#ids.get(key) ?? this.#add(set);
    this.#ids.set(key, id).set(set, id);
    return id;
  }

  #add(set: readonly string[]): number {
    const id = this.signs.length;
    this.signs.push(Array.from([...new Set(set.map(signOf))].join(''), (char) => char.charCodeAt(0) & LOW));
    this.frequencies.push(set.reduce((sum, word) => sum + frequencyOf(word), 0));
    for (const word of set) put(this.words, word, id);
    return id;
  }
}

/** Makes the tables of frames whose patterns these are, in their order. */
export function frameTables(
  patterns: readonly Pick<CompiledPattern, 'anchors' | 'alternatives'>[],
): FrameTables {
  const table = new SetTable();
  // Anchor sets are numbered first: of the sets that one word meets at once the lower number counts as earlier.
  const anchorsOf = listsOf(patterns.map(({ anchors }) => anchors.map((set) => table.idOf(set))));
  const rare = new Map<string, number[]>();
  const frameOf: number[] = [];
  const otherSets: number[][] = [];
  for (const [frame, { alternatives }] of patterns.entries()) {
    for (const words of alternatives) {
      const sets = [...new Set(words.map((set) => table.idOf(set)))];
      sets.sort((a, b) => table.frequencies[a]! - table.frequencies[b]!);
      const rarest = words.find((set) => table.idOf(set) === sets[0])!;
      for (const word of new Set(rarest)) put(rare, word, frameOf.length);
      frameOf.push(frame);
      otherSets.push(sets.slice(1));
    }
  }
  const words = [...table.words.keys()];
  return {
    rare: new WordFinder([...rare.keys()]).tables,
    alternativesOf: listsOf([...rare.values()]),
    frameOf: Int32Array.from(frameOf),
    setsOf: listsOf(otherSets),
    signs: listsOf(table.signs),
    all: new WordFinder(words).tables,
    setsWith: listsOf([...table.words.values()]),
    anchorsOf,
    reach: words.reduce((most, word) => Math.max(most, word.length), 1) - 1,
    crossesEnds: words.some((word) => [...word].some((char) => isSentenceEnd(char.charCodeAt(0)))),
  };
}

function put(lists: Map<string, number[]>, word: string, item: number): void {
  const list = lists.get(word);
  if (list) list.push(item);
  else lists.set(word, [item]);
}

function listsOf(lists: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) starts[i + 1] = starts[i]! + list.length;
  return { starts, items: Int32Array.from(lists.flat()) };
}

/** The rarest character of a word and the rarest of the others; twice the same for a word of one character. */
function signOf(word: string): string {
  const first = rarestChar(word);
  const rest = word.replace(first, '');
  return first + (rest === '' ? first : rarestChar(rest));
}
