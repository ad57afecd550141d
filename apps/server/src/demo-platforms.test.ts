import { SiteReader } from '@wangjian/patrol/classify/site-reader.ts';
import { readPage } from '@wangjian/patrol/extract/read-page.ts';
import { Logger, runOnce } from 'graphile-worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoMarket, startDemoMarket } from './demo/start-demo-market.ts';
import { ruleBook } from './modules/findings/service.ts';
import { ShopFinder } from './modules/patrols/find-shops.ts';
import { checkShopLicences } from './modules/patrols/shop-licences.ts';
import { taskListOf } from './platform/jobs/worker.ts';
import { type TestApp, type TestUser, testApp } from './platform/test/test-app.ts';

/** Shops that a finder meets on pages given as path → HTML. */
function meet(pages: Readonly<Record<string, string>>) {
  const finder = new ShopFinder();
  const reader = new SiteReader('mall.example');
  for (const [path, html] of Object.entries(pages)) {
    const page = readPage(html, `https://mall.example${path}`);
    finder.add(page, reader.add(page));
  }
  return finder.found(reader.facts());
}
const PLATFORM =
  '<a>商家入驻</a><a>平台规则</a><a>卖家中心</a><h2>推荐店铺</h2><p>￥5</p><a>购物车</a><p>宁夏乙电子商务有限公司 版权所有 宁ICP备16001234号</p>';
const SHOP = (name: string, who = '') =>
  `<title>${name} - 乙商城</title><p>${name} 店铺评分 4.9 <a>关注店铺</a></p>${who}<p>红茶 ¥88</p><p>宁夏乙电子商务有限公司 版权所有</p>`;

describe('shops that a patrol meets', () => {
  it('are folders of a platform whose front page is a shop’s, with what they say of themselves', () => {
    const [shop, ...others] = meet({
      '/': PLATFORM,
      '/shop/12/': SHOP('甲铺子', '<p>企业名称：宁夏甲枸杞有限公司</p>'),
      '/shop/12/goods/3.html': SHOP('甲铺子'),
    });
    expect(others).toEqual([]);
    expect(shop).toMatchObject({ url: 'https://mall.example/shop/12/', name: '甲铺子' });
    expect(shop!.facts.operators.map(({ name }) => name)).toEqual(['宁夏甲枸杞有限公司']);
  });

  it('never take the platform’s own name from the foot of their pages', () => {
    const [shop] = meet({ '/': PLATFORM, '/store/laozhao': SHOP('老赵铺子') });
    expect(shop!.facts).toMatchObject({ operators: [], icp: [] });
  });

  it('need several pages where the front page was not read', () => {
    const pages = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`/shop/9/g/${i}.html`, SHOP('乙铺子')]));
    expect(meet({ '/': PLATFORM, ...pages(2) })).toEqual([]);
    expect(meet({ '/': PLATFORM, ...pages(3) })).toHaveLength(1);
  });

  it.each([
    [
      'a site that is no platform',
      { '/': '<p>特级枸杞 ￥68</p><a>加入购物车</a><a>立即购买</a>', '/shop/1/': '<p>商品 ￥8</p>' },
    ],
    [
      'lists, searches and applications',
      {
        '/': PLATFORM,
        '/shop/list': SHOP('全部'),
        '/shops/search': SHOP('搜'),
        '/store/apply/': SHOP('入驻'),
      },
    ],
    ['goods of a platform', { '/': PLATFORM, '/goods/1/': SHOP('货'), '/item/2.html': SHOP('货') }],
    ['a shop’s page as a file', { '/': PLATFORM, '/shop/1.html': SHOP('丙铺子') }],
    [
      'a folder whose pages are no shop’s',
      {
        '/': PLATFORM,
        '/shop/7/': '<p>公告：本栏目已经关闭，详情请咨询客服人员，给您带来不便敬请谅解。</p>',
      },
    ],
  ])('are none on %s', (_what, pages) => {
    expect(meet(pages)).toEqual([]);
  });
});

