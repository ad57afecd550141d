import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Automaton } from './automaton.ts';

it('finds exactly the occurrences that a plain search finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '国', '家'), minLength: 1, maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '国', '家', 'x'), maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 12 }), text, (words, haystack) => {
      const codes = Uint16Array.from([...haystack].map((char) => char.charCodeAt(0)));
      const found: string[] = [];
      new Automaton(words).scan(codes, codes.length, (index, start, end) =>
        found.push(`${words[index]}@${start}-${end}`),
      );
      const expected = words.flatMap((needle) =>
        [...Array(haystack.length).keys()]
          .filter((at) => haystack.startsWith(needle, at))
          .map((at) => `${needle}@${at}-${at + needle.length}`),
      );
      expect(found.sort()).toEqual(expected.sort());
    }),
  );
});
