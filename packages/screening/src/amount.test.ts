import { describe, expect, it } from 'vitest';
import { compileWhere, parseAmount } from './amount.ts';

describe('parseAmount', () => {
  it.each([
    ['50,000', 50_000],
    ['5.5万', 55_000],
    ['五万', 50_000],
    ['十二', 12],
    ['两千', 2_000],
    ['一百零五', 105],
    ['3千万', 30_000_000],
    ['8w', 80_000],
    ['十万', 100_000],
  ])('%s → %d', (text, value) => {
    expect(parseAmount(text)).toBe(value);
  });

  it('is NaN for what is no number', () => {
    expect(parseAmount('')).toBeNaN();
    expect(parseAmount('很多')).toBeNaN();
  });
});

describe('compileWhere', () => {
  it('compares with a number or a multiple of another one', () => {
    expect(compileWhere('amount > 50000')({ amount: '五万' })).toBe(false);
    expect(compileWhere('amount > 50000')({ amount: '5.1万' })).toBe(true);
    expect(compileWhere('before >= 10 * after')({ before: '990', after: '99' })).toBe(true);
    expect(compileWhere('before >= 10 * after')({ before: '989', after: '99' })).toBe(false);
  });

  it('is never satisfied by a number that cannot be read', () => {
    expect(compileWhere('amount < 5')({})).toBe(false);
  });

  it('refuses other writing', () => {
    expect(() => compileWhere('amount is 5')).toThrow(/where 写法/);
  });
});
