import {
  breakUscc,
  makeFoodPermit,
  makeIcp,
  makeLandline,
  makeMobile,
  makePolice,
  makeUscc,
  type RegistrationClass,
} from './codes.ts';
import { ARTICLE_THEMES } from './content/articles.ts';
import type { PermitKind } from './content/line.ts';
import { lineOf } from './content/lines.ts';
import { type LineId, plain } from './content/piece.ts';
import { BRAND_WORDS, GIVEN_NAMES, PLACES, type Place, STREETS, SURNAMES } from './content/places.ts';
import type { Article, InnerShop, Product, SiteIdentity, SiteModel } from './model.ts';
import { type Random, randomOf } from './random.ts';
import type { SiteSpec } from './spec.ts';

const INNER_SHOPS_PER_PLATFORM = 14;
const INNER_SHOP_SUFFIXES = ['商行', '经营部', '百货店', '特产店', '生活馆', '优选店'] as const;

/** The site with its clean texts; nothing unlawful is planted yet. */
export function buildSite(seed: string, spec: SiteSpec): SiteModel {
  const random = randomOf(`${seed}/site/${spec.id}`);
  const place = placeOf(spec.region);
  const identity = buildIdentity(random, spec, place);
  const brand = brandOf(spec, random);
  const lines = spec.lines;
  return {
    spec,
    identity,
    place,
    brand,
    shopName: spec.name,
    firm: spec.operator ?? spec.name,
    phone: identity.phones[0] ?? '',
    lines,
    dirty: spec.dirty,
    isPlatform: spec.kind === 'platform',
    mainLine: lines[0] ? lineOf(lines[0]) : null,
    products:
      spec.editorial && spec.editorial !== 'company'
        ? []
        : buildProducts(random, {
            lines,
            brand,
            count: spec.products,
            lure: spec.lowerFrontPrice,
            everySecondGone: spec.behaviour === 'not-found',
          }),
    articles: buildArticles(random, spec),
    banners: [],
    notices: [],
    terms: [],
    returns: [],
    innerShops: spec.kind === 'platform' ? buildInnerShops(seed, spec) : [],
    planted: 0,
    plantedOf: new Map(),
  };
}

function placeOf(region: string): Place {
  const place = PLACES.find((candidate) => candidate.region === region);
  if (!place) throw new Error(`demo content has no place ${region}`);
  return place;
}

function brandOf(spec: SiteSpec, random: Random): string {
  const named = BRAND_WORDS.find((word) => spec.operator?.includes(word) || spec.name.includes(word));
  return named ?? random.pick(BRAND_WORDS);
}

function buildIdentity(
  random: Random,
  spec: Pick<SiteSpec, 'operator' | 'registration' | 'licence' | 'icp' | 'police' | 'lines' | 'region'>,
  place: Place,
): SiteIdentity {
  const uscc = spec.operator ? makeUscc(random, spec.registration, spec.region) : null;
  const hidden = spec.licence === 'missing' || spec.licence.startsWith('exempt');
  const town = place.towns.length > 0 ? random.pick(place.towns) : null;
  const street = `${random.pick(STREETS)}${random.int(2, 398)}号`;
  const phones = random.chance(0.55)
    ? [makeLandline(random, place.areaCode)]
    : random.chance(0.5)
      ? [makeMobile(random)]
      : [makeLandline(random, place.areaCode), makeMobile(random)];
  return {
    operator: spec.operator,
    representative: random.pick(SURNAMES) + random.pick(GIVEN_NAMES),
    uscc,
    usccPrinted: hidden || !uscc ? null : spec.licence === 'bad-digit' ? breakUscc(uscc, random) : uscc,
    icp: spec.icp ? makeIcp(random, place.province) : null,
    police: spec.icp && spec.police ? makePolice(random, place.province, spec.region) : null,
    phones,
    address: `${place.address}${town?.[1] ?? ''}${street}`,
    region: town?.[0] ?? spec.region,
    capital: `${random.pick([10, 30, 50, 100, 200, 500])}万元人民币`,
    permits: [
      ...new Set(spec.lines.map((line) => lineOf(line).permit).filter((kind) => kind !== undefined)),
    ].map((kind) => makePermit(random, kind, spec.region, place)),
  };
}

