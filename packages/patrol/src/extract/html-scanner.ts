import { entityAt } from './entities.ts';
import { isNameAt, listedTagAt, svgTagOf, type Tag, tagOf } from './html-tags.ts';
import { TagAttributes } from './tag-attributes.ts';

/** Receives what the scanner reads, in order. Every start tag is followed by its end, written or implied. */
export interface HtmlHandler {
  /** `attributes` are good until the handler returns. */
  startTag(tag: Tag, attributes: TagAttributes): void;
  endTag(tag: Tag): void;
  /** Text as it stands at [from, to) of the page. */
  text(from: number, to: number): void;
  /** Text that was written as an entity. */
  characters(decoded: string): void;
  /** True when nothing more of the page is wanted. */
  readonly isFull: boolean;
}

const [TAB, FEED, FORM_FEED, RETURN, SPACE] = [9, 10, 12, 13, 32] as const;
const [BANG, QUOTE, AMP, APOSTROPHE, DASH, SLASH] = [0x21, 0x22, 0x26, 0x27, 0x2d, 0x2f] as const;
const [LESS, EQUALS, GREATER, QUESTION, BRACKET] = [0x3c, 0x3d, 0x3e, 0x3f, 0x5b] as const;

const isWhite = (unit: number): boolean =>
  unit === SPACE || unit === FEED || unit === TAB || unit === RETURN || unit === FORM_FEED;
const endsName = (unit: number): boolean => unit === GREATER || unit === SLASH || isWhite(unit);
const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

/** Where markup changes its rules: inside SVG or MathML, and in HTML inside those. */
type Context = 'html' | 'svg' | 'math';

/**
 * Reads HTML as tolerantly as htmlparser2, whose events it gives for every input (see its test), at a third of the
 * cost: it walks over units in a typed array and cuts out only what the handler asks for. A tag that the end of the
 * page cuts off is no tag (HTML standard, eof-in-tag).
 */
export class HtmlScanner {
  private readonly html: string;
  private readonly codes: Uint16Array;
  private readonly length: number;
  private readonly handler: HtmlHandler;
  private readonly attributes = new TagAttributes();
  private readonly stack: Tag[] = [];
  private openForms = 0;
  /** True when the tag read last closes itself (`<path/>`), which counts in SVG and MathML. */
  private slashed = false;
  private readonly contexts: Context[] = ['html'];

  /** `codes` are the units of `html` with at least four zeros behind them; `html` has no zero itself. */
  constructor(html: string, codes: Uint16Array, handler: HtmlHandler) {
    this.html = html;
    this.codes = codes;
    this.length = html.length;
    this.handler = handler;
    this.attributes.begin(html, codes);
  }

  /** Reads the whole page. */
  scan(): void {
    const { codes, length, handler } = this;
    let at = 0;
    while (at < length && !handler.isFull) {
      at = codes[at] === LESS ? this.markup(at) : this.plain(at, at);
    }
    if (handler.isFull) return;
    for (let i = this.stack.length - 1; i >= 0; i--) handler.endTag(this.stack[i]!);
  }

  /** Text that begins at `from`, up to the next `<` at or behind `at`; gives the offset of that. */
  private plain(from: number, at: number): number {
    const { codes, length, handler } = this;
    let kept = from;
    let end = at;
    while (end < length) {
      const unit = codes[end]!;
      if (unit === LESS) break;
      const entity = unit === AMP ? entityAt(this.html, end) : undefined;
      if (!entity) {
        end++;
        continue;
      }
      if (end > kept) handler.text(kept, end);
      handler.characters(entity.text);
      kept = end = entity.end;
    }
    if (end > kept) handler.text(kept, end);
    return end;
  }

  /** What begins with `<`; gives the offset behind it. */
  private markup(at: number): number {
    const next = this.codes[at + 1]!;
    if (isLetter(next)) return this.startTag(at + 1);
    if (next === SLASH) return this.endMark(at);
    if (next === BANG) return this.declaration(at + 2);
    if (next === QUESTION) return this.behind(GREATER, at + 2);
    return this.plain(at, at + 1);
  }

  private endMark(at: number): number {
    const start = at + 2;
    const unit = this.codes[start]!;
    if (unit === 0) return this.plain(at, start);
    if (unit === GREATER) return start + 1;
    if (!isLetter(unit)) return this.behind(GREATER, start + 1);
    let end = start + 1;
    while (end < this.length && !endsName(this.codes[end]!)) end++;
    if (end >= this.length) return end;
    this.endTag(this.tagAt(start, end));
    return this.behind(GREATER, end);
  }

  /** Comments, CDATA, doctype and what browsers take for a comment; `at` is behind `<!`. */
  private declaration(at: number): number {
    const { codes, length } = this;
    if (codes[at] === DASH && codes[at + 1] === DASH) return this.comment(at + 2);
    if (codes[at] === BRACKET && this.html.startsWith('[CDATA[', at)) {
      const end = this.html.indexOf(']]>', at + 7);
      if (end < 0) return length;
      if (this.contexts.at(-1) !== 'html') this.handler.text(at + 7, end);
      return end + 3;
    }
    return this.behind(GREATER, at);
  }

  private comment(from: number): number {
    const { codes, length } = this;
    // <!--> and <!---> are whole comments.
    if (codes[from] === GREATER) return from + 1;
    if (codes[from] === DASH && codes[from + 1] === GREATER) return from + 2;
    for (let at = from; at + 2 < length; at++) {
      if (codes[at] !== DASH || codes[at + 1] !== DASH) continue;
      if (codes[at + 2] === GREATER) return at + 3;
      if (codes[at + 2] === BANG && codes[at + 3] === GREATER) return at + 4;
    }
    return length;
  }

