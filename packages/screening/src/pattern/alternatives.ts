import { cross, exactStrings } from './exact-strings.ts';
import type { Node } from './parse.ts';

/** Sets of words of each of which a match contains at least one. */
export type WordSets = readonly (readonly string[])[];

/** More alternatives than this are not told apart. */
const MOST_ALTERNATIVES = 12;
const ANYTHING: readonly WordSets[] = [[]];

/**
 * What must be in a text for a pattern to match: for at least one of the alternatives a word of every set. An alternative
 * without sets says nothing. Unlike anchors the sets may hold single common characters: they are asked only about the few
 * sentences that hold something rarer.
 */
export function alternativesOf(node: Node): readonly WordSets[] {
  const exact = exactStrings(node);
  if (exact) return exact.every((word) => word !== '') ? [[exact]] : ANYTHING;
  switch (node.type) {
    case 'sequence':
      return ofSequence(node.parts);
    case 'choice': {
      const all = node.options.flatMap(alternativesOf);
      return all.some((sets) => sets.length === 0) ? ANYTHING : fewer(all);
    }
    case 'capture':
      return alternativesOf(node.inner);
    default:
      return ANYTHING;
  }
}

function ofSequence(parts: readonly Node[]): readonly WordSets[] {
  let all = ANYTHING;
  let run: readonly string[] = [''];
  const flush = (): void => {
    if (run.every((word) => word !== '')) all = all.map((sets) => [...sets, run]);
    run = [''];
  };
  for (const part of parts) {
    const strings = exactStrings(part);
    const joined = cross(run, strings);
    if (joined) {
      run = joined;
      continue;
    }
    flush();
    if (strings) run = strings;
    else all = both(all, alternativesOf(part));
  }
  flush();
  return all;
}

function both(left: readonly WordSets[], right: readonly WordSets[]): readonly WordSets[] {
  if (left.length * right.length > MOST_ALTERNATIVES) {
    // One of the two must be taken as a whole: its alternatives become one set, if each has any.
    const [kept, joined] = left.length <= right.length ? [left, asOne(right)] : [right, asOne(left)];
    return kept.map((sets) => [...sets, ...joined]);
  }
  return left.flatMap((first) => right.map((second) => [...first, ...second]));
}

function fewer(all: readonly WordSets[]): readonly WordSets[] {
  return all.length > MOST_ALTERNATIVES ? [asOne(all)] : all;
}

/** One set of which every alternative needs a word: the first set of each. */
function asOne(all: readonly WordSets[]): WordSets {
  if (all.some((sets) => sets.length === 0)) return [];
  return [[...new Set(all.flatMap((sets) => longest(sets)))]];
}

/** The set whose shortest word is longest; it is the rarest, as a rule. */
function longest(sets: WordSets): readonly string[] {
  const shortest = (set: readonly string[]): number => Math.min(...set.map((word) => word.length));
  return sets.reduce((best, set) => (shortest(set) > shortest(best) ? set : best));
}
