import { buildSite } from './build-model.ts';
import type { PageCharset } from './charset.ts';
import type { SiteModel } from './model.ts';
import { type PageBody, pagesOf } from './pages.ts';
import { plantTexts } from './plant.ts';
import { createWriter, type PageWriter } from './render/page-writer.ts';
import { SITE_TABLE } from './site-table.ts';
import type { SiteSpec } from './spec.ts';
import { type DemoTruth, type PageTruth, truthOfSite } from './truth.ts';

/** The seed of the market that `npm start` shows. */
export const DEFAULT_SEED = 'wangjian-640500';

/** All sites of a market and the means to write any page of it. */
export interface Market {
  readonly sites: readonly SiteModel[];
  /** Paths of a site that answer 200. */
  paths(siteId: string): readonly string[];
  /** HTML of a page; undefined where the site has none. */
  render(siteId: string, path: string): string | undefined;
  /** Writes every page once and tells what is on it; about a second of work. */
  truth(): DemoTruth;
}

/** Builds the market of a seed. `urlOf` gives a site's address, ending in a slash; it is asked only when a page is written. */
export function buildMarket(seed: string, urlOf: (siteId: string) => string): Market {
  const sites = SITE_TABLE.map((spec) => buildSite(seed, spec));
  plantTexts(seed, sites);
  const pages = new Map<string, ReadonlyMap<string, PageBody>>();
  for (const site of sites) {
    const neighbours = () =>
      sites
        .filter((other) => other.spec.platform === site.spec.id)
        .map((other) => [urlOf(other.spec.id), other.spec.name] as const);
    pages.set(site.spec.id, pagesOf(site, neighbours));
  }
  const write = (site: SiteModel, path: string): { html: string; writer: PageWriter } | undefined => {
    const body = pages.get(site.spec.id)?.get(path);
    if (!body) return undefined;
    const writer = createWriter(seed, site, path, urlOf);
    return { html: body(writer), writer };
  };
  const siteById = new Map(sites.map((site) => [site.spec.id, site]));
  return {
    sites,
    paths: (siteId) => [...(pages.get(siteId)?.keys() ?? [])],
    render(siteId, path) {
      const site = siteById.get(siteId);
      return site ? write(site, path)?.html : undefined;
    },
    truth: () => ({
      sites: sites.map(truthOfSite),
      pages: sites
        .filter((site) => site.spec.behaviour !== 'down' && site.spec.behaviour !== 'redirect')
        .flatMap((site) =>
          [...(pages.get(site.spec.id)?.keys() ?? [])].map((path) =>
            pageTruth(site, path, write(site, path)?.writer, urlOf),
          ),
        ),
    }),
  };
}

function pageTruth(
  site: SiteModel,
  path: string,
  writer: PageWriter | undefined,
  urlOf: (siteId: string) => string,
): PageTruth {
  const breaks = [...new Set(writer?.planted.flatMap((one) => [...one.breaks]) ?? [])];
  return {
    site: site.spec.id,
    path,
    url: urlOf(site.spec.id).replace(/\/$/, '') + path,
    allowed: site.spec.robots !== 'all' && !path.startsWith('/private/'),
    charset: charsetOf(site.spec),
    breaks,
    arguable: [...(writer?.arguable ?? [])].filter((id) => !breaks.includes(id)),
    planted: writer?.planted ?? [],
    nearMisses: writer?.nearMisses ?? [],
  };
}

/** The charset that a site's bytes are really in. */
export function charsetOf(spec: SiteSpec): PageCharset {
  if (spec.charset === 'gb18030') return 'gb18030';
  return spec.charset.startsWith('gbk') ? 'gbk' : 'utf-8';
}
