import { describe, expect, it } from 'vitest';
import { readPage } from '../extract/read-page.ts';
import { PriceComparison } from './price-comparison.ts';

const ROOT = 'https://www.example.cn';
const card = (id: number, name: string, price: string) =>
  `<div><a href="/item/${id}.html"><img src="${id}.jpg" alt="${name}"></a><a href="/item/${id}.html">${name}</a><p>¥${price}</p></div>`;
const goods = (name: string, price: string, more = '') =>
  `<title>${name} - 甲商城</title><a href="/">首页</a> › <a href="/c/1">家用电器</a> › ${name}<h1>${name}</h1><p>价格 ¥${price}</p><button>加入购物车</button>${more}`;

function lower(pages: Readonly<Record<string, string>>) {
  const comparison = new PriceComparison();
  for (const [path, html] of Object.entries(pages))
    comparison.add(readPage(html, `${ROOT}${path}`), `${ROOT}${path}`);
  return comparison.lower();
}

describe('prices beside links to goods', () => {
  it('that are lower than on the page of the goods are found, whatever page is read first', () => {
    const pages = {
      '/item/1.html': goods('电饭煲 4L', '297.60', card(2, '电热水壶 1.7L', '91.90')),
      '/': `<title>甲商城</title>${card(1, '电饭煲 4L', '178.60')}${card(2, '电热水壶 1.7L', '91.90')}`,
      '/item/2.html': goods('电热水壶 1.7L', '91.90'),
    };
    const expected = [
      {
        url: `${ROOT}/`,
        goodsUrl: `${ROOT}/item/1.html`,
        name: '电饭煲 4L',
        listed: 17_860,
        own: 29_760,
      },
    ];
    expect(lower(pages)).toEqual(expected);
    expect(lower(Object.fromEntries(Object.entries(pages).reverse()))).toEqual(expected);
  });

  it('are left alone where they are conditioned, or the page shows the price as well', () => {
    const item = goods('电饭煲 4L', '297.60');
    expect(lower({ '/': card(1, '电饭煲 4L', '178.60 起'), '/item/1.html': item })).toEqual([]);
    expect(lower({ '/': card(1, '电饭煲 4L', '178.60 券后价'), '/item/1.html': item })).toEqual([]);
    const both = goods('电饭煲 4L', '297.60', '<p>2L 款 ¥178.60</p>');
    expect(lower({ '/': card(1, '电饭煲 4L', '178.60'), '/item/1.html': both })).toEqual([]);
    expect(lower({ '/': card(1, '电饭煲 4L', '297.60'), '/item/1.html': item })).toEqual([]);
    expect(lower({ '/': card(1, '电饭煲 4L', '399'), '/item/1.html': item })).toEqual([]);
  });

  it('belong to the right goods where they stand before the link', () => {
    const before = (id: number, name: string, price: string) =>
      `<div><p>¥${price}</p><a href="/item/${id}.html">${name}</a></div>`;
    expect(
      lower({
        '/': `${before(1, '电饭煲 4L', '297.60')}${before(2, '电热水壶 1.7L', '91.90')}${before(3, '吸尘器 手持', '425')}`,
        '/item/1.html': goods('电饭煲 4L', '297.60'),
        '/item/2.html': goods('电热水壶 1.7L', '91.90'),
        '/item/3.html': goods('吸尘器 手持', '425'),
      }),
    ).toEqual([]);
  });

  it('of a crumb trail are those of the page, not of what the trail leads to', () => {
    expect(
      lower({
        '/item/1.html': goods('电饭煲 4L', '97.60'),
        '/c/1': `<title>家用电器</title>${card(2, '吸尘器 手持', '425')}`,
        '/': `<title>首页</title>${card(2, '吸尘器 手持', '425')}`,
      }),
    ).toEqual([]);
  });
});
