import { LinkResolver } from './link-resolver.ts';
import { MetaReader } from './meta-reader.ts';
import type { DeclaredOrganisation, PageContent, PageForm, PageImage, PageLink } from './page-content.ts';
import { readOrganisations } from './structured-data.ts';
import { TAG_KINDS, type TagKind } from './tag-kinds.ts';
import { BREAK, VisibleText } from './visible-text.ts';

/** Attributes of one start tag; the first of a name counts, as in a browser. */
type Attributes = ReadonlyMap<string, string>;

const MAX_LINKS = 5000;
const MAX_IMAGES = 500;
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

/** Handler of the parser's events for one page; `finish` gives what was read. */
export class PageReader {
  /** Set by the caller: stops the parser. */
  stop: () => void = () => undefined;

  private readonly url: string;
  private readonly resolver: LinkResolver;
  private readonly meta = new MetaReader();
  private readonly text = new VisibleText();
  private tag = '';
  private readonly attributes = new Map<string, string>();
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

  constructor(url: string) {
    this.url = url;
    this.resolver = new LinkResolver(url);
  }

  resolve(href: string): string | undefined {
    return this.resolver.resolve(href);
  }

  onopentagname(name: string): void {
    this.startTag();
    this.tag = name;
    this.attributes.clear();
  }

  onattribute(name: string, value: string): void {
    if (!this.attributes.has(name)) this.attributes.set(name, value);
  }

  /**
   * Handles the start tag read last. The parser's own `onopentag` would build an object for every tag, which
   * costs more than the rest of this class; the next event of any kind means that the tag is complete.
   */
  private startTag(): void {
    const name = this.tag;
    if (name === '') return;
    this.tag = '';
    this.depth++;
    if (this.depth > MAX_DEPTH) {
      this.stop();
      return;
    }
    if (this.hiddenAt !== 0) return;
    const kind = TAG_KINDS.get(name);
    const attributes = this.attributes;
    if (kind === 'skip') this.skip(name, attributes);
    else if (name === 'meta' || name === 'link' || name === 'base') this.head(name, attributes);
    else this.shown(name, kind, attributes);
  }

  private shown(name: string, kind: TagKind | undefined, attributes: Attributes): void {
    if (kind === 'block') this.text.breakAt(BREAK.line);
    else if (kind === 'cell') this.text.breakAt(BREAK.cell);
    else if (kind === 'space') this.text.breakAt(BREAK.space);
    if (isHidden(attributes)) {
      this.hiddenAt = this.depth;
      return;
    }
    if (attributes.get('itemprop') === 'price' || attributes.get('itemprop') === 'offers') this.offers = true;
    if (this.footerAt === 0) this.openFooter(name, attributes);
    if (kind === 'link') this.link(name, attributes);
    else if (kind !== undefined) this.special(name, attributes);
    else if (name === 'frame') this.addLink(attributes.get('src'), '', '', false);
  }

  onclosetag(name: string): void {
    this.startTag();
    const depth = this.depth--;
    if (this.hiddenAt !== 0) {
      if (depth <= this.hiddenAt) this.endHidden(name);
      return;
    }
    if (depth <= this.titleDepth) this.titleDepth = 0;
    const kind = TAG_KINDS.get(name);
    if (kind === 'block') {
      if (name === 'button') this.closeButton();
      if (name === 'pre') this.preDepth = Math.max(0, this.preDepth - 1);
      this.text.breakAt(BREAK.line);
    } else if (kind === 'cell') this.text.breakAt(BREAK.cell);
    else if (name === 'a') {
      this.closeLink();
      this.linkEnd = this.text.mark();
    }
    if (depth === this.footerAt) this.closeFooter();
  }

  ontext(data: string): void {
    this.startTag();
    if (this.jsonLd !== undefined) this.jsonLd += data;
    else if (this.titleDepth !== 0) this.titles[this.titles.length - 1] += data;
    else if (this.hiddenAt === 0) this.text.add(data, this.preDepth > 0);
  }

  /** What was read; call once, after the parser has ended. */
  finish(): PageContent {
    this.startTag();
    this.closeLink();
    if (this.footerAt !== 0) this.closeFooter();
    return {
      url: this.url,
      title: (this.titles[0] ?? '').replace(/\s+/g, ' ').trim(),
      text: this.text.toString(),
      footer: this.footers.join('\n'),
      images: this.images,
      links: this.links,
      linksTruncated: this.linksTruncated,
      telephoneLinks: [...this.telephoneLinks],
      ...this.meta.finish((href) => this.resolve(href)),
      organisations: this.organisations,
      forms: this.forms,
      buttons: [...this.buttons],
      offersMarkedUp: this.offers || this.meta.hasPrice,
    };
  }

  private skip(name: string, attributes: Attributes): void {
    this.hiddenAt = this.depth;
    if (name === 'iframe') this.addLink(attributes.get('src'), '', attributes.get('title') ?? '', false);
    if (name === 'script' && attributes.get('type')?.trim().toLowerCase() === 'application/ld+json')
      this.jsonLd = '';
  }

