import type { HtmlHandler } from './html-scanner.ts';
import type { Tag } from './html-tags.ts';
import { LinkResolver } from './link-resolver.ts';
import { MetaReader } from './meta-reader.ts';
import type { DeclaredOrganisation, PageContent, PageForm, PageImage, PageLink } from './page-content.ts';
import { amountOfData } from './prices.ts';
import { readOrganisations } from './structured-data.ts';
import { ATTRIBUTE, type TagAttributes } from './tag-attributes.ts';
import { TickedBoxes } from './ticked-boxes.ts';
import { BREAK, VisibleText } from './visible-text.ts';

const MAX_LINKS = 5000;
const MAX_IMAGES = 500;
const MAX_OFFER_PRICES = 100;
const MAX_LINK_TEXT = 200;
/** The parser's stack is searched at every end tag: deeper pages would cost the square of their length. */
const MAX_DEPTH = 2000;
const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:[a-z%]*)\s*(?:[;!]|$)/i;
const FOOTER_NAME =
  /(?:^|[\s_-])(?:page|site|web|main|g|j)?-?(?:foot(?:er)?|copyright|copy-?right|bottom|beian|footbox|foot-?info)\d*(?:$|[\s_-])/i;
const BUTTON_TYPES = new Set(['submit', 'button', 'reset', 'image']);

interface OpenLink {
  readonly url: string;
  readonly start: number;
  readonly nofollow: boolean;
  alt: string;
}

/** Takes what the scanner reads of one page; `finish` gives what was read. */
export class PageReader implements HtmlHandler {
  isFull = false;
  private readonly url: string;
  private readonly html: string;
  private readonly units: Uint16Array;
  private readonly resolver: LinkResolver;
  private readonly meta = new MetaReader();
  private readonly words = new VisibleText();
  private readonly boxes = new TickedBoxes((mark) => this.words.since(mark, this.html));
  private depth = 0;
  /** Depth at which a hidden element opened; 0 when everything is shown. */
  private hiddenAt = 0;
  private preDepth = 0;
  private titleDepth = 0;
  /** Only the first `<title>` names the page; text of a second one is not shown either. */
  private readonly titles: string[] = [];
  private footerAt = 0;
  private footerStart = 0;
  private readonly footers: string[] = [];
  private jsonLd: string | undefined;
  private readonly organisations: DeclaredOrganisation[] = [];
  private openLink: OpenLink | undefined;
  /** Length of the text when the last link ended. */
  private linkEnd = -1;
  private readonly links: PageLink[] = [];
  private linksTruncated = false;
  private readonly telephoneLinks = new Set<string>();
  private readonly images: PageImage[] = [];
  private readonly forms: (PageForm & { fields: string[]; hasPassword: boolean })[] = [];
  private readonly buttons = new Set<string>();
  private buttonStart = -1;
  private offers = false;
  private readonly offerPrices = new Set<number>();

  /** `units` are those of `html`, the page at `url`. */
  constructor(url: string, html: string, units: Uint16Array) {
    this.url = url;
    this.html = html;
    this.units = units;
    this.resolver = new LinkResolver(url);
  }

  resolve(href: string): string | undefined {
    return this.resolver.resolve(href);
  }

  startTag(tag: Tag, attributes: TagAttributes): void {
    this.depth++;
    if (this.depth > MAX_DEPTH) {
      this.isFull = true;
      return;
    }
    if (this.hiddenAt !== 0) return;
    const { name, kind } = tag;
    if (kind === 'skip') this.skip(name, attributes);
    else if (name === 'meta' || name === 'link' || name === 'base') this.head(name, attributes);
    else this.shown(tag, attributes);
  }

