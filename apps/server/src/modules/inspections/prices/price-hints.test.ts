import { describe, expect, it } from 'vitest';
import { priceHints } from './price-hints.ts';

const day = (date: string, lowest: number, compared: number | null = null) => ({
  day: date,
  lowest,
  highest: lowest,
  compared,
});

describe('hints of a price series', () => {
  it('names an original price above the lowest of the seven days before (令56 art. 16)', () => {
    const series = [day('2026-10-04', 7000), day('2026-10-06', 9900), day('2026-10-12', 7900, 12800)];
    expect(priceHints(series)).toEqual([expect.stringContaining('128.00元 高于前七日网页最低价 99.00元')]);
  });

  it('says nothing when the week before was not read, or the original price was asked for', () => {
    expect(priceHints([day('2026-10-01', 5000), day('2026-10-12', 5900, 12800)])).toEqual([]);
    expect(priceHints([day('2026-10-10', 12800), day('2026-10-12', 7900, 12800)])).toEqual([]);
    expect(priceHints([])).toEqual([]);
  });

  it('names a rise of a third or more within a month', () => {
    expect(priceHints([day('2026-09-20', 10_000), day('2026-10-12', 13_000)])).toEqual([
      expect.stringContaining('上涨 30%'),
    ]);
    expect(priceHints([day('2026-09-20', 10_000), day('2026-10-12', 12_900)])).toEqual([]);
    expect(priceHints([day('2026-08-01', 10_000), day('2026-10-12', 19_000)])).toEqual([]);
  });
});
