import type { PageContent, PageLink } from './page-content.ts';
import { pricesOfPage } from './prices.ts';

/** A price that a page shows beside a link; amounts in 分. */
export interface ListedPrice {
  readonly url: string;
  readonly name: string;
  readonly price: number;
}

/** Prices on a page: those beside links to goods, those of the page's own goods, and all of them. */
export interface ShownPrices {
  readonly listed: readonly ListedPrice[];
  readonly own: readonly number[];
  readonly all: readonly number[];
}

/** The words of one card are not longer; what stands further behind its link is no longer its price. */
const CARD = 240;
const MOST_CARDS = 200;
/** Prices of its own goods stand first on their page; what reviews and advice say comes later. */
const MOST_OWN = 8;
/** A price on a condition, for a part or for the smallest kind is compared with nothing. */
const CONDITIONED =
  /起|券后|到手|预估|会员|新人|首单|首件|首月|拼团|拼单|人团|团购|秒杀|限时|补贴|定金|订金|预付|分期|每期|期免息|月付|\/[天月年晚次小]|租|批发|件起|第二件|低至|以旧|抵扣|立减|直降|区间|[-~—至]\s?[¥￥]?\d/;
/** The first sign of a price; where there is none the page is not looked at. */
const SIGN = /[¥￥元]/;

interface Card {
  readonly url: string;
  readonly name: string;
  readonly start: number;
  /** Where the words of its last link end. */
  readonly linkEnd: number;
  readonly end: number;
}

/** Reads the prices of a page link by link: a card runs from the first link to some goods to the next other link. */
export function shownPrices(page: PageContent): ShownPrices {
  const { text, offerPrices } = page;
  if (!SIGN.test(text)) return { listed: [], own: offerPrices, all: offerPrices };
  const titles = titleWords(page.title);
  const listed: ListedPrice[] = [];
  let outside = '';
  let at = 0;
  for (const card of cardsOf(page)) {
    const words = text.slice(card.start, card.end);
    const sign = words.search(SIGN);
    if (sign < 0) continue;
    // A crumb trail, then the title of the page and its price: that is not the price of what the crumb leads to.
    const gap = text.slice(card.linkEnd, card.start + sign);
    if (titles.some((title) => gap.includes(title))) continue;
    const { now } = pricesOfPage([], words);
    if (now.length === 0) continue;
    outside += `${text.slice(at, card.start)}\n`;
    at = card.end;
    if (now.length === 1 && card.name.length >= 4 && !CONDITIONED.test(words))
      listed.push({ url: card.url, name: card.name, price: now[0]! });
    if (listed.length >= MOST_CARDS) break;
  }
  outside += text.slice(at);
  const { now, compared } = pricesOfPage([], text);
  return {
    listed,
    own: [...offerPrices, ...firstPrices(outside)],
    all: [...new Set([...offerPrices, ...now, ...compared])],
  };
}

function cardsOf({ links, text, url }: PageContent): Card[] {
  const own = URL.parse(url);
  // Nearly all links lead to the same site, and need not be taken apart to see it.
  const start = own && `${own.protocol}//${own.host}/`;
  const isOwn = (other: string) =>
    (start !== null && other.startsWith(start)) || URL.parse(other)?.host === own?.host;
  const cards: Card[] = [];
  for (let first = 0; first < links.length; ) {
    const link = links[first]!;
    let next = first + 1;
    while (next < links.length && links[next]!.url === link.url) next++;
    const last = links[next - 1]!;
    const end = Math.min(links[next]?.at ?? text.length, last.at + last.text.length + CARD);
    // Menus and page numbers have nothing behind them.
    if (end > link.at && link.url !== url && isOwn(link.url)) {
      const name = nameOf(links.slice(first, next));
      cards.push({ url: link.url, name, start: link.at, linkEnd: last.at + last.text.length, end });
    }
    first = next;
  }
  return cards;
}

function nameOf(links: readonly PageLink[]): string {
  const words = links.find(({ text }) => text !== '')?.text ?? links.find(({ alt }) => alt !== '')?.alt ?? '';
  return words
    .replace(/\s*[¥￥].*$/, '')
    .slice(0, 60)
    .trim();
}

/** The beginnings of the parts of a title (茉莉花茶 250g - 甲茶庄), without parts too short to tell anything. */
function titleWords(title: string): string[] {
  return title
    .split(/[-_|—–·,，\s]+/)
    .filter((part) => part.length >= 3)
    .map((part) => part.slice(0, 6));
}

function firstPrices(words: string): number[] {
  const own: number[] = [];
  for (const line of words.split('\n')) {
    if (own.length >= MOST_OWN) break;
    if (SIGN.test(line)) own.push(...pricesOfPage([], line).now);
  }
  return own;
}
