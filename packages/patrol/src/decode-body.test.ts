import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeBody } from './decode-body.ts';

const SIMPLIFIED =
  '本店销售宁夏中宁枸杞，国家级品质，全网最低价，欢迎各位新老顾客选购。营业执照公示，网站备案号，联系电话，退换货说明。';
const TRADITIONAL =
  '本店銷售寧夏中寧枸杞，品質優良，歡迎各位新老顧客選購。營業執照公示，聯絡電話，退換貨說明，網站資料。';

function page(text: string, meta = ''): string {
  return `<!doctype html><html><head>${meta}<title>${text.slice(0, 8)}</title></head><body><p>${text}</p></body></html>`;
}
const META_GBK = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">';
const META_UTF8 = '<meta charset="utf-8">';

describe('decodeBody', () => {
  test.each([
    ['UTF-8 by header', 'utf8', '', 'text/html; charset=UTF-8', 'utf-8', 'header'],
    ['UTF-8 by meta', 'utf8', META_UTF8, 'text/html', 'utf-8', 'meta'],
    ['UTF-8, nothing said', 'utf8', '', undefined, 'utf-8', 'detected'],
    ['GBK by header', 'gbk', '', 'text/html;charset="GBK"', 'gbk', 'header'],
    ['GBK by meta', 'gbk', META_GBK, 'text/html', 'gbk', 'meta'],
    ['GBK, nothing said', 'gbk', '', 'text/html', 'gbk', 'detected'],
    ['GBK, header lies', 'gbk', '', 'text/html; charset=utf-8', 'gbk', 'detected'],
    ['GBK, header lies, meta tells', 'gbk', META_GBK, 'text/html; charset=utf-8', 'gbk', 'meta'],
    ['GBK, meta lies', 'gbk', META_UTF8, 'text/html', 'gbk', 'detected'],
    ['GBK, header by default', 'gbk', META_GBK, 'text/html; charset=ISO-8859-1', 'gbk', 'meta'],
    ['GBK, header by default alone', 'gbk', '', 'text/html; charset=ISO-8859-1', 'gbk', 'detected'],
    ['GBK, header says Big5', 'gbk', META_GBK, 'text/html; charset=big5', 'gbk', 'meta'],
    ['UTF-8, header lies', 'utf8', META_UTF8, 'text/html; charset=gb2312', 'utf-8', 'meta'],
    ['UTF-8, meta lies', 'utf8', META_GBK, 'text/html', 'utf-8', 'detected'],
    ['GBK, unknown name', 'gbk', '', 'text/html; charset=none', 'gbk', 'detected'],
  ])('%s', (_, encoding, meta, contentType, charset, from) => {
    const html = page(SIMPLIFIED, meta);
    const decoded = decodeBody(iconv.encode(html, encoding), { contentType });
    expect(decoded).toEqual({ text: html, charset, charsetFrom: from });
  });

  test('GB18030 with four-byte characters, named and not', () => {
    const html = page(`${SIMPLIFIED}𠮷野家与㐂字号`);
    const bytes = iconv.encode(html, 'gb18030');
    expect(decodeBody(bytes)).toEqual({ text: html, charset: 'gb18030', charsetFrom: 'detected' });
    expect(decodeBody(bytes, { contentType: 'text/html; charset=gb18030' }).text).toBe(html);
    expect(decodeBody(bytes, { contentType: 'text/html; charset=gbk' }).text).toBe(html);
  });

  test.each([
    ['text/html; charset=big5', 'header'],
    ['text/html', 'detected'],
    ['text/html; charset=gbk', 'detected'],
  ])('Big5 with %s', (contentType, from) => {
    const html = page(TRADITIONAL);
    const decoded = decodeBody(iconv.encode(html, 'big5'), { contentType });
    expect(decoded).toEqual({ text: html, charset: 'big5', charsetFrom: from });
  });

  test('byte order marks win and are taken off', () => {
    const html = page(SIMPLIFIED);
    const contentType = 'text/html; charset=gbk';
    const utf8 = decodeBody(Buffer.from(`\ufeff${html}`), { contentType });
    expect(utf8).toEqual({ text: html, charset: 'utf-8', charsetFrom: 'bom' });
    expect(decodeBody(Buffer.from(`\ufeff${html}`, 'utf16le'))).toMatchObject({
      text: html,
      charset: 'utf-16le',
    });
  });

  test('a page cut in the middle of a character is still UTF-8', () => {
    const bytes = Buffer.from(page(SIMPLIFIED));
    const cut = bytes.subarray(0, bytes.indexOf('欢') + 1);
    expect(decodeBody(cut, { truncated: true }).charset).toBe('utf-8');
    expect(decodeBody(cut).charset).toBe('utf-8');
  });

  test('a few broken bytes do not make UTF-8 something else', () => {
    const bytes = Buffer.concat([
      Buffer.from(page(SIMPLIFIED)),
      Buffer.from([0xe5, 0xae]),
      Buffer.from('</p>'),
    ]);
    expect(decodeBody(bytes, { contentType: 'text/html; charset=gbk' }).charset).toBe('utf-8');
  });

  test('plain ASCII keeps the name it was given', () => {
    expect(decodeBody(Buffer.from('<p>hello'), { contentType: 'text/html; charset=gbk' }).charset).toBe(
      'gbk',
    );
    expect(decodeBody(Buffer.from('<p>hello'))).toEqual({
      text: '<p>hello',
      charset: 'utf-8',
      charsetFrom: 'detected',
    });
  });

  test('short Chinese titles come out right in each charset without a name', () => {
    const words = ['产品中心', '联系我们', '公司简介', '中宁枸杞专卖店', '全网最低价', '营业执照'];
    for (const word of words) {
      expect(decodeBody(iconv.encode(`<title>${word}</title>`, 'gbk')).text, word).toContain(word);
      expect(decodeBody(Buffer.from(`<title>${word}</title>`)).text, word).toContain(word);
    }
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.option(fc.string()), (bytes, charset) => {
        const decoded = decodeBody(bytes, {
          contentType: charset === null ? undefined : `text/html; charset=${charset}`,
        });
        expect(typeof decoded.text).toBe('string');
      }),
    );
  });
});