  private shown({ name, kind }: Tag, attributes: TagAttributes): void {
    if (kind === 'block') this.breakLine();
    else if (kind === 'cell') this.words.breakAt(BREAK.cell);
    else if (kind === 'space') this.words.breakAt(BREAK.space);
    if (isHidden(attributes)) {
      this.hiddenAt = this.depth;
      return;
    }
    const property = attributes.get(ATTRIBUTE.itemprop);
    if (property === 'price' || property === 'offers') {
      this.offers = true;
      this.addPrice(attributes.get(ATTRIBUTE.content));
    }
    if (this.footerAt === 0) this.openFooter(name, attributes);
    if (kind === 'link') this.link(name, attributes);
    else if (kind !== undefined) this.special(name, attributes);
    else if (name === 'label') this.boxes.startLabel(this.words.mark(), attributes.get(ATTRIBUTE.for));
    else if (name === 'frame') this.addFrame(attributes, '');
    if (attributes.has(ATTRIBUTE.ariaChecked)) this.drawnBox(attributes);
  }

  endTag({ name, kind }: Tag): void {
    const depth = this.depth--;
    if (this.hiddenAt !== 0) {
      if (depth <= this.hiddenAt) this.endHidden(kind);
      return;
    }
    if (depth <= this.titleDepth) this.titleDepth = 0;
    if (kind === 'block') {
      if (name === 'button') this.closeButton();
      if (name === 'pre') this.preDepth = Math.max(0, this.preDepth - 1);
      this.breakLine();
    } else if (kind === 'cell') this.words.breakAt(BREAK.cell);
    else if (name === 'label') this.boxes.endLabel();
    else if (name === 'a') {
      this.closeLink();
      this.linkEnd = this.words.mark();
    }
    if (depth === this.footerAt) this.closeFooter();
  }

  text(from: number, to: number): void {
    if (this.jsonLd === undefined && this.titleDepth === 0) {
      if (this.hiddenAt !== 0) return;
      if (this.preDepth > 0) this.words.addLines(this.units, from, to);
      else this.words.addUnits(this.units, from, to);
    } else this.keep(this.html.slice(from, to));
  }

  characters(decoded: string): void {
    if (this.jsonLd !== undefined || this.titleDepth !== 0) this.keep(decoded);
    else if (this.hiddenAt !== 0) return;
    else if (this.preDepth > 0 && decoded === '\n') this.words.breakAt(BREAK.line);
    else this.words.add(decoded);
  }

  /** Text of a title or JSON-LD script. */
  private keep(data: string): void {
    if (this.jsonLd !== undefined) this.jsonLd += data;
    else this.titles[this.titles.length - 1] += data;
  }

  /** What was read; call once, after the parser has ended. */
  finish(): PageContent {
    this.closeLink();
    if (this.footerAt !== 0) this.closeFooter();
    const ticked = this.boxes.finish();
    return {
      url: this.url,
      title: (this.titles[0] ?? '').replace(/\s+/g, ' ').trim(),
      text: this.words.toString(),
      footer: this.footers.join('\n'),
      images: this.images,
      links: this.links,
      linksTruncated: this.linksTruncated,
      telephoneLinks: [...this.telephoneLinks],
      ...this.meta.finish((href) => this.resolve(href)),
      organisations: this.organisations,
      forms: this.forms,
      ticked,
      buttons: [...this.buttons],
      offersMarkedUp: this.offers || this.meta.hasPrice,
      offerPrices: [...this.offerPrices, ...this.meta.prices()],
    };
  }

  private skip(name: string, attributes: TagAttributes): void {
    this.hiddenAt = this.depth;
    if (name === 'iframe') this.addFrame(attributes, attributes.get(ATTRIBUTE.title) ?? '');
    if (name === 'script' && attributes.get(ATTRIBUTE.type)?.trim().toLowerCase() === 'application/ld+json')
      this.jsonLd = '';
  }

  private endHidden(kind: Tag['kind']): void {
    this.hiddenAt = 0;
    if (kind === 'block') this.words.breakAt(BREAK.line);
    if (this.jsonLd === undefined) return;
    const read = readOrganisations(this.jsonLd);
    this.jsonLd = undefined;
    this.organisations.push(...read.organisations);
    this.offers ||= read.offers;
    for (const price of read.prices) this.addPrice(price);
  }

