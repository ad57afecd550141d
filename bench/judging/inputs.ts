import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePage } from '../../apps/server/src/demo/charset.ts';
import { buildMarket, charsetOf, DEFAULT_SEED } from '../../apps/server/src/demo/market.ts';
import { shopPages } from '../patrol/corpus.ts';

/** A page as it came from the network. */
export interface InputPage {
  readonly url: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Pages of one host. */
export interface InputSite {
  readonly host: string;
  readonly pages: readonly InputPage[];
}

const SHOPS = 50;
const PAGES_PER_SHOP = 40;
const SEED = 20_261;

/** The corpus of `bench patrol`, the same bytes. */
export function benchPages(): InputSite[] {
  return Array.from({ length: SHOPS }, (_, shop) => {
    const host = `127.0.0.1:${20_000 + shop}`;
    const pages = shopPages(shop, PAGES_PER_SHOP, SEED).map(({ path, contentType, body }) => ({
      url: `http://${host}${path}`,
      contentType,
      body,
    }));
    return { host, pages };
  });
}

/** Every page of the demo market. */
export function demoPages(): InputSite[] {
  const urlOf = (siteId: string) => `http://${siteId}.demo.example/`;
  const market = buildMarket(DEFAULT_SEED, urlOf);
  return market.sites.map(({ spec }) => ({
    host: new URL(urlOf(spec.id)).host,
    pages: market.paths(spec.id).map((path) => ({
      url: new URL(path, urlOf(spec.id)).href,
      contentType: 'text/html',
      body: encodePage(market.render(spec.id, path) ?? '', charsetOf(spec)),
    })),
  }));
}

/** The invented pages of `bench identify`, each a site of its own. */
export function identifyPages(): InputSite[] {
  const folder = join(import.meta.dirname, '../identify/pages');
  return readdirSync(folder)
    .toSorted()
    .map((name) => {
      const host = `page.example`;
      const url = `https://${host}/${name}`;
      return {
        host,
        pages: [{ url, contentType: 'text/html', body: readFileSync(join(folder, name)) }],
      };
    });
}

/** The texts of `bench screening`. */
export function screeningTexts(): { text: string; kind: 'ad' | 'terms' | 'review' | 'page' }[] {
  return ['texts.jsonl', 'texts-markets.jsonl'].flatMap((name) =>
    readFileSync(join(import.meta.dirname, '../screening', name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { text: string; kind: 'page' }),
  );
}