  /** The offset behind the next `unit` from `at` on, or the end of the page. */
  private behind(unit: number, at: number): number {
    const { codes, length } = this;
    let end = at;
    while (end < length && codes[end] !== unit) end++;
    return Math.min(end + 1, length);
  }

  private startTag(from: number): number {
    const { codes, length } = this;
    let at = from + 1;
    while (at < length && !endsName(codes[at]!)) at++;
    if (at >= length) return length;
    const foreign = this.contexts.at(-1) !== 'html';
    const tag = this.tagAt(from, at);
    const end = this.readAttributes(at);
    if (end >= length) return length;
    if (this.open(tag)) {
      this.handler.startTag(tag, this.attributes);
      if (tag.isVoid) this.handler.endTag(tag);
      else if (this.slashed && this.contexts.at(-1) !== 'html') this.pop();
    }
    return this.content(tag, foreign, end + 1);
  }

  /** Reads attributes from behind the name; gives the offset of the closing `>`, or the length where there is none. */
  private readAttributes(from: number): number {
    const { codes, length, attributes } = this;
    attributes.clear();
    this.slashed = false;
    let at = from;
    while (at < length) {
      const unit = codes[at]!;
      if (unit === GREATER) return at;
      if (unit === SLASH || isWhite(unit)) {
        if (unit === SLASH) this.slashed = true;
        at++;
        continue;
      }
      this.slashed = false;
      const name = at++;
      while (at < length && codes[at] !== EQUALS && !endsName(codes[at]!)) at++;
      const nameEnd = at;
      while (at < length && isWhite(codes[at]!)) at++;
      if (codes[at] !== EQUALS) {
        attributes.add(name, nameEnd, nameEnd, nameEnd);
        continue;
      }
      at++;
      while (at < length && isWhite(codes[at]!)) at++;
      const quote = codes[at]!;
      if (quote === QUOTE || quote === APOSTROPHE) {
        const value = ++at;
        while (at < length && codes[at] !== quote) at++;
        attributes.add(name, nameEnd, value, at);
        at++;
      } else {
        const value = at;
        while (at < length && codes[at] !== GREATER && !isWhite(codes[at]!)) at++;
        attributes.add(name, nameEnd, value, at);
      }
    }
    return length;
  }

  /** Ends what the tag implies, and puts it on the stack; false for a form inside a form, which browsers ignore. */
  private open(tag: Tag): boolean {
    const { stack } = this;
    if (tag.name === 'form') {
      if (this.openForms > 0) return false;
    }
    if (tag.closes !== 0) {
      while (stack.length > 0 && (stack[stack.length - 1]!.bit & tag.closes) !== 0) this.pop();
    }
    if (tag.isVoid) return true;
    if (tag.name === 'form') this.openForms++;
    stack.push(tag);
    if (tag.isForeign) this.contexts.push(tag.name === 'svg' ? 'svg' : 'math');
    else if (tag.integrates) this.contexts.push('html');
    return true;
  }

  private pop(): void {
    const tag = this.stack.pop()!;
    if (tag.name === 'form') this.openForms--;
    if (tag.isForeign || tag.integrates) this.contexts.pop();
    this.handler.endTag(tag);
  }

  private endTag(tag: Tag): void {
    const { stack } = this;
    if (tag.isVoid) {
      if (tag.name !== 'br') return;
      // Browsers read </br> as <br>, and </p> without an open paragraph as an empty one.
      this.attributes.clear();
      this.handler.startTag(tag, this.attributes);
      this.handler.endTag(tag);
      return;
    }
    let open = stack.length - 1;
    while (open >= 0 && stack[open]!.name !== tag.name) open--;
    if (open >= 0) {
      while (stack.length > open) this.pop();
    } else if (tag.name === 'p') {
      this.attributes.clear();
      this.open(tag);
      this.handler.startTag(tag, this.attributes);
      this.pop();
    }
  }

  /** Reads what stands in an element whose content is no markup; gives the offset where markup goes on. */
  private content(tag: Tag, foreign: boolean, from: number): number {
    if (tag.content === 'markup' || foreign) return from;
    const { codes, length } = this;
    if (tag.content === 'plain') {
      if (from < length) this.handler.text(from, length);
      return length;
    }
    let kept = from;
    for (let at = from; at < length; at++) {
      const unit = codes[at]!;
      if (unit === AMP && tag.content === 'text') {
        const entity = entityAt(this.html, at);
        if (!entity) continue;
        if (at > kept) this.handler.text(kept, at);
        this.handler.characters(entity.text);
        kept = entity.end;
        at = kept - 1;
      } else if (unit === LESS && codes[at + 1] === SLASH) {
        const end = at + 2 + tag.name.length;
        if (end >= length || !endsName(codes[end]!) || !isNameAt(tag.name, codes, at + 2, end)) continue;
        if (at > kept) this.handler.text(kept, at);
        this.endTag(tag);
        return this.behind(GREATER, end);
      }
    }
    if (kept < length) this.handler.text(kept, length);
    return length;
  }

  private tagAt(from: number, to: number): Tag {
    const html = this.contexts.length === 1;
    const known = html ? listedTagAt(this.codes, from, to) : undefined;
    if (known) return known;
    const name = this.html.slice(from, to).toLowerCase();
    const context = this.contexts.at(-1);
    if (context === 'svg') return svgTagOf(name) ?? tagOf(name);
    if (!html) {
      const adjusted = svgTagOf(name);
      if (adjusted && this.stack.some((open) => open.name === adjusted.name)) return adjusted;
    }
    return tagOf(context === 'html' && name === 'image' ? 'img' : name);
  }
}
