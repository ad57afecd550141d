import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textKey } from './text-key.ts';

test('one sentence with other counters, spaces and marks is one text', () => {
  expect(textKey('仅剩 3 件，全网最低价！')).toBe(textKey('仅剩12件,全网最低价'));
});

test('other words are another text', () => {
  expect(textKey('全网最低价')).not.toBe(textKey('全网最高价'));
});

test('marks put anywhere between the words never make another text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('最', '低', '价', '枸', '杞'), { minLength: 1 }),
      fc.array(fc.constantFrom(' ', '！', '*', '​', '8')),
      (words, marks) => {
        const noisy = words.map((word, index) => word + (marks[index] ?? '')).join('');
        expect(textKey(noisy)).toBe(textKey(words.join('')));
      },
    ),
  );
});
