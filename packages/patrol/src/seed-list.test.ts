import { describe, expect, test } from 'vitest';
import { parseSeed, parseSeedList } from './seed-list.ts';

function urls(text: string): string[] {
  return parseSeedList(text).seeds.flatMap((seed) => seed.urls);
}

describe('parseSeedList', () => {
  test.each([
    ['https://shop.example.cn/a?x=1#top', ['https://shop.example.cn/a?x=1']],
    ['shop.example.cn', ['http://shop.example.cn/']],
    ['网址：www.shop.example.cn', ['http://www.shop.example.cn/']],
    ['网站地址: http：／／shop．example．cn／', ['http://shop.example.cn/']],
    ['ｗｗｗ．ｓｈｏｐ．ｃｎ', ['http://www.shop.cn/']],
    ['1、https://a.example.cn，', ['https://a.example.cn/']],
    ['(2) 中宁枸杞专卖店 https://b.example.cn/shop/12。', ['https://b.example.cn/shop/12']],
    ['《沙湖旅游》 c.example.cn', ['http://c.example.cn/']],
    ['- <http://d.example.cn/x>', ['http://d.example.cn/x']],
    ['127.0.0.1:8080/shop', ['http://127.0.0.1:8080/shop']],
    ['localhost:9000', ['http://localhost:9000/']],
    ['http://[2001:db8::1]:8080/', ['http://[2001:db8::1]:8080/']],
    ['shop.example.cn:443', ['https://shop.example.cn/']],
    [
      'a.example.cn, b.example.cn；c.example.cn',
      ['http://a.example.cn/', 'http://b.example.cn/', 'http://c.example.cn/'],
    ],
    ['枸杞.中国', ['http://xn--orvsh.xn--fiqs8s/']],
    ['http:\\\\shop.example.cn\\a', ['http://shop.example.cn/a']],
    ['shop。example。cn', ['http://shop.example.cn/']],
    ['\ufeffshop.example.cn\u200b  # 市局交办', ['http://shop.example.cn/']],
  ])('%s', (line, expected) => {
    expect(urls(line)).toEqual(expected);
  });

  test('comments and empty lines are passed over, lines without an address are named', () => {
    const { seeds, problems } = parseSeedList(
      '# 名单\r\n\r\n// 旧\r\na.example.cn\r\n中卫某店（无网址）\r\nftp://x.example.cn\r\n附件.docx',
    );
    expect(seeds.map((seed) => seed.site)).toEqual(['a.example.cn']);
    expect(problems.map((problem) => problem.line)).toEqual([5, 6, 7]);
    expect(problems[0]!.messageZh).toContain('没有可以识别的网址');
  });

  test('addresses of one host are one site, www or not', () => {
    const { seeds } = parseSeedList('http://www.a.cn/\nhttp://a.cn/shop/1\nhttps://a.cn:8443/\na.cn');
    expect(seeds.map((seed) => [seed.site, seed.urls.length])).toEqual([
      ['a.cn', 3],
      ['a.cn:8443', 1],
    ]);
    expect(seeds[0]!.schemeGuessed).toBe(false);
  });

  test('addresses with a password are refused', () => {
    expect(parseSeed('http://user:secret@a.example.cn/')).toBeUndefined();
  });
});
