import type { PageContent } from './page-content.ts';
import { amountOfData } from './prices.ts';
import { ATTRIBUTE, type TagAttributes } from './tag-attributes.ts';

type MetaPart = Pick<
  PageContent,
  | 'description'
  | 'keywords'
  | 'author'
  | 'siteName'
  | 'generator'
  | 'openGraphType'
  | 'canonical'
  | 'robots'
  | 'refresh'
>;

/** Longer contents say nothing more; the pattern below is slow on a long run of blanks. */
const MAX_CONTENT = 2000;
const REFRESH = /^\s*(\d*)(?:\.\d*)?\s*[;,]?\s*(?:url\s*=\s*)?['"]?\s*([^'"]*?)\s*['"]?\s*$/i;

/** Collects what `<meta>` and `<link rel=canonical>` say; the first of a kind counts. */
export class MetaReader {
  hasPrice = false;
  private readonly values = new Map<string, string>();
  private refresh = '';
  private canonical: string | undefined;

  meta(attributes: TagAttributes): void {
    const content = attributes.get(ATTRIBUTE.content)?.trim().slice(0, MAX_CONTENT) ?? '';
    if (content === '') return;
    if (attributes.get(ATTRIBUTE.httpEquiv)?.toLowerCase() === 'refresh') this.refresh ||= content;
    const name = (attributes.get(ATTRIBUTE.name) ?? attributes.get(ATTRIBUTE.property) ?? '').toLowerCase();
    if (name === '') return;
    if (/^(?:og|product):price/.test(name)) this.hasPrice = true;
    if (!this.values.has(name)) this.values.set(name, content);
  }

  link(attributes: TagAttributes): void {
    if (attributes.get(ATTRIBUTE.rel)?.toLowerCase() === 'canonical')
      this.canonical ??= attributes.get(ATTRIBUTE.href);
  }

  /** Amounts of `product:price:amount` and `og:price:amount`, in 分. */
  prices(): number[] {
    return ['product:price:amount', 'og:price:amount', 'product:sale_price:amount']
      .map((name) => amountOfData(this.values.get(name)))
      .filter((amount) => amount !== undefined);
  }

  /** The fields of the page content that come from the head of the page. */
  finish(resolve: (href: string) => string | undefined): MetaPart {
    const value = (...names: string[]) => names.map((name) => this.values.get(name)).find(Boolean) ?? '';
    const robots = value('robots')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    return {
      description: value('description', 'og:description'),
      keywords: value('keywords'),
      author: ['author', 'copyright']
        .map((name) => this.values.get(name))
        .filter(Boolean)
        .join('\n'),
      siteName: value('og:site_name', 'application-name'),
      generator: value('generator'),
      openGraphType: value('og:type'),
      canonical: this.canonical === undefined ? undefined : resolve(this.canonical),
      robots,
      refresh: this.refreshTarget(resolve),
    };
  }

  private refreshTarget(resolve: (href: string) => string | undefined): PageContent['refresh'] {
    const parts = REFRESH.exec(this.refresh);
    const url = parts?.[2] ? resolve(parts[2]) : undefined;
    return url === undefined ? undefined : { seconds: Number(parts?.[1] ?? 0), url };
  }
}
