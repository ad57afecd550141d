import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queryGrams, recordGrams } from './search-grams.ts';

const has = (record: string, query: string) => {
  const grams = new Set(recordGrams([record]));
  return queryGrams(query).every((gram) => grams.has(gram));
};

describe('search by grams', () => {
  it('finds one, two and more characters, whatever their case and width', () => {
    for (const query of ['枸', '枸杞', '中卫枸杞', 'ABC', 'ａｂｃ', '13800', '中卫 枸杞']) {
      expect(has('宁夏中卫枸杞专卖店 abc 13800', query), query).toBe(true);
    }
    expect(has('宁夏枸杞', '杞枸')).toBe(false);
    expect(has('宁夏枸杞', '羊')).toBe(false);
  });

  it('never loses a record that contains the text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'中卫枸杞网店Ab1-。 ') });
    fc.assert(
      fc.property(text, text, text, (before, query, after) => {
        expect(has(before + query + after, query)).toBe(true);
      }),
    );
  });
});
