import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { loadCatalog } from './load-catalog.ts';

const catalog = loadCatalog(join(import.meta.dirname, '../../../catalog'));
const screener = compile(catalog, { on: '2026-11-21' });

/** A violating phrase of one type each, to be hidden in many ways. */
const PHRASES: readonly (readonly [string, string])[] = [
  ['全网最低价', 'absolute-terms-ad'],
  ['最终解释权归本店所有', 'unfair-term-final-interpretation'],
  ['五星好评返现', 'misleading-review-display'],
  ['根治糖尿病', 'disease-treatment-claims'],
  ['特价商品概不退换', 'unfair-term-limit-remedy'],
  ['中国驰名商标', 'well-known-trademark-ad'],
  ['高仿名牌手表', 'trademark-infringing-goods'],
];

const NOISE = ['*', '·', ' ', '\u200b', '★', '-', '~', '_', '\ufe0f', '❤', '🔥', '.', '|'];

/** A text of which one finding cites several laws of different age. */
const ownOrders = (on: string) =>
  screener
    .screenText({ text: '销量大半是员工自己拍的', on })
    .find(({ violation }) => violation === 'fake-trade-own');

describe('screenText', () => {
  it('term is the slice of the original at start and end, and the quote contains it', () => {
    const filler = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(filler, fc.constantFrom(...PHRASES), filler, (before, [phrase], after) => {
        const text = `${before}\n${phrase}\n${after}`;
        for (const finding of screener.screenText({ text })) {
          expect(finding.end).toBeGreaterThan(finding.start);
          expect(text.slice(finding.start, finding.end)).toBe(finding.term);
          expect(finding.quote).toContain(finding.term.trim());
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each(PHRASES)('finds “%s” with any mark between its characters', (phrase, violation) => {
    fc.assert(
      fc.property(fc.constantFrom(...NOISE), fc.integer({ min: 1, max: 2 }), (mark, times) => {
        const hidden = [...phrase].join(mark.repeat(times));
        const found = screener.screenText({ text: `亲，${hidden}。欢迎选购` });
        expect(
          found.map((finding) => finding.violation),
          hidden,
        ).toContain(violation);
      }),
    );
  });

  it.each([
    ['最終解釋權歸本店所有', 'unfair-term-final-interpretation'],
    ['全网ｚｕｉ低价', 'absolute-terms-ad'],
    ['蕞佳选择', 'absolute-terms-ad'],
    ['刷dan兼职，日结佣金', 'fake-trade-service'],
    ['🐘🦷手串现货', 'wildlife-sale'],
    ['减月巴茶，7天瘦10斤', 'false-advertising'],
  ])('undoes the spelling %s', (text, violation) => {
    const [first] = screener.screenText({ text });
    expect(first?.violation).toBe(violation);
    expect(first && text.slice(first.start, first.end)).toBe(first?.term);
  });

  it('says in why which spelling stood for which word', () => {
    const [finding] = screener.screenText({ text: '这款zui佳面霜' });
    expect(finding?.why).toContain('“zui佳”是“最佳”的变体写法');
  });

  it('gives one finding for one place and type', () => {
    const found = screener.screenText({ text: '本活动最终解释权归本店所有' });
    expect(found).toHaveLength(1);
  });

  it('cites the law in the version in force on the day', () => {
    const cited = (on: string): string[] =>
      (ownOrders(on)?.articles ?? []).map(({ law, article, version }) => `${law}${article}@${version}`);
    expect(cited('2025-10-15')).toContain('反不正当竞争法第九条第一款@2025-10-15');
    expect(cited('2025-10-14')).toContain('反不正当竞争法第八条第一款@2019-04-23');
    expect(cited('2025-10-14').join()).not.toContain('第九条第一款');
    expect(cited('2025-03-17').join()).toContain('网络交易监督管理办法第十四条第二款第一项@2021-05-01');
    expect(cited('2025-03-18').join()).toContain('网络交易监督管理办法第十四条第二款第一项@2025-03-18');
  });

  it('marks articles that were not read at their source', () => {
    const finding = ownOrders('2024-01-01');
    const old = finding?.articles.find(({ law }) => law === '反不正当竞争法');
    expect(old?.unverified).toBe(true);
  });

  it('does not apply a rule whose law was not yet in force', () => {
    const text = 'AI数字人直播，以假乱真，观众看不出是AI';
    expect(screener.screenText({ text, on: '2026-02-01' }).map((f) => f.violation)).toContain(
      'live-ai-not-labelled',
    );
    expect(screener.screenText({ text, on: '2026-01-31' })).toEqual([]);
  });

  it('leaves reviews to the rules for reviews', () => {
    expect(screener.screenText({ text: '这是最好的面膜，没有之一', kind: 'review' })).toEqual([]);
  });

  it('stays quick and quiet on a megabyte without marks', () => {
    const text = '的产品和服务'.repeat(200_000);
    expect(screener.screenText({ text })).toEqual([]);
  });
});
