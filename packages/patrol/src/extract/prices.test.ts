import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOfData, pricesOfPage } from './prices.ts';
import { readPage } from './read-page.ts';

describe('prices of a page', () => {
  it('are those with a sign or unit; what the page compares with stands apart', () => {
    expect(pricesOfPage([], '中宁枸杞 500g 促销价 ¥59.9 原价：¥128.00 月销 3000 件')).toEqual({
      now: [5990],
      compared: [12800],
      from: 'text',
    });
    expect(pricesOfPage([], '每斤 38 元，两斤 1,280.50元')).toMatchObject({ now: [3800, 128050] });
  });

  it('are not postage, coupons, deposits or other amounts', () => {
    const text = '运费 ¥10 满 ¥199 减 ¥20 优惠券 5元 押金 100元 注册资本 500元 三元素肥';
    expect(pricesOfPage([], text)).toEqual({ now: [], compared: [], from: 'none' });
  });

  it('of structured data come before the words', () => {
    expect(pricesOfPage([990], '¥12.00 原价 ¥20')).toEqual({ now: [990], compared: [2000], from: 'data' });
  });

  it('are read from JSON-LD, microdata and meta of a page', () => {
    const page = (html: string) => readPage(html, 'https://a.cn/').offerPrices;
    expect(
      page(
        '<script type="application/ld+json">{"@type":"Product","offers":{"@type":"AggregateOffer","lowPrice":"9.9","highPrice":19}}</script>',
      ),
    ).toEqual([990, 1900]);
    expect(page('<meta property="product:price:amount" content="1,299.00">')).toEqual([129900]);
    expect(page('<span itemprop="price" content="59.90">¥59.9</span>')).toEqual([5990]);
    expect(page('<p>¥5</p>')).toEqual([]);
  });

  it('are whole 分, whatever is printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (amount) => {
        const text = (amount / 100).toFixed(2);
        expect(amountOfData(text)).toBe(amount);
        expect(pricesOfPage([], `售价 ¥${text}`).now).toEqual([amount]);
      }),
    );
  });

  it('of any text are found without an error, and bounded', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        const { now, compared } = pricesOfPage([], text);
        expect(now.length + compared.length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
