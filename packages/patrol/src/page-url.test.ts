import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { skipReason, urlShape } from './link-priority.ts';
import { normaliseUrl, siteKey } from './page-url.ts';

describe('normaliseUrl', () => {
  test.each([
    ['HTTP://Shop.Example.CN:80/a#x', 'http://shop.example.cn/a'],
    ['http://a.cn/x;jsessionid=8F3A?b=2&a=1', 'http://a.cn/x?a=1&b=2'],
    ['http://a.cn/(S(abcdef123456))/list.aspx', 'http://a.cn/list.aspx'],
    ['http://a.cn/?utm_source=x&id=3&spm=a.b', 'http://a.cn/?id=3'],
    ['http://a.cn/?', 'http://a.cn/'],
    ['http://a.cn/??', 'http://a.cn/??'],
    ['http://a.cn//shop///1', 'http://a.cn/shop/1'],
    ['http://a.cn./x', 'http://a.cn/x'],
    ['http://a.cn/s?q=%B9%FA', 'http://a.cn/s?q=%B9%FA'],
  ])('%s', (given, expected) => {
    expect(normaliseUrl(given)).toBe(expected);
  });

  test('refuses other schemes, passwords and what is too long', () => {
    for (const url of [
      'javascript:alert(1)',
      'ftp://a.cn/',
      'http://u:p@a.cn/',
      `http://a.cn/${'x'.repeat(3000)}`,
      'http://',
    ]) {
      expect(normaliseUrl(url)).toBeUndefined();
    }
  });

  test('a normal address is its own normal form', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const once = normaliseUrl(address);
        if (once !== undefined) expect(normaliseUrl(once)).toBe(once);
      }),
    );
  });
});

test('siteKey: www or not is one site, another port is another', () => {
  expect(siteKey(new URL('https://www.a.cn/x'))).toBe('a.cn');
  expect(siteKey(new URL('http://a.cn:8080/x'))).toBe('a.cn:8080');
});

test.each([
  ['http://a.cn/p.jpg', 'file'],
  ['http://a.cn/user/logout', 'action'],
  ['http://a.cn/cart?add=1', 'action'],
  ['http://a.cn/a/b/a/b/a/b', 'trap'],
  ['http://a.cn/events?date=2031-05-01', 'trap'],
  ['http://a.cn/l?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9', 'trap'],
  ['http://a.cn/goods/12345.html', undefined],
  ['http://a.cn/list?cat=3&page=2', undefined],
])('skipReason %s', (url, reason) => {
  expect(skipReason(new URL(url))).toBe(reason);
});

test('pages of one template have one shape', () => {
  expect(urlShape(new URL('http://a.cn/goods/12.html?id=3&c=4'))).toBe(
    urlShape(new URL('http://a.cn/goods/9987.html?id=x&c=y')),
  );
});
