import { matchesOf } from './matches.ts';

/** A stretch of a text that is worth a closer look. */
interface Passage {
  readonly from: number;
  readonly text: string;
}

/**
 * Stretches around the matches of a cheap global pattern, joined where they meet: the costly pattern of a code then
 * runs over a few hundred characters of a page instead of all. `before` and `after` reach past the cheap match.
 */
export function passagesAround(text: string, anchor: RegExp, before: number, after: number): Passage[] {
  const spans: [from: number, to: number][] = [];
  for (const match of matchesOf(text, anchor)) {
    const from = Math.max(0, match.index - before);
    const to = match.index + match[0].length + after;
    const last = spans.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans.map(([from, to]) => ({ from, text: text.slice(from, to) }));
}

/** All matches of a global `pattern` inside the passages; `index` is the offset in the whole text. */
export function* matchesIn(passages: readonly Passage[], pattern: RegExp): Generator<RegExpExecArray> {
  for (const { from, text } of passages) {
    for (const match of matchesOf(text, pattern)) {
      match.index += from;
      yield match;
    }
  }
}