  private addPrice(value: unknown): void {
    const amount = amountOfData(value);
    if (amount !== undefined && this.offerPrices.size < MAX_OFFER_PRICES) this.offerPrices.add(amount);
  }

  private head(name: string, attributes: TagAttributes): void {
    if (name === 'meta' && attributes.get(ATTRIBUTE.itemprop) === 'price')
      this.addPrice(attributes.get(ATTRIBUTE.content));
    if (name === 'base') this.resolver.rebase(attributes.get(ATTRIBUTE.href) ?? '');
    else if (name === 'link') this.meta.link(attributes);
    else this.meta.meta(attributes);
  }

  private special(name: string, attributes: TagAttributes): void {
    if (name === 'title') {
      this.titleDepth = this.depth;
      this.titles.push('');
    } else if (name === 'pre') this.preDepth++;
    else if (name === 'img') this.image(attributes);
    else if (name === 'input') this.input(attributes);
    else if (name === 'button') this.buttonStart = this.words.mark();
    else if (name === 'form') {
      this.forms.push({ action: attributes.get(ATTRIBUTE.action) ?? '', fields: [], hasPassword: false });
    } else if (name === 'select' || name === 'textarea') this.field(attributes);
  }

  private openFooter(name: string, attributes: TagAttributes): void {
    if (name === 'body' || (name !== 'footer' && !this.isNamedFooter(attributes))) return;
    this.footerAt = this.depth;
    this.footerStart = this.words.mark();
  }

  /** Nearly every element of a page has a class: most are passed over by their pairs of letters. */
  private isNamedFooter(attributes: TagAttributes): boolean {
    const { units } = this;
    if (
      !hasFooterPair(units, attributes.startOf(ATTRIBUTE.class), attributes.endOf(ATTRIBUTE.class)) &&
      !hasFooterPair(units, attributes.startOf(ATTRIBUTE.id), attributes.endOf(ATTRIBUTE.id))
    )
      return false;
    return FOOTER_NAME.test(`${attributes.get(ATTRIBUTE.class) ?? ''} ${attributes.get(ATTRIBUTE.id) ?? ''}`);
  }

  private closeFooter(): void {
    this.footerAt = 0;
    const footer = this.words.since(this.footerStart, this.html);
    if (footer !== '') this.footers.push(footer);
  }

  private link(name: string, attributes: TagAttributes): void {
    this.closeLink();
    // Neighbouring links stand apart on the screen, though no white space divides them in the source.
    if (this.linkEnd === this.words.mark()) this.words.breakAt(BREAK.space);
    const href = attributes.get(ATTRIBUTE.href) ?? '';
    if (/^tel:/i.test(href)) this.telephoneLinks.add(href.slice(4).trim());
    const url = this.resolver.resolve(href);
    const nofollow = attributes.get(ATTRIBUTE.rel)?.includes('nofollow') ?? false;
    const alt = joinWords(attributes.get(ATTRIBUTE.title), attributes.get(ATTRIBUTE.alt));
    if (url === undefined) return;
    if (name === 'area') this.addLink(url, '', alt, nofollow);
    else this.openLink = { url, start: this.words.mark(), nofollow, alt };
  }

  private closeLink(): void {
    const link = this.openLink;
    if (!link) return;
    this.openLink = undefined;
    this.linkEnd = this.words.mark();
    this.addLink(
      link.url,
      this.words.since(link.start, this.html).slice(0, MAX_LINK_TEXT),
      link.alt,
      link.nofollow,
      link.start,
    );
  }

  private addFrame(attributes: TagAttributes, alt: string): void {
    const src = attributes.get(ATTRIBUTE.src);
    const url = src === undefined ? undefined : this.resolver.resolve(src);
    if (url !== undefined) this.addLink(url, '', alt, false);
  }

