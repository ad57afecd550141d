import type { Sentence } from '../segment.ts';

/** A stretch of whole sentences that is scored at once: sentences [first, last], plain units [start, end). */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

/** A text no longer than this is one window. */
const SHORT = 160;
/** Sentences are joined until a window has this many units. */
const ENOUGH = 48;

/** Joins the sentences of a text into windows: one for a short text, else a few sentences each. */
export function windowsOf(sentences: readonly Sentence[], length: number): Window[] {
  const windows: Window[] = [];
  let first = 0;
  sentences.forEach((sentence, last) => {
    const start = sentences[first]?.start ?? 0;
    const isLast = last === sentences.length - 1;
    const long = length > SHORT && sentence.end - start >= ENOUGH;
    if (!isLast && !long) return;
    windows.push({ first, last, start, end: sentence.end });
    first = last + 1;
  });
  return windows;
}
