/** Start and end of a sentence in the plain text; the end excludes its closing mark. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
  /** True when a line break precedes it: the start of a paragraph or list entry. */
  readonly newLine: boolean;
}

/** Text without marks is cut after so many characters, so that a pattern never runs over a whole page. */
const LONGEST = 480;

/** No mark of plain text stands behind 。 in Unicode, and nearly all characters of a text do. */
const LAST_MARK = 0x3002;

/** True for 。 ! ? and line feeds of plain text. */
export const isSentenceEnd = (unit: number): boolean =>
  unit === 0x3002 || unit === 0x21 || unit === 0x3f || unit === 10;
const isMark = (unit: number): boolean =>
  unit === 0x2c || unit === 0x3b || unit === 0x3001 || unit === 0x20 || unit === 0x3a;

/** Cuts plain text at 。！？ and line breaks; sentences that are too long are cut at a comma or blank. */
export function sentencesOf(codes: Uint16Array, length: number): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let newLine = true;
  let lastMark = -1;
  const close = (end: number, next: number, line: boolean): void => {
    if (end > start) {
      sentences.push({ start, end, newLine });
      newLine = line;
    } else {
      newLine = newLine || line;
    }
    start = next;
    lastMark = -1;
  };
  for (let i = 0; i < length; i++) {
    const unit = codes[i] ?? 0;
    if (unit <= LAST_MARK) {
      if (isSentenceEnd(unit)) close(i, i + 1, unit === 10);
      else if (isMark(unit)) lastMark = i;
    }
    if (i - start >= LONGEST) {
      const at = lastMark > start ? lastMark + 1 : i;
      close(at, at, false);
    }
  }
  close(length, length, false);
  return sentences;
}
