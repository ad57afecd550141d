/** What stands between two words; a stronger break swallows a weaker one. */
export const BREAK = { none: 0, space: 1, cell: 2, line: 3 } as const;
type Break = (typeof BREAK)[keyof typeof BREAK];

const [TAB, FEED, SPACE] = [9, 10, 32] as const;
const MARKS = [0, SPACE, TAB, FEED] as const;
/** Units that are white space in a regular expression and to `trim`. */
const WHITE = new Uint8Array(65_536);
for (let unit = 0; unit < 65_536; unit++) if (/\s/.test(String.fromCharCode(unit))) WHITE[unit] = 1;

/** Room for longer texts is not kept. */
const MOST_KEPT = 1 << 20;
let room = new Uint16Array(1 << 15);

/**
 * Collects visible text with its block structure; white space is collapsed as a browser does. The units are gathered in
 * a room that all texts share: only one page is read at a time.
 */
export class VisibleText {
  private codes: Uint16Array;
  private length = 0;
  private pending: Break = BREAK.none;
  /** Where the words added last stand here and in their source, if they were taken over as they are; else -1. */
  private wordsAt = -1;
  private sourceAt = -1;

  constructor() {
    if (room.length > MOST_KEPT) room = new Uint16Array(1 << 15);
    this.codes = room;
  }

  /** A place in the text, to be given to `since` later. */
  mark(): number {
    return this.length;
  }

  /** Asks for at least this break before the next word. */
  breakAt(kind: Break): void {
    if (kind > this.pending) this.pending = kind;
  }

  /** Adds text as it stands in the source. */
  add(source: string): void {
    const units = new Uint16Array(source.length);
    for (let i = 0; i < source.length; i++) units[i] = source.charCodeAt(i);
    this.addUnits(units, 0, units.length);
    this.wordsAt = -1;
  }

  /** Adds units [from, to) with their line feeds, as `pre` shows them. */
  addLines(units: Uint16Array, from: number, to: number): void {
    let start = from;
    for (let end = units.indexOf(FEED, start); end >= 0 && end < to; end = units.indexOf(FEED, start)) {
      this.addUnits(units, start, end);
      this.breakAt(BREAK.line);
      start = end + 1;
    }
    this.addUnits(units, start, to);
  }

  /** Adds units [from, to) of the source. */
  addUnits(units: Uint16Array, from: number, to: number): void {
    let start = from;
    while (start < to && WHITE[units[start]!] === 1) start++;
    if (start === to) {
      if (to > from) this.breakAt(BREAK.space);
      return;
    }
    let end = to;
    while (WHITE[units[end - 1]!] === 1) end--;
    if (start > from) this.breakAt(BREAK.space);
    this.reserve(end - start + 1);
    const { codes } = this;
    let write = this.length;
    if (write > 0 && this.pending !== BREAK.none) codes[write++] = MARKS[this.pending];
    this.wordsAt = write;
    this.sourceAt = start;
    for (let read = start; read < end; read++) {
      const unit = units[read]!;
      if (WHITE[unit] === 0) codes[write++] = unit;
      // What ends in white space was cut above, so a word stands behind every run of it.
      else {
        if (unit !== SPACE) this.wordsAt = -1;
        if (WHITE[units[read + 1]!] === 0) codes[write++] = SPACE;
      }
    }
    if (write - this.wordsAt !== end - start) this.wordsAt = -1;
    this.length = write;
    this.pending = end < to ? BREAK.space : BREAK.none;
  }

  /** The text from a mark to here, without breaks at its ends; `html` is what `addUnits` was given the units of. */
  since(mark: number, html: string): string {
    let from = mark;
    while (from < this.length && WHITE[this.codes[from]!] === 1) from++;
    // A link is a few words in a row, as a rule: a piece of the page costs less than a string made of units.
    if (from === this.wordsAt) return html.slice(this.sourceAt, this.sourceAt + this.length - from);
    return stringOf(this.codes, from, this.length);
  }

  toString(): string {
    return stringOf(this.codes, 0, this.length);
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.codes.length) return;
    room = new Uint16Array(Math.max(needed, this.codes.length * 2));
    room.set(this.codes.subarray(0, this.length));
    this.codes = room;
  }
}

function stringOf(codes: Uint16Array, from: number, to: number): string {
  if (from === to) return '';
  return Buffer.from(codes.buffer, from * 2, (to - from) * 2).toString('utf16le');
}
