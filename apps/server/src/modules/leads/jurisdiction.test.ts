import { SITE_KINDS } from '@wangjian/core/site.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadRegions } from '../../platform/regions/region-catalog.ts';
import { jurisdictionOf, type Matter } from './jurisdiction.ts';
import { regionOfAddress } from './place-names.ts';

const matter = (more: Partial<Matter>): Matter => ({
  siteKind: 'shop',
  advertisement: false,
  reported: false,
  operatorRegion: null,
  siteRegion: null,
  platformRegion: null,
  leadRegion: '640500',
  ...more,
});

describe('jurisdiction over conduct on the network', () => {
  it('lies at the domicile of a platform or an own site (处罚程序规定 art. 10)', () => {
    for (const siteKind of ['platform', 'independent'] as const)
      expect(
        jurisdictionOf(matter({ siteKind, operatorRegion: '640106', siteRegion: '640502' })),
      ).toMatchObject({
        region: '640106',
        article: '《市场监督管理行政处罚程序规定》第十条',
      });
  });

  it('lies at the actual place of business of an operator on a platform, else with the platform that was first', () => {
    const shop = { platformRegion: '330106', reported: true } as const;
    expect(jurisdictionOf(matter({ ...shop, operatorRegion: '640521' }))).toMatchObject({
      region: '640521',
      article: expect.stringContaining('第三十一条'),
      alternative: expect.stringContaining('平台住所地'),
    });
    expect(jurisdictionOf(matter(shop))).toMatchObject({
      region: '330106',
      reason: expect.stringContaining('平台住所地'),
    });
  });

  it('lies at the advertiser’s for an advertisement that it publishes itself (art. 11, 令121 art. 32)', () => {
    const own = jurisdictionOf(matter({ advertisement: true, operatorRegion: '640522', reported: true }));
    expect(own).toMatchObject({ region: '640522', article: expect.stringContaining('第三十二条') });
  });

  it('always names a region among those that are known, a reason and an article', () => {
    const region = fc.option(fc.constantFrom('640502', '640521', '330106'), { nil: null });
    fc.assert(
      fc.property(
        fc.record({
          siteKind: fc.constantFrom(...SITE_KINDS),
          advertisement: fc.boolean(),
          reported: fc.boolean(),
          operatorRegion: region,
          siteRegion: region,
          platformRegion: region,
          leadRegion: fc.constant('640500'),
        }),
        (one) => {
          const found = jurisdictionOf(one);
          expect([one.operatorRegion, one.siteRegion, one.platformRegion, one.leadRegion]).toContain(
            found.region,
          );
          expect(found.reason).not.toBe('');
          expect(found.article).toContain(one.reported ? '投诉举报处理办法' : '《');
          // Whose place is known by an address is never overruled by a guess.
          if (one.operatorRegion !== null) expect(found.region).toBe(one.operatorRegion);
        },
      ),
    );
  });
});

describe('the region that an address names', () => {
  const tree = loadRegions();
  it('is the finest one', () => {
    expect(regionOfAddress(tree, '宁夏中卫市沙坡头区文昌镇鼓楼东街12号')).toBe('640502101');
    expect(regionOfAddress(tree, '宁夏回族自治区中卫市中宁县某路')).toBe('640521');
    expect(regionOfAddress(tree, '中卫市某大厦')).toBe('640500');
    // 坡头区 and 宁县 are counties elsewhere.
    expect(regionOfAddress(tree, '沙坡头区滨河镇1号')).toBe('640502100');
    expect(regionOfAddress(tree, '中宁县宁安镇')).toBe('640521100');
  });
  it('is told apart by the city where counties share a name, and left open where nothing tells', () => {
    expect(regionOfAddress(tree, '福建省福州市鼓楼区某路')).toBe('350102');
    expect(regionOfAddress(tree, '江苏省南京市鼓楼区某路')).toBe('320106');
    expect(regionOfAddress(tree, '鼓楼区某路1号')).toBeUndefined();
    expect(regionOfAddress(tree, '没有写地方')).toBeUndefined();
  });
});
