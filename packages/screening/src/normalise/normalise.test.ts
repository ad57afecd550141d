import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise, textOf } from './normalise.ts';

describe('normalise', () => {
  const plain = (text: string): string => normalise(text).text;

  it.each([
    ['国 家 级', '国家级'],
    ['最*佳', '最佳'],
    ['最\u200b佳', '最佳'],
    ['最❤️佳', '最佳'],
    ['最【佳】的选择', '最佳的选择'],
    ['最，佳', '最佳'],
    ['國家級', '国家级'],
    ['ＡＢＣ１２３', 'abc123'],
    ['第①', '第1'],
    ['㊣品', '正品'],
    ['𝐕信', 'v信'],
    ['V-信', 'v信'],
    ['zuì佳', 'zui佳'],
    ['最\u0335佳', '最佳'],
  ])('%s → %s', (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  it.each([
    ['正品保证。假一赔十', '正品保证。假一赔十'],
    ['红色，蓝色', '红色,蓝色'],
    ['3-5折', '3-5折'],
    ['9.9元', '9.9元'],
    ['new arrival', 'new arrival'],
    ['《广告法》', '《广告法》'],
    ['第一行\n第二行', '第一行\n第二行'],
  ])('keeps what is not noise: %s', (written, expected) => {
    expect(plain(written)).toBe(expected);
  });

  it('turns long decoration between phrases into a comma', () => {
    expect(plain('新品上市★★★★欢迎选购')).toBe('新品上市,欢迎选购');
  });

  it('every plain unit leads to a non-empty span of the original, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (original) => {
        const { from, to, length } = normalise(original);
        let last = 0;
        for (let i = 0; i < length; i++) {
          const [start, end] = [from[i] ?? -1, to[i] ?? -1];
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(original.length);
          last = start;
        }
      }),
    );
  });

  it('is idempotent on Chinese text with inserted marks', () => {
    const char = fc.constantFrom(...'最佳国家级产品第一步不得使用，。*· 　★\u200b、');
    fc.assert(
      fc.property(fc.array(char, { maxLength: 60 }), (chars) => {
        const once = plain(chars.join(''));
        // A second pass may only drop marks that the first pass has brought together.
        expect(plain(once).replace(/[^\u4e00-\u9fff]/g, '')).toBe(once.replace(/[^\u4e00-\u9fff]/g, ''));
      }),
    );
  });
});

it('units become the string that TextDecoder makes of them', () => {
  const decoder = new TextDecoder('utf-16le');
  const unit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0xfeff, 0xd800, 0xdc00));
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 20 }), fc.nat({ max: 3 }), (units, from) => {
      const codes = Uint16Array.from(units).subarray(Math.min(from, units.length));
      expect(textOf(codes, codes.length)).toBe(decoder.decode(codes));
    }),
  );
});
