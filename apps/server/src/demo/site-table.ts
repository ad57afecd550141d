import { site } from './site-row.ts';
import { COMPANIES, EDITORIAL } from './sites-reading.ts';
import { INDEPENDENT, PLATFORMS, SHOPS } from './sites-trading.ts';
import type { SiteSpec } from './spec.ts';

const ODD_HOSTS: readonly SiteSpec[] = [
  site('odd-slow', 'independent', '慢慢来杂货', '海原县慢慢来杂货店', '640522', ['home'], {
    behaviour: 'slow',
    products: 6,
  }),
  site('odd-down', 'unknown', '停机维护的店', '中卫市停云商贸有限公司', '640502', ['home'], {
    behaviour: 'down',
  }),
  site('odd-redirect', 'unknown', '朔风堂旧域名', '中卫市汐垄生物科技有限公司', '640502', ['wolfberry'], {
    behaviour: 'redirect',
  }),
  site('odd-404', 'independent', '半拆的花店', '中卫市拾柒花艺有限公司', '640502', ['home'], {
    behaviour: 'not-found',
    products: 10,
    dirty: true,
  }),
  site('odd-robots', 'unknown', '谢绝抓取的书店', '吴忠市利通区静页书店', '640302', ['kids'], {
    robots: 'all',
  }),
  site('odd-lying', 'independent', '自称西文的酱园', '中宁县老坛酱园', '640521', ['snack'], {
    charset: 'lying',
    permitShown: true,
    dirty: true,
  }),
];

/** Every host of the demo market, in the order of their addresses. */
export const SITE_TABLE: readonly SiteSpec[] = [
  ...PLATFORMS,
  ...SHOPS,
  ...INDEPENDENT,
  ...COMPANIES,
  ...EDITORIAL,
  ...ODD_HOSTS,
];

/** A market for tests that need only some of each kind: platforms and their shops, two independents, a slow host, one down. */
export const SMALL_MARKET: ReadonlySet<string> = new Set([
  ...[...PLATFORMS, ...SHOPS].map(({ id }) => id),
  'suotang',
  'weishang-lin',
  'odd-slow',
  'odd-down',
]);