  private endHidden(name: string): void {
    this.hiddenAt = 0;
    if (TAG_KINDS.get(name) === 'block') this.text.breakAt(BREAK.line);
    if (this.jsonLd === undefined) return;
    const read = readOrganisations(this.jsonLd);
    this.jsonLd = undefined;
    this.organisations.push(...read.organisations);
    this.offers ||= read.offers;
  }

  private head(name: string, attributes: Attributes): void {
    if (name === 'base') this.resolver.rebase(attributes.get('href') ?? '');
    else if (name === 'link') this.meta.link(attributes);
    else this.meta.meta(attributes);
  }

  private special(name: string, attributes: Attributes): void {
    if (name === 'title') {
      this.titleDepth = this.depth;
      this.titles.push('');
    } else if (name === 'pre') this.preDepth++;
    else if (name === 'img') this.image(attributes);
    else if (name === 'input') this.input(attributes);
    else if (name === 'button') this.buttonStart = this.text.mark();
    else if (name === 'form') {
      this.forms.push({ action: attributes.get('action') ?? '', fields: [], hasPassword: false });
    } else if (name === 'select' || name === 'textarea') this.field(attributes);
  }

  private openFooter(name: string, attributes: Attributes): void {
    if (attributes.size === 0 && name !== 'footer') return;
    const named = `${attributes.get('class') ?? ''} ${attributes.get('id') ?? ''}`;
    if (name === 'body' || (name !== 'footer' && (named === ' ' || !FOOTER_NAME.test(named)))) return;
    this.footerAt = this.depth;
    this.footerStart = this.text.mark();
  }

  private closeFooter(): void {
    this.footerAt = 0;
    const footer = this.text.since(this.footerStart);
    if (footer !== '') this.footers.push(footer);
  }

  private link(name: string, attributes: Attributes): void {
    this.closeLink();
    // Neighbouring links stand apart on the screen, though no white space divides them in the source.
    if (this.linkEnd === this.text.mark()) this.text.breakAt(BREAK.space);
    const href = attributes.get('href') ?? '';
    if (/^tel:/i.test(href)) this.telephoneLinks.add(href.slice(4).trim());
    const url = this.resolver.resolve(href);
    const nofollow = attributes.get('rel')?.includes('nofollow') ?? false;
    const alt = joinWords(attributes.get('title'), attributes.get('alt'));
    if (url === undefined) return;
    if (name === 'area') this.addLink(url, '', alt, nofollow);
    else this.openLink = { url, start: this.text.mark(), nofollow, alt };
  }

  private closeLink(): void {
    const link = this.openLink;
    if (!link) return;
    this.openLink = undefined;
    this.linkEnd = this.text.mark();
    this.addLink(link.url, this.text.since(link.start).slice(0, MAX_LINK_TEXT), link.alt, link.nofollow);
  }

  private addLink(href: string | undefined, text: string, alt: string, nofollow: boolean): void {
    const url = href === undefined ? undefined : this.resolver.resolve(href);
    if (url === undefined) return;
    if (this.links.length >= MAX_LINKS) this.linksTruncated = true;
    else this.links.push({ url, text: text.replace(/\s+/g, ' '), alt: alt.trim(), nofollow });
  }

  private image(attributes: Attributes): void {
    const words = joinWords(attributes.get('alt'), attributes.get('title'));
    const src = attributes.get('src') ?? '';
    if (this.openLink && words !== '') this.openLink.alt = joinWords(this.openLink.alt, words);
    if (this.images.length < MAX_IMAGES && src !== '')
      this.images.push({ src, text: words.slice(0, MAX_LINK_TEXT) });
  }

  private input(attributes: Attributes): void {
    const type = attributes.get('type')?.toLowerCase() ?? 'text';
    if (BUTTON_TYPES.has(type)) {
      const label = (attributes.get('value') ?? attributes.get('alt') ?? '').trim();
      if (label === '') return;
      this.buttons.add(label);
      this.text.add(label);
      this.text.breakAt(BREAK.space);
      return;
    }
    this.field(attributes);
    const form = this.forms.at(-1);
    if (form && type === 'password') form.hasPassword = true;
  }

  private field(attributes: Attributes): void {
    const name = attributes.get('name') ?? attributes.get('id') ?? '';
    if (name !== '') this.forms.at(-1)?.fields.push(name);
  }

  private closeButton(): void {
    if (this.buttonStart < 0) return;
    const label = this.text.since(this.buttonStart);
    this.buttonStart = -1;
    if (label !== '' && label.length <= 40) this.buttons.add(label);
  }
}

/** Hidden by attribute or inline style; `aria-hidden` only hides from screen readers, a consumer still sees it. */
function isHidden(attributes: Attributes): boolean {
  if (attributes.size === 0) return false;
  const hidden = attributes.get('hidden');
  if (hidden !== undefined) return hidden.toLowerCase() !== 'until-found';
  const style = attributes.get('style');
  return style !== undefined && HIDDEN_STYLE.test(style);
}

function joinWords(first: string | undefined, second: string | undefined): string {
  const [a, b] = [first?.trim() ?? '', second?.trim() ?? ''];
  if (a === '' || b === '' || a === b) return a || b;
  return `${a} ${b}`;
}
