import type { SiteKind } from '@wangjian/core/site.ts';
import { describe, expect, it } from 'vitest';
import { readPage } from '../extract/read-page.ts';
import { classifyPage } from './classify-page.ts';
import { identifyBytes } from './identify-bytes.ts';
import { classifySite, SiteReader } from './site-reader.ts';

const page = (html: string, url = 'https://www.example.cn/') => readPage(html, url);

describe('classifyPage', () => {
  it.each<[SiteKind, string]>([
    ['independent', '<p>特级枸杞 ￥68.00</p><a href=/cart>加入购物车</a><a href=/buy>立即购买</a>'],
    [
      'independent',
      '<table><tr><td>榆木餐桌</td><td>1680元</td><td><a href="buy.asp">我要订购</a></td></tr></table>',
    ],
    ['independent', '<p>红枣 5斤 65元</p><p>枸杞 1斤 98元</p><p>下单请加微信：13800001234</p>'],
    [
      'independent',
      '<form action="/booking"><input name=checkin><button>立即预订</button></form><p>标准间 ￥288/晚</p>',
    ],
    [
      'platform',
      '<a>商家入驻</a><a>平台规则</a><a>卖家中心</a><h2>推荐店铺</h2><p>甲铺 ￥5</p><a>购物车</a>',
    ],
    ['shop', '<a>免费开店</a><p>掌柜：甲1986 <a>收藏店铺</a> 描述相符 4.9</p><p>所有宝贝</p><p>红茶 ¥88</p>'],
    [
      'shop',
      '<a>我的订单</a><a>商家入驻</a><p>￥159</p><a>加入购物车</a><p>甲专营店 <a>进店逛逛</a> <a>关注店铺</a></p>',
    ],
    [
      'non-trading',
      '<p>公司简介 产品展示 联系我们</p><p>我公司专业生产造纸机械，产品销往西北各地，欢迎来电洽谈业务，共谋发展。</p>',
    ],
    [
      'non-trading',
      '<p>政务公开 办事指南</p><p>消费者点击“立即购买”“加入购物车”前，请查看店铺评分和商家入驻资质，核对价格，保留订单等凭证，遇到问题拨打电话投诉。</p>',
    ],
    ['independent', '<p>店铺公告：满百包邮</p><a>全部宝贝</a><a>购物车</a><p>杂粮 ¥28</p><a>我的订单</a>'],
    [
      'non-trading',
      '<p>上一篇 下一篇</p><p>市民可在手机上预约体检，收费标准为首小时 3 元，之后每小时 1 元，二十四小时封顶 15 元，前三十分钟免费，请市民及时了解。</p>',
    ],
    ['unknown', '<h1>404 Not Found</h1>'],
    ['unknown', '<div id=app></div>'],
  ])('%s: %s', (kind, html) => {
    const found = classifyPage(page(html));
    expect(found.siteKind).toBe(kind);
    expect(found.confidence).toBeGreaterThan(0);
    expect(found.confidence).toBeLessThanOrEqual(1);
    expect(found.reasons.length).toBeGreaterThan(0);
  });

  it('takes a list of many shops for a platform, and the page of one for a shop', () => {
    const list = ['甲', '乙', '丙', '丁', '戊']
      .map((n) => `<li>${n}记干货 ￥9 <a>进店逛逛</a></li>`)
      .join('');
    expect(classifyPage(page(`<a>商家入驻</a>${list}`)).siteKind).toBe('platform');
    expect(
      classifyPage(page('<a>商家入驻</a><p>甲记干货 ￥9 <a>进店逛逛</a> 店铺评分 4.9</p>')).siteKind,
    ).toBe('shop');
  });
});

describe('classifySite', () => {
  const home = page(
    '<a href="/about.html">关于我们</a><a href="/p/1.html">枸杞</a><p>宁夏甲枸杞有限公司成立于2003年，专业种植、加工枸杞，产品远销全国各地。</p>',
  );
  const about = page(
    '<p>公司名称：宁夏甲枸杞有限公司</p><p>电话：0955-7012345</p>',
    'https://www.example.cn/about.html',
  );
  const goods = page(
    '<p>头茬枸杞 ￥68</p><button>加入购物车</button><button>立即购买</button><p>宁ICP备16001234号</p>',
    'https://www.example.cn/p/1.html',
  );

  it('joins what the pages say and decides once', () => {
    const site = classifySite('www.example.cn', [goods, about, home]);
    expect(site).toMatchObject({
      host: 'www.example.cn',
      siteKind: 'independent',
      operators: [{ name: '宁夏甲枸杞有限公司', role: 'operator' }],
      phones: ['0955-7012345'],
      icp: ['宁ICP备16001234号'],
      pages: 3,
      homeUrl: 'https://www.example.cn/',
      homeComplete: true,
    });
    expect(site.homeText).toContain('成立于2003年');
    expect(site.allText).toContain('头茬枸杞');
    expect(site.forms).toContain('retail');
    expect(classifySite('www.example.cn', [goods, home]).homeComplete).toBe(false);
  });

  it('keeps the shops on a platform apart from the platform', () => {
    const reader = new SiteReader('mall.example.cn');
    reader.add(
      page(
        '<a>商家入驻</a><a>平台规则</a><p>推荐店铺 ￥5</p><p>宁夏乙电子商务有限公司 版权所有</p>',
        'https://mall.example.cn/',
      ),
    );
    reader.add(
      page(
        '<p>甲铺子 店铺评分 4.9 <a>关注店铺</a></p><p>企业名称：宁夏甲枸杞有限公司</p>',
        'https://mall.example.cn/shop/1',
      ),
    );
    const site = reader.facts();
    expect(site.siteKind).toBe('platform');
    expect(site.operators).toEqual([{ name: '宁夏乙电子商务有限公司', role: 'operator' }]);
  });

  it('says so when nothing was read', () => {
    expect(new SiteReader('x.example').facts()).toMatchObject({
      siteKind: 'unknown',
      confidence: 0,
      pages: 0,
    });
  });
});

describe('identifyBytes', () => {
  it('decodes and reads a stored page of unknown address', () => {
    const html =
      '<meta charset="utf-8"><link rel=canonical href="https://shop1.taobao.com/"><title>甲</title><p>收藏店铺 掌柜：甲</p><a href="/lz">营业执照</a>';
    const found = identifyBytes(new TextEncoder().encode(html), '');
    expect(found).toMatchObject({
      title: '甲',
      charset: 'utf-8',
      siteKind: 'shop',
      marks: ['https://shop1.taobao.com/lz'],
    });
  });
});
