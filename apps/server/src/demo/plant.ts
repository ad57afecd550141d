import { lineOf } from './content/lines.ts';
import { NEAR_ADS } from './content/near-ads.ts';
import { NEAR_DEALING } from './content/near-dealing.ts';
import type { LineId, Piece, Slot, TextSet } from './content/piece.ts';
import { BRAND_WORDS } from './content/places.ts';
import { PLANTED_ADS } from './content/planted-ads.ts';
import { PLANTED_DEALING } from './content/planted-dealing.ts';
import { PLANTED_HEALTH } from './content/planted-health.ts';
import { PLANTED_TERMS } from './content/planted-terms.ts';
import { PLANTED_TRADES } from './content/planted-trades.ts';
import type { Product, SiteModel, Storefront } from './model.ts';
import { cannotHide, OBFUSCATIONS } from './obfuscate.ts';
import { type Random, randomOf } from './random.ts';

/** Every text set of the demo market, unlawful and near misses. */
export const TEXT_SETS: readonly TextSet[] = [
  ...PLANTED_ADS,
  ...PLANTED_HEALTH,
  ...PLANTED_TRADES,
  ...PLANTED_TERMS,
  ...PLANTED_DEALING,
  ...NEAR_ADS,
  ...NEAR_DEALING,
];

const HIDDEN_SHARE = 0.16;

/** Puts every text of the content somewhere it fits: unlawful ones on dirty storefronts, near misses anywhere. */
export function plantTexts(seed: string, sites: readonly SiteModel[]): void {
  const random = randomOf(`${seed}/plant`);
  const storefronts: readonly Storefront[] = sites
    .filter((site) => !['down', 'redirect'].includes(site.spec.behaviour) && site.spec.robots !== 'all')
    .flatMap((site) => [site, ...site.innerShops]);
  for (const set of TEXT_SETS) {
    for (const text of set.texts) {
      // Long sets are planted once, short ones twice, so that every type is on several sites.
      const copies = set.texts.length <= 3 ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) plantOne(random, set, text, storefronts);
    }
  }
}

function plantOne(random: Random, set: TextSet, text: string, storefronts: readonly Storefront[]): void {
  const fitting = storefronts.filter((front) => fits(front, set));
  if (fitting.length === 0) throw new Error(`demo market: no site takes “${text.slice(0, 20)}”`);
  // One text of a type per storefront before a second: many sites with one each tell more than one site with all.
  const load = (front: Storefront): number => front.planted + 100 * (front.plantedOf.get(set) ?? 0);
  const least = Math.min(...fitting.map(load));
  const front = random.pick(fitting.filter((candidate) => load(candidate) <= least + 1));
  front.planted += 1;
  front.plantedOf.set(set, (front.plantedOf.get(set) ?? 0) + 1);
  const product = productFor(random, front, set.lines);
  const filled = fill(text, front, product, random);
  const hidden = set.breaks !== undefined && set.slot !== 'title' && random.chance(HIDDEN_SHARE);
  const way = hidden ? random.pick(OBFUSCATIONS) : undefined;
  const piece: Piece = {
    text: filled,
    breaks: set.breaks ?? [],
    arguable: set.arguable ?? [],
    resembles: set.resembles ?? [],
    ...(way && markedWords(filled).some((word) => !cannotHide(word, way)) ? { obfuscation: way } : {}),
  };
  place(random, front, set.slot, piece, product);
}

function fits(front: Storefront, set: TextSet): boolean {
  if (set.breaks && !front.dirty) return false;
  if (set.platformOnly !== undefined && set.platformOnly !== front.isPlatform) return false;
  if (set.lines && !front.lines.some((line) => set.lines?.includes(line))) return false;
  switch (set.slot) {
    case 'article':
      return front.articles.length > 0 && (!set.breaks || front.lines.length > 0);
    case 'title':
      return front.products.some(
        (product) =>
          !product.gone && product.titleExtra === null && (set.lines?.includes(product.line) ?? true),
      );
    case 'detail':
      return front.products.some((product) => !product.gone && (set.lines?.includes(product.line) ?? true));
    default:
      return front.articles.length === 0 && (front.products.length > 0 || front.isPlatform);
  }
}

function productFor(
  random: Random,
  front: Storefront,
  lines: readonly LineId[] | undefined,
): Product | undefined {
  const matching = front.products.filter(
    (product) => !product.gone && (lines?.includes(product.line) ?? true),
  );
  const free = matching.filter((product) => product.titleExtra === null);
  const from = free.length > 0 ? free : matching;
  return from.length > 0 ? random.pick(from) : undefined;
}

function place(
  random: Random,
  front: Storefront,
  slot: Slot,
  piece: Piece,
  product: Product | undefined,
): void {
  switch (slot) {
    case 'banner':
      front.banners.push(piece);
      break;
    case 'notice':
      front.notices.push(piece);
      break;
    case 'terms':
      front.terms.push(piece);
      break;
    case 'returns':
      front.returns.push(piece);
      break;
    case 'article': {
      const article = random.pick(front.articles);
      article.paragraphs.splice(random.int(0, article.paragraphs.length), 0, piece);
      break;
    }
    case 'title':
      if (product) product.titleExtra = piece;
      break;
    case 'detail':
      product?.details.splice(random.int(0, product.details.length), 0, piece);
      break;
  }
}

function fill(text: string, front: Storefront, product: Product | undefined, random: Random): string {
  const rivals = BRAND_WORDS.filter((word) => word !== front.brand);
  const values: Readonly<Record<string, string>> = {
    product: product?.bareName ?? wordFor(front, random),
    brand: front.brand,
    firm: front.firm,
    shop: front.shopName,
    place: front.place.short.replace(/[市县]$/, ''),
    phone: front.phone,
    rival: `${random.pick(rivals)}小店`,
  };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A blog or paper has no goods of its own, but writes about those of its lines. */
function wordFor(front: Storefront, random: Random): string {
  if (front.lines.length === 0) return '好物';
  const [name = '好物'] = random.pick(lineOf(random.pick(front.lines)).products).split('|');
  return name.replace(/^牌/, '');
}

/** The words that a text marks as deciding. */
export function markedWords(text: string): string[] {
  return [...text.matchAll(/‹([^›]*)›/g)].map((match) => match[1] ?? '');
}
