import type { SiteFacts, SiteKind, TickedBox } from '@wangjian/core/site.ts';
import { wrongCodes } from '@wangjian/core/wrong-codes.ts';
import type { PageContent } from '../extract/page-content.ts';
import { mergeIdentities, type PageIdentity, readIdentity } from '../identify/identify-page.ts';
import { businessForms } from './business-forms.ts';
import { type Classification, classifyPage } from './classify-page.ts';
import { PriceComparison } from './price-comparison.ts';

interface ReadPage extends Classification {
  readonly url: string;
  readonly identity: PageIdentity;
}

/** Facts of a site together with why it was classified so. */
export interface ClassifiedSite extends SiteFacts {
  readonly reasons: readonly string[];
}

const MAX_TEXT = 160_000;
const MAX_HOME_TEXT = 100_000;
/** Pages whose identity is kept; what runs a site stands on its first pages, and a site may have thousands. */
const MAX_IDENTITIES = 500;
/** Ticked boxes of a site that are kept; most pages of a shop carry the same form. */
const MAX_TICKED = 200;
const MAX_WRONG_CODES = 200;
/** Confidence at which a single page that sells decides against the home page. */
const SURE = 0.85;
const PARTICULARS =
  /营业执照|亮照|证照|资质|关于我们|关于本[站店]|公司简介|企业简介|联系我们|联系方式|about|contact/i;

/** Reads the pages of one site as they come, in any order, and joins them to facts; keeps no page content. */
export class SiteReader {
  private readonly host: string;
  private readonly pages: ReadPage[] = [];
  private readonly seen = new Set<string>();
  private readonly texts: string[] = [];
  private textLength = 0;
  private count = 0;
  private readonly ticked: TickedBox[] = [];
  /** Code → the first page that shows it. */
  private readonly wrong = new Map<string, string>();
  private readonly prices = new PriceComparison();
  private home: { url: string; text: string; particulars: readonly string[]; rank: number } | undefined;

  /** `host` as in the address, with the port where it has one. */
  constructor(host: string) {
    this.host = host;
  }

  /** Adds one page that was read; `requestedUrl` when a redirect led to it. Gives the page's own classification. */
  add(page: PageContent, requestedUrl: string = page.url): Classification {
    this.count++;
    this.seen.add(withoutFragment(page.url)).add(withoutFragment(requestedUrl));
    const classification = classifyPage(page);
    if (this.pages.length < MAX_IDENTITIES) {
      this.pages.push({
        ...classification,
        url: page.url,
        identity: readIdentity(page, classification.siteKind),
      });
    }
    if (this.textLength < MAX_TEXT) {
      const text = page.text.slice(0, MAX_TEXT - this.textLength);
      this.texts.push(text);
      this.textLength += text.length;
    }
    for (const label of page.ticked)
      if (this.ticked.length < MAX_TICKED) this.ticked.push({ url: requestedUrl, label });
    for (const code of wrongCodes(page.text))
      if (this.wrong.size < MAX_WRONG_CODES && !this.wrong.has(code)) this.wrong.set(code, requestedUrl);
    if (classification.siteKind !== 'non-trading') this.prices.add(page, requestedUrl);
    this.takeHome(page, requestedUrl);
    return classification;
  }

  /** The facts of all pages added so far. */
  facts(): ClassifiedSite {
    const verdict = this.verdict();
    const allText = this.texts.join('\n');
    // What the shops on a platform say of themselves is not the platform's.
    const own =
      verdict.siteKind === 'platform' ? this.pages.filter((page) => page.siteKind !== 'shop') : this.pages;
    return {
      host: this.host,
      ...verdict,
      ...mergeIdentities(
        (own.length > 0 ? own : this.pages).map((page) => page.identity),
        verdict.siteKind,
      ),
      forms: businessForms(allText, verdict.siteKind),
      pages: this.count,
      homeText: this.home?.text ?? '',
      homeUrl: this.home?.url ?? '',
      allText,
      homeComplete: this.home?.particulars.every((url) => this.seen.has(url)) ?? false,
      tickedBoxes: [...this.ticked],
      lowerListings: this.prices.lower(),
      wrongCodes: Array.from(this.wrong, ([code, url]) => ({ code, url })),
    };
  }

  private takeHome(page: PageContent, requestedUrl: string): void {
    // Nothing ranks before the root.
    if (this.home?.rank === 0) return;
    const own = homeRank(page.url);
    const rank = requestedUrl === page.url ? own : Math.min(own, homeRank(requestedUrl));
    if (this.home && this.home.rank <= rank) return;
    const particulars = page.links
      .filter((link) => PARTICULARS.test(link.text) && URL.parse(link.url)?.host === this.host)
      .map((link) => withoutFragment(link.url));
    this.home = { url: page.url, text: page.text.slice(0, MAX_HOME_TEXT), particulars, rank };
  }

  /** One page of a newspaper that reads like selling does not make a shop of it; a shop of one page is one. */
  private sellsEnough(selling: readonly ReadPage[], home: ReadPage | undefined): boolean {
    if (home?.siteKind !== 'non-trading') return true;
    const share = selling.length / this.pages.length;
    return share >= (selling.length >= 2 ? 0.05 : 0.2) || selling[0]!.confidence >= SURE;
  }

  /** The home page decides for a platform or shop; one page that sells makes a trading site of the rest. */
  private verdict(): Classification {
    const home = this.pages.find((page) => page.url === this.home?.url);
    const of = (kind: SiteKind) =>
      this.pages.filter((page) => page.siteKind === kind).sort((a, b) => b.confidence - a.confidence);
    const [platform, shop, independent] = [of('platform'), of('shop'), of('independent')];
    if (home?.siteKind === 'platform' || home?.siteKind === 'shop') return pick(home);
    if (platform.length >= 2 || (platform[0] && shop.length >= 2)) return pick(platform[0]!);
    if (shop.length > independent.length && shop.length * 2 > this.pages.length) return pick(shop[0]!);
    if (independent[0] && this.sellsEnough(independent, home)) return pick(independent[0]);
    if (platform[0] && platform.length * 3 >= this.pages.length) return pick(platform[0]);
    const quiet = home?.siteKind === 'non-trading' ? home : (of('non-trading')[0] ?? home ?? this.pages[0]);
    return quiet ? pick(quiet) : { siteKind: 'unknown', confidence: 0, reasons: ['没有读到任何页面'] };
  }
}

/** Joins pages of one site that are all at hand. */
export function classifySite(host: string, pages: readonly PageContent[]): ClassifiedSite {
  const reader = new SiteReader(host);
  for (const page of pages) reader.add(page);
  return reader.facts();
}

function pick({ siteKind, confidence, reasons }: Classification): Classification {
  return { siteKind, confidence, reasons };
}

/** 0 for the root, 1 for index pages and one-segment folders such as /shop/12/, then by depth. */
function homeRank(url: string): number {
  const path = URL.parse(url)?.pathname ?? '/';
  if (path === '/') return 0;
  if (/^\/(?:index|default|home|main)\.\w+$/i.test(path)) return 1;
  return 1 + path.split('/').filter(Boolean).length;
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}
