import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toHalfWidth } from './half-width.ts';

it('folds a long text as it folds its characters', () => {
  const unit = fc.constantFrom(
    '，',
    '：',
    'Ａ',
    '９',
    '\u3000',
    '\u00a0',
    '\u2014',
    '字',
    'a',
    '\n',
    '\ud83d\ude00',
    '\ud800',
  );
  fc.assert(
    fc.property(fc.array(unit, { minLength: 100, maxLength: 300 }), (chars) => {
      expect(toHalfWidth(chars.join(''))).toBe(chars.map((char) => toHalfWidth(char)).join(''));
    }),
  );
  expect(toHalfWidth('（ＩＣＰ备：１２—３）')).toBe('(ICP备:12-3)');
});