function makePermit(random: Random, kind: PermitKind, region: string, place: Place): string {
  switch (kind) {
    case 'food':
      return `食品经营许可证|${makeFoodPermit(random, 'JY', region)}`;
    case 'device':
      return `第二类医疗器械经营备案凭证|${place.province}卫药监械经营备2025${random.digits(4)}号`;
    case 'drug':
      return `药品经营许可证|${place.province}CB955${random.digits(4)}`;
    case 'travel':
      return `旅行社业务经营许可证|L-NX00${random.digits(3)}`;
    case 'seed':
      return `农药经营许可证|农药经许（${place.province}）${region}2${random.digits(4)}`;
    case 'tobacco':
      return `烟草专卖零售许可证|6405${random.digits(8)}`;
  }
}

interface Assortment {
  readonly lines: readonly LineId[];
  readonly brand: string;
  readonly count: number;
  /** Front-page prices below the real ones. */
  readonly lure?: boolean;
  readonly firstId?: number;
  readonly everySecondGone?: boolean;
}

function buildProducts(random: Random, wanted: Assortment): Product[] {
  const { lines, brand, lure = false, firstId = 1001, everySecondGone = false } = wanted;
  const offers = random
    .shuffle(lines.flatMap((line) => lineOf(line).products.map((text) => ({ line, text }))))
    .slice(0, wanted.count);
  return offers.map(({ line: id, text }, index) => {
    const line = lineOf(id);
    const [bare = '', spec = '', yuan = '0'] = text.split('|');
    const bareName = bare.replace(/^牌/, '');
    const price = Math.max(1, Math.round(Number(yuan) * (0.85 + random.next() * 0.3) * 10) / 10);
    return {
      id: firstId + index * 7,
      line: id,
      bareName,
      name: bare.startsWith('牌') || random.chance(0.6) ? `${brand}${bare}` : bare,
      spec,
      price,
      frontPrice: lure && index % 3 === 0 ? Math.round(price * 0.6 * 10) / 10 : price,
      titleExtra: null,
      details: random.shuffle(line.selling).slice(0, random.int(3, 5)).map(plain),
      properties: line.properties,
      reviews: random.shuffle(line.reviews).slice(0, random.int(1, 4)),
      sold: random.int(3, 3200),
      gone: everySecondGone && index % 2 === 1,
    };
  });
}

const ARTICLES_PER_SITE = 9;

function buildArticles(random: Random, spec: SiteSpec): Article[] {
  if (!spec.editorial) return [];
  const theme = ARTICLE_THEMES.find((candidate) => candidate.id === spec.editorial);
  if (!theme) return [];
  return random
    .shuffle(theme.titles)
    .slice(0, ARTICLES_PER_SITE)
    .map((title, index) => ({
      id: 201 + index * 7 + random.int(0, 5),
      title,
      date: `2026-${String(random.int(1, 10)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
      paragraphs: random.shuffle(theme.paragraphs).slice(0, random.int(3, 6)).map(plain),
    }));
}

function buildInnerShops(seed: string, platform: SiteSpec): InnerShop[] {
  const used = new Set<string>();
  return Array.from({ length: INNER_SHOPS_PER_PLATFORM }, (_, index) => {
    const random = randomOf(`${seed}/inner/${platform.id}/${index}`);
    const line = random.pick(platform.lines);
    const place = random.chance(0.7) ? random.pick(PLACES.slice(0, 3)) : random.pick(PLACES);
    let brand = random.pick(BRAND_WORDS);
    while (used.has(brand)) brand = random.pick(BRAND_WORDS);
    used.add(brand);
    const suffix = random.pick(INNER_SHOP_SUFFIXES);
    const registration: RegistrationClass = random.chance(0.3) ? '91' : '92';
    const operator =
      registration === '91'
        ? `${place.short}${brand}商贸有限公司`
        : `${place.short}${brand}${lineOf(line).label}${suffix}`;
    const licence = random.pick(['full', 'full', 'full', 'mark', 'missing', 'bad-digit'] as const);
    const spec = {
      operator,
      registration,
      licence,
      icp: false,
      police: false,
      lines: [line],
      region: place.region,
    };
    const identity = buildIdentity(random, spec, place);
    return {
      id: 80010 + index * 13,
      identity,
      licence,
      permitShown: random.chance(0.75),
      place,
      brand,
      shopName: `${brand}${suffix}`,
      firm: operator,
      phone: identity.phones[0] ?? '',
      lines: [line],
      dirty: random.chance(0.5),
      isPlatform: false,
      products: buildProducts(random, { lines: [line], brand, count: 4, firstId: 500_001 + index * 100 }),
      articles: [],
      banners: [],
      notices: [],
      terms: [],
      returns: [],
      planted: 0,
      plantedOf: new Map(),
    };
  });
}
