import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';
import type { FOUND_BY } from '../modules/registry/contract.ts';
import { randomOf } from './random.ts';
import type { DemoMarket } from './start-demo-market.ts';

/** A site as the demo bureau had it on its register before any patrol. */
export interface DemoRegistryRow {
  readonly name: string;
  readonly url: string;
  /** As entered: `unknown` where nobody has looked yet. */
  readonly kind: SiteKind;
  readonly forms: readonly BusinessForm[];
  readonly region: string;
  readonly operatorName: string | null;
  readonly uscc: string | null;
  /** Address of the platform that the shop is on. */
  readonly platformUrl: string | null;
  readonly foundBy: (typeof FOUND_BY)[number];
  readonly phone: string | null;
}

const LOCAL_SOURCES = ['registration', 'filing', 'annual-report', 'search', 'phone'] as const;
const OUTSIDE_SOURCES = ['search', 'complaint', 'manual'] as const;

/**
 * The demo market as rows of the register, shops under a platform's path included. What came from the business
 * register carries name and code; what was found on the web carries only its address.
 */
export function demoRegistryRows(market: DemoMarket): DemoRegistryRow[] {
  const urls = new Map(market.hosts.map((host) => [host.siteId, host.url]));
  return market.sites.flatMap((site): DemoRegistryRow[] => {
    const random = randomOf(`${market.seed}/registry/${site.id}`);
    const url = urls.get(site.id) ?? '';
    const local = site.region.startsWith('6405');
    const foundBy = site.platform ? 'platform-report' : random.pick(local ? LOCAL_SOURCES : OUTSIDE_SOURCES);
    const registered = foundBy !== 'search' && foundBy !== 'complaint';
    const own: DemoRegistryRow = {
      name: site.name,
      url,
      kind: registered ? site.kind : 'unknown',
      forms: registered ? site.forms : [],
      region: site.region,
      operatorName: registered ? site.operator : null,
      uscc: registered ? site.registeredUscc : null,
      platformUrl: site.platform ? (urls.get(site.platform) ?? null) : null,
      foundBy,
      phone: registered ? (site.phones[0] ?? null) : null,
    };
    const shops = site.shops.map(
      (shop): DemoRegistryRow => ({
        name: shop.name,
        url: url + shop.path.slice(1),
        kind: 'shop',
        forms: ['retail'],
        region: shop.region,
        operatorName: shop.operator,
        uscc: shop.registeredUscc,
        platformUrl: url,
        foundBy: 'platform-report',
        phone: null,
      }),
    );
    return [own, ...shops];
  });
}