describe('a shop’s licence', () => {
  const FOOT =
    '<footer><p><a href="/licence">营业执照</a></p><p>统一社会信用代码 91640500MA76AAAA0X</p></footer>';
  const home = PLATFORM + FOOT;
  const shop = (name: string, own = '') => SHOP(name, own) + FOOT;
  const OPEN = shop('甲铺子', '<p><a href="/shop/1/zhizhao">营业执照公示</a></p>');
  const judge = (pages: Readonly<Record<string, string>>) => {
    const finder = new ShopFinder();
    const reader = new SiteReader('mall.example');
    for (const [path, html] of Object.entries(pages)) {
      const page = readPage(html, `https://mall.example${path}`);
      finder.add(page, reader.add(page));
    }
    const facts = reader.facts();
    return checkShopLicences(finder.found(facts), facts, ruleBook().screener, '2026-11-01').flatMap(
      ({ front, findings }) =>
        findings.map(({ rule, level }) => `${new URL(front).pathname} ${rule} ${level}`),
    );
  };

  it('is suspected to be missing where a neighbour shows one and this shop nothing of its own', () => {
    expect(judge({ '/': home, '/shop/1/': OPEN, '/shop/2/': shop('乙铺子') })).toEqual([
      '/shop/2/ licence/display suspect',
    ]);
  });

  it('of food, is suspected of a missing permit where a neighbour shows its number and this shop none', () => {
    const food = '<p>零食 饼干 糖果 牛肉干 月饼礼盒 ¥19 <a>加入购物车</a></p>';
    const own = (n: number) => `<p><a href="/shop/${n}/z">营业执照公示</a></p>${food}`;
    const permit = '<p>食品经营许可证编号：JY16405210012345</p>';
    const pages = {
      '/': home,
      '/shop/1/': shop('甲酱园', own(1) + permit),
      '/shop/2/': shop('乙酱园', own(2)),
    };
    expect(judge(pages)).toEqual(['/shop/2/ licence/permit-display suspect']);
    expect(judge({ ...pages, '/shop/1/': shop('甲酱园', own(1)) })).toEqual([]);
  });

  it.each([
    ['no shop of the platform shows one', { '/shop/1/': shop('甲铺子'), '/shop/2/': shop('乙铺子') }],
    [
      'the shop links its own in the words of the platform’s foot',
      { '/shop/1/': OPEN, '/shop/2/': shop('乙铺子', '<p><a href="/shop/2/z">营业执照</a></p>') },
    ],
    [
      'the link has a picture instead of words',
      {
        '/shop/1/': OPEN,
        '/shop/2/': shop('乙铺子', '<a href="/zz?s=2"><img alt="营业执照" src="/z.png"></a>'),
      },
    ],
    [
      'its heading says so, and a script shows it',
      { '/shop/1/': OPEN, '/shop/2/': shop('乙铺子', '<p>店铺证照信息</p>') },
    ],
    [
      'it declares that it needs none',
      {
        '/shop/1/': OPEN,
        '/shop/2/': shop('乙铺子', '<p>个人销售自产农副产品，依法不需要办理市场主体登记</p>'),
      },
    ],
    [
      'another page of the shop shows its code',
      {
        '/shop/1/': OPEN,
        '/shop/2/': shop('乙铺子'),
        '/shop/2/about.html': shop('乙铺子', '<p>统一社会信用代码：91640502MAX5BGL33D</p>'),
      },
    ],
    ['its front page was not read', { '/shop/1/': OPEN, '/shop/2/goods/1.html': shop('乙铺子') }],
  ])('is not missed where %s', (_where, pages) => {
    expect(judge({ '/': home, ...pages })).toEqual([]);
  });
});

describe('on the platforms of the demo market', () => {
  let t: TestApp;
  let market: DemoMarket;
  let officer: TestUser;
  beforeAll(async () => {
    t = await testApp({ config: { patrolAllowPrivate: ['127.0.0.0/8'], patrolDelayMs: 0 } });
    market = await startDemoMarket();
    officer = await t.officer({ role: 'dispatcher', region: '640500' });
  });
  afterAll(async () => {
    await t.close();
    await market.close();
  });

  /** Everything but the sealing of evidence, which takes the browser. */
  const patrolOnly = async () =>
    await runOnce({
      pgPool: t.app.kernel.owner,
      taskList: taskListOf(
        t.app.kernel,
        t.app.jobs.filter(({ name }) => name.startsWith('patrol.')),
        new AbortController().signal,
      ),
      logger: new Logger(() => () => undefined),
      noHandleSignals: true,
    });

  it('enters each shop once, under its platform, to be confirmed; findings on its pages are the shop’s', async () => {
    const platforms = market.sites.filter(({ kind }) => kind === 'platform');
    const urlOf = (siteId: string) => market.hosts.find((host) => host.siteId === siteId)!.url;
    const { id } = (
      await officer.call('POST', '/api/patrols', {
        name: '平台',
        seeds: platforms.map((site) => urlOf(site.id)).join('\n'),
        maxPages: 120,
      })
    ).json;
    await patrolOnly();
    expect((await officer.call('GET', `/api/patrols/${id}`)).json.status).toBe('finished');

    // biome-ignore lint/suspicious/noExplicitAny: answers of the API.
    const shops: any[] = (await officer.call('GET', '/api/registry/sites?kind=shop&pageSize=500')).json.items;
    const truth = platforms.flatMap((site) =>
      site.shops.map((shop) => ({ url: urlOf(site.id) + shop.path.slice(1), ...shop })),
    );
    expect(shops.length).toBeGreaterThan(0);
    const known = new Map(truth.map((shop) => [shop.url, shop]));
    for (const shop of shops) {
      expect(known.has(shop.url), shop.url).toBe(true);
      expect(shop).toMatchObject({
        foundBy: 'patrol',
        confirmStatus: 'pending',
        name: known.get(shop.url)!.name,
      });
      expect(shop.platformId).not.toBeNull();
      if (shop.operatorName !== null) expect(shop.operatorName).toBe(known.get(shop.url)!.operator);
    }
    expect(shops.length / truth.length).toBeGreaterThan(0.8);

    // Whose licence is said to be missing shows none; and most of those that show none are met.
    const missing = truth.filter(({ licence }) => licence === 'missing').map(({ url }) => url);
    const { items: said } = (
      await officer.call('GET', `/api/findings?patrolId=${id}&rule=licence/display&pageSize=500`)
    ).json as { items: { url: string }[] };
    const named = said.flatMap(({ url }) => (known.has(url) ? [url] : []));
    expect(named.filter((url) => !missing.includes(url))).toEqual([]);
    expect(named.length / missing.length).toBeGreaterThan(0.7);

    // biome-ignore lint/suspicious/noExplicitAny: answers of the API.
    const findings: any[] = (await officer.call('GET', `/api/findings?patrolId=${id}&pageSize=500`)).json
      .items;
    const inShops = findings.filter(({ url }) => shops.some((shop) => url.startsWith(shop.url)));
    expect(inShops.length).toBeGreaterThan(0);
    const owners = new Map(shops.map((shop) => [shop.id, shop.url]));
    const strayed = inShops.filter(({ siteId, url }) => !url.startsWith(owners.get(siteId) ?? '-'));
    expect(strayed.map(({ url, siteName }) => `${siteName} ${url}`)).toEqual([]);
    // All platforms are read page by page: a busy machine takes longer than the usual 30 s.
  }, 120_000);
});
