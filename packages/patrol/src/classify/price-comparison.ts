import type { LowerListing } from '@wangjian/core/site.ts';
import { type ListedPrice, shownPrices } from '../extract/listed-prices.ts';
import type { PageContent } from '../extract/page-content.ts';

interface Listing extends ListedPrice {
  /** The page that lists the goods. */
  readonly from: string;
  /** The listings before and after it on the same page. */
  readonly neighbours: readonly string[];
}

/** What the page of some goods shows. */
interface GoodsPage {
  readonly title: string;
  readonly own: readonly number[];
  readonly all: readonly number[];
}

const MAX_LISTINGS = 3000;
const MAX_GOODS = 2000;
const MAX_LOWER = 50;
/** So much of a name must stand in the title of the page behind its link. */
const NAME = 8;

/** Compares the prices beside links to goods (首页、列表页) with those on the goods' own pages, as the pages come. */
export class PriceComparison {
  private readonly listings: Listing[] = [];
  private readonly goods = new Map<string, GoodsPage>();

  add(page: PageContent, requestedUrl: string): void {
    const { listed, own, all } = shownPrices(page);
    if (own.length > 0 && this.goods.size < MAX_GOODS) {
      const goods = { title: squeezed(page.title), own, all };
      this.goods.set(page.url, goods);
      this.goods.set(requestedUrl, goods);
    }
    listed.forEach((listing, at) => {
      if (this.listings.length >= MAX_LISTINGS) return;
      const neighbours = [listed[at - 1]?.url, listed[at + 1]?.url].filter((url) => url !== undefined);
      this.listings.push({ ...listing, from: requestedUrl, neighbours });
    });
  }

  /** Listings that are lower than every price on the page of the goods, by listing page, in order. */
  lower(): LowerListing[] {
    const found = new Map<string, LowerListing>();
    for (const { url, name, price, from, neighbours } of this.listings) {
      const goods = this.goods.get(url);
      if (!goods || goods.own.some((own) => own <= price) || goods.all.includes(price)) continue;
      if (!goods.title.includes(squeezed(name).slice(0, NAME))) continue;
      // The price of the goods beside them: on this page prices stand before their links, or behind the next one.
      if (neighbours.some((other) => this.goods.get(other)?.own.includes(price))) continue;
      const key = `${from} ${url}`;
      if (!found.has(key))
        found.set(key, { url: from, goodsUrl: url, name, listed: price, own: Math.min(...goods.own) });
      if (found.size >= MAX_LOWER) break;
    }
    return [...found.values()];
  }
}

function squeezed(words: string): string {
  return words.replace(/\s+/g, '');
}
