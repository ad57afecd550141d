import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesOf } from './matches.ts';

it('finds what matchAll finds, whatever was searched before', () => {
  const patterns = [/a+/g, /(a)(b)?/gi, /(?:)/g, /\b/g, /x?/g];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '中'), maxLength: 20 }), (text) => {
      for (const pattern of patterns) {
        pattern.lastIndex = 0;
        const expected = [...text.matchAll(pattern)];
        pattern.lastIndex = 7;
        expect(matchesOf(text, pattern)).toEqual(expected);
      }
    }),
  );
});
