import type { SiteFacts } from '@wangjian/core/site.ts';
import type { Classification } from '@wangjian/patrol/classify/classify-page.ts';
import { SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import type { PageContent } from '@wangjian/patrol/extract/page-content.ts';

/** A shop on a platform (平台内经营者) that a patrol met. */
export interface FoundShop {
  /** Address of its front page, a folder of the platform. */
  readonly url: string;
  readonly name: string;
  /** Address that its front page was read from, where it was read and is surely a shop's. */
  readonly front: string | null;
  /** What the shop's own pages say; never what is the platform's. */
  readonly facts: SiteFacts;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

interface Candidate {
  readonly url: string;
  readonly reader: SiteReader;
  shopPages: number;
  front:
    | { readonly url: string; readonly title: string; readonly classification: Classification }
    | undefined;
}

/** A folder for each shop: /shop/12/, /store/laozhao/, /mall/shop-12/. Other forms share their pages with the platform. */
const SHOP_FOLDER =
  /^((?:\/[\w-]+)?\/(?:shops?|stores?|sellers?|merchants?|vendors?|dianpu|dian|mall)\/[\w%.-]+|\/(?:shop|store|seller|dianpu)[_-]?\d[\w-]*)(?:\/|$)/i;
/** Words that stand where a shop's number would, and are pages of the platform itself. */
const NOT_A_SHOP =
  /\/(?:index|list|all|search|join|apply|open|login|register|enter|help|rules?|category|cate|rank|new|hot|page|about|detail|info|view|street)(?:[_.-]?\w*)?$/i;
const FILE = /\.(?:html?|php|aspx?|jsp|shtml)$/i;
/** With a front page that is not read yet, or does not say so, as many pages must be a shop's. */
const ENOUGH_PAGES = 3;
const SURE = 0.7;
const MAX_SHOPS = 200;

/**
 * Meets the shops of a platform while its pages are read. A shop is taken for one when its front page is a shop's, or
 * several pages in its folder are, and only on a site that is itself a platform.
 */
export class ShopFinder {
  private readonly candidates = new Map<string, Candidate>();

  add(page: PageContent, classification: Classification): void {
    const url = URL.parse(page.url);
    const folder = url && folderOf(url);
    if (!url || !folder) return;
    const known = this.candidates.get(folder);
    if (!known && this.candidates.size >= MAX_SHOPS) return;
    const candidate = known ?? {
      url: `${url.origin}${folder}/`,
      reader: new SiteReader(url.host),
      shopPages: 0,
      front: undefined,
    };
    this.candidates.set(folder, candidate);
    candidate.reader.add(page);
    if (classification.siteKind === 'shop') candidate.shopPages += 1;
    const rest = url.pathname.slice(folder.length).replace(/^\/(?:index\.\w+)?$/, '');
    if (rest === '' && url.search === '')
      candidate.front ??= { url: page.url, title: page.title, classification };
  }

  /** True for the front page of a folder that may be a shop's. */
  isFront(pageUrl: string): boolean {
    const url = URL.parse(pageUrl);
    return (url && this.candidates.get(folderOf(url) ?? '')?.front?.url === pageUrl) ?? false;
  }

  /** True for a page of a platform in a folder that may yet turn out to be a shop's. */
  undecided(pageUrl: string, platform: SiteFacts): boolean {
    if (platform.siteKind !== 'platform') return false;
    const url = URL.parse(pageUrl);
    const candidate = url && this.candidates.get(folderOf(url) ?? '');
    return candidate ? candidate.front === undefined && !isShop(candidate) : false;
  }

  /** The shops met so far; none where the site is no platform. */
  found(platform: SiteFacts): FoundShop[] {
    if (platform.siteKind !== 'platform') return [];
    return [...this.candidates.values()].filter(isShop).map((candidate) => {
      const facts = candidate.reader.facts();
      return {
        url: candidate.url,
        name: nameOf(candidate),
        front: hasShopFront(candidate) ? candidate.front!.url : null,
        facts: withoutPlatform(facts, platform),
        confidence: candidate.front?.classification.confidence ?? SURE,
        reasons: ['在平台上有自己的店铺页面', ...(candidate.front?.classification.reasons ?? [])],
      };
    });
  }
}

/** The folder of a page that could be a shop's. */
function folderOf(url: URL): string | undefined {
  const folder = SHOP_FOLDER.exec(url.pathname)?.[1];
  return !folder || FILE.test(folder) || NOT_A_SHOP.test(folder) ? undefined : folder;
}

function hasShopFront({ front }: Candidate): boolean {
  return front?.classification.siteKind === 'shop' && front.classification.confidence >= SURE;
}

function isShop(candidate: Candidate): boolean {
  return hasShopFront(candidate) || candidate.shopPages >= ENOUGH_PAGES;
}

/** The front page's title up to the first mark; titles carry the platform's name behind it. */
function nameOf({ front, url }: Candidate): string {
  const name = (front?.title ?? '').split(/[-_|–—·｜]|首页/u)[0]!.trim();
  return name === '' ? new URL(url).pathname : name;
}

/** The platform's own name, codes and numbers stand in the foot of every page on it. */
function withoutPlatform(shop: SiteFacts, platform: SiteFacts): SiteFacts {
  const less = (own: readonly string[], of: readonly string[]) => own.filter((one) => !of.includes(one));
  const names = new Set(platform.operators.map(({ name }) => name));
  return {
    ...shop,
    siteKind: 'shop',
    operators: shop.operators.filter(({ name }) => !names.has(name)),
    uscc: less(shop.uscc, platform.uscc),
    icp: less(shop.icp, platform.icp),
    police: less(shop.police, platform.police),
    phones: less(shop.phones, platform.phones),
    marks: less(shop.marks, platform.marks),
  };
}
