import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordFinder } from './word-finder.ts';

it('finds exactly the occurrences that a plain search finds', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '国', '家'), minLength: 1, maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '国', '家', 'x'), maxLength: 60 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), text, (words, haystack) => {
      const codes = Uint16Array.from([...haystack].map((char) => char.charCodeAt(0)));
      const found: string[] = [];
      new WordFinder(words).scan(codes, codes.length, (index, start, end) =>
        found.push(`${words[index]}@${start}-${end}`),
      );
      const expected = words.flatMap((needle) =>
        [...Array(haystack.length).keys()]
          .filter((at) => haystack.startsWith(needle, at))
          .map((at) => `${needle}@${at}-${at + needle.length}`),
      );
      expect(found.toSorted()).toEqual(expected.toSorted());
      const finder = new WordFinder(words);
      for (let start = 0; start < codes.length; start++) {
        for (let end = start + 1; end <= codes.length; end++) {
          expect(finder.has(codes, start, end)).toBe(words.includes(haystack.slice(start, end)));
        }
      }
      const places = found.map((hit) => hit.split('@')[1]!.split('-').map(Number) as [number, number]);
      expect(places).toEqual(places.toSorted(([a, x], [b, y]) => x - y || a - b));
    }),
  );
});

it('finds words longer than its bit set of lengths, folded words, and words in a part of a text', () => {
  const long = 'x'.repeat(40);
  const units = (text: string) => Uint16Array.from([...text].map((char) => char.charCodeAt(0)));
  const hits = (finder: WordFinder, text: string, from = 0, to = text.length) => {
    const found: string[] = [];
    finder.scan(units(text), to, (word, start, end) => found.push(`${word}:${start}-${end}`), from);
    return found;
  };
  expect(hits(new WordFinder([long, `${long}y`]), `a${long}y`)).toEqual(['0:1-41', '1:1-42']);
  const upper = new Uint16Array(65_536);
  for (const char of 'abc') upper[char.charCodeAt(0)] = char.toUpperCase().charCodeAt(0);
  expect(hits(new WordFinder(['AB', 'C'], upper), 'xabc')).toEqual(['0:1-3', '1:3-4']);
  expect(hits(new WordFinder(['ab', 'b', 'abab']), 'abab', 1, 3)).toEqual(['1:1-2']);
});