  private addLink(
    url: string,
    text: string,
    alt: string,
    nofollow: boolean,
    at: number = this.words.mark(),
  ): void {
    if (this.links.length >= MAX_LINKS) this.linksTruncated = true;
    else this.links.push({ url, text: text.replace(/\s+/g, ' '), alt: alt.trim(), nofollow, at });
  }

  private image(attributes: TagAttributes): void {
    const words = joinWords(attributes.get(ATTRIBUTE.alt), attributes.get(ATTRIBUTE.title));
    const src = attributes.get(ATTRIBUTE.src) ?? '';
    if (this.openLink && words !== '') this.openLink.alt = joinWords(this.openLink.alt, words);
    if (this.images.length < MAX_IMAGES && src !== '')
      this.images.push({ src, text: words.slice(0, MAX_LINK_TEXT) });
  }

  private input(attributes: TagAttributes): void {
    const type = attributes.get(ATTRIBUTE.type)?.toLowerCase() ?? 'text';
    if (BUTTON_TYPES.has(type)) {
      const label = (attributes.get(ATTRIBUTE.value) ?? attributes.get(ATTRIBUTE.alt) ?? '').trim();
      if (label === '') return;
      this.buttons.add(label);
      this.words.add(label);
      this.words.breakAt(BREAK.space);
      return;
    }
    if (type !== 'hidden') {
      const isTicked = (type === 'checkbox' || type === 'radio') && attributes.has(ATTRIBUTE.checked);
      this.boxes.field(this.words.mark(), isTicked, isTicked ? (attributes.get(ATTRIBUTE.id) ?? '') : '');
    }
    this.field(attributes);
    const form = this.forms.at(-1);
    if (form && type === 'password') form.hasPassword = true;
  }

  /** A box made of other elements, as component libraries do. */
  private drawnBox(attributes: TagAttributes): void {
    const role = attributes.get(ATTRIBUTE.role);
    if (role !== 'checkbox' && role !== 'switch' && role !== 'radio') return;
    const isTicked = attributes.get(ATTRIBUTE.ariaChecked) === 'true';
    this.boxes.field(this.words.mark(), isTicked, attributes.get(ATTRIBUTE.id) ?? '');
  }

  private breakLine(): void {
    this.boxes.boundary();
    this.words.breakAt(BREAK.line);
  }

  private field(attributes: TagAttributes): void {
    const name = attributes.get(ATTRIBUTE.name) ?? attributes.get(ATTRIBUTE.id) ?? '';
    if (name !== '') this.forms.at(-1)?.fields.push(name);
  }

  private closeButton(): void {
    if (this.buttonStart < 0) return;
    const label = this.words.since(this.buttonStart, this.html);
    this.buttonStart = -1;
    if (label !== '' && label.length <= 40) this.buttons.add(label);
  }
}

function hasFooterPair(units: Uint16Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (isFooterPair(units[i - 1]!, units[i]!)) return true;
  return false;
}

/** One of these pairs is in every name of FOOTER_NAME: f-oo-t, c-op-y, b-ot-tom, be-ian; an entity may hide any. */
function isFooterPair(first: number, second: number): boolean {
  const [a, b] = [first | 0x20, second | 0x20];
  if (first === 0x26) return true;
  return a === 0x6f ? b === 0x6f || b === 0x70 || b === 0x74 : a === 0x62 && b === 0x65;
}

/** Hidden by attribute or inline style; `aria-hidden` only hides from screen readers, a consumer still sees it. */
function isHidden(attributes: TagAttributes): boolean {
  if (attributes.isEmpty) return false;
  const hidden = attributes.get(ATTRIBUTE.hidden);
  if (hidden !== undefined) return hidden.toLowerCase() !== 'until-found';
  const style = attributes.get(ATTRIBUTE.style);
  return style !== undefined && HIDDEN_STYLE.test(style);
}

function joinWords(first: string | undefined, second: string | undefined): string {
  const [a, b] = [first?.trim() ?? '', second?.trim() ?? ''];
  if (a === '' || b === '' || a === b) return a || b;
  return `${a} ${b}`;
}
