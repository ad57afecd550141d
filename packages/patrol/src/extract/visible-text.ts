/** What stands between two words; a stronger break swallows a weaker one. */
export const BREAK = { none: 0, space: 1, cell: 2, line: 3 } as const;
type Break = (typeof BREAK)[keyof typeof BREAK];
const MARKS = ['', ' ', '\t', '\n'] as const;

const WHITE_RUN = /\s+/g;
/** Anything but single plain spaces between words. */
const WHITE_WITHIN = /[^\S ]| {2}/;

/** Collects visible text with its block structure; white space is collapsed as a browser does. */
export class VisibleText {
  /** Pieces, not one growing string: reading the end of a long rope would copy it whole for every link. */
  private readonly parts: string[] = [];
  private pending: Break = BREAK.none;

  /** A place in the text, to be given to `since` later. */
  mark(): number {
    return this.parts.length;
  }

  /** Asks for at least this break before the next word. */
  breakAt(kind: Break): void {
    if (kind > this.pending) this.pending = kind;
  }

  /** Adds text as it stands in the source; with `keepLines` (inside `pre`) its line feeds stay. */
  add(source: string, keepLines = false): void {
    if (keepLines && source.includes('\n')) {
      for (const [i, line] of source.split('\n').entries()) {
        if (i > 0) this.breakAt(BREAK.line);
        this.add(line);
      }
      return;
    }
    const words = source.trim();
    if (words === '') {
      if (source !== '') this.breakAt(BREAK.space);
      return;
    }
    if (words.length === source.length) {
      this.push(words);
      this.pending = BREAK.none;
      return;
    }
    if (isWhite(source.charCodeAt(0))) this.breakAt(BREAK.space);
    this.push(words);
    this.pending = isWhite(source.charCodeAt(source.length - 1)) ? BREAK.space : BREAK.none;
  }

  /** The text from a mark to here, without breaks at its ends. */
  since(mark: number): string {
    if (this.parts.length === mark) return '';
    return this.parts.slice(mark).join('').trim();
  }

  toString(): string {
    return this.parts.join('');
  }

  private push(words: string): void {
    if (this.parts.length > 0 && this.pending !== BREAK.none) this.parts.push(MARKS[this.pending]);
    this.parts.push(WHITE_WITHIN.test(words) ? words.replace(WHITE_RUN, ' ') : words);
  }
}

/** White space as `trim` knows it; what `trim` removed at one end may be text at the other. */
function isWhite(code: number): boolean {
  return code <= 32 || code === 0xa0 || (code >= 0x1680 && /\s/.test(String.fromCharCode(code)));
}
