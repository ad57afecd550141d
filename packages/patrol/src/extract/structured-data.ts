import type { DeclaredOrganisation } from './page-content.ts';

type Relation = DeclaredOrganisation['relation'];
const MAX_LENGTH = 200_000;
const MAX_DEPTH = 8;
const MAX_FOUND = 20;
const ORGANISATION =
  /Organi[sz]ation|Corporation|Business|Store|Shop|Restaurant|Hotel|Pharmacy|Hospital|Clinic|Agency|Winery|Bakery|Company/i;
const RELATIONS: Readonly<Record<string, Relation>> = {
  seller: 'seller',
  offeredBy: 'seller',
  provider: 'seller',
  brand: 'brand',
  manufacturer: 'brand',
  publisher: 'publisher',
  author: 'other',
  sourceOrganization: 'other',
  itemListElement: 'other',
  about: 'other',
  mentions: 'other',
  sponsor: 'other',
  memberOf: 'other',
  worksFor: 'other',
};

/** What of an offer is an amount (schema.org Offer, AggregateOffer). */
const PRICES = new Set(['price', 'lowPrice', 'highPrice']);

/** What one JSON-LD script declares: organisations, whether there are offers, and their prices as printed. */
interface StructuredData {
  readonly organisations: DeclaredOrganisation[];
  readonly offers: boolean;
  readonly prices: readonly unknown[];
}

/** Organisations declared in the text of one JSON-LD script. Text that is not JSON declares none. */
export function readOrganisations(json: string): StructuredData {
  const organisations: DeclaredOrganisation[] = [];
  const prices: unknown[] = [];
  const offers = /"(?:price|lowPrice)"\s*:/.test(json);
  if (json.length > MAX_LENGTH) return { organisations, offers, prices };
  let root: unknown;
  try {
    root = JSON.parse(json);
  } catch {
    // Sites print broken JSON-LD often; what is not JSON tells nothing, and the visible page is read anyway.
    return { organisations, offers, prices };
  }
  walk(root, 'page', 0, organisations, prices);
  return { organisations, offers, prices };
}

function walk(
  node: unknown,
  relation: Relation,
  depth: number,
  found: DeclaredOrganisation[],
  prices: unknown[],
): void {
  if (depth > MAX_DEPTH || found.length >= MAX_FOUND || typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) walk(item, relation, depth + 1, found, prices);
    return;
  }
  const record = node as Record<string, unknown>;
  const type = [record['@type']]
    .flat()
    .filter((t) => typeof t === 'string')
    .join(' ');
  if (ORGANISATION.test(type)) {
    found.push({
      type,
      name: words(record.name),
      legalName: words(record.legalName),
      telephone: words(record.telephone),
      identifier: words(record.taxID ?? record.vatID ?? record.leiCode ?? record.identifier),
      relation,
    });
  }
  for (const [key, value] of Object.entries(record)) {
    if (PRICES.has(key)) prices.push(value);
    walk(value, RELATIONS[key] ?? relation, depth + 1, found, prices);
  }
}

function words(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && 'value' in value) return words(value.value);
  return '';
}
