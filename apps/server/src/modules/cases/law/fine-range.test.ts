import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseCatalog } from './case-catalog.ts';
import { type FineBase, fineRange, joinedRange, outsideRange } from './fine-range.ts';

const none: Record<FineBase, number | null> = { turnover: null, goods: null, income: null, 'ad-cost': null };
const fixed = (id: string) => caseCatalog().violations.get(id)!.fine;
const range = (id: string, amounts: Partial<Record<FineBase, number>>, severe = false) =>
  fineRange(fixed(id), caseCatalog().fines.get(id) ?? [], { ...none, ...amounts }, severe);

describe('the range of a fine, worked by hand from the articles', () => {
  it.each([
    // 商标法 art. 60: ≥ 50,000 yuan up to five times, otherwise up to 250,000 yuan.
    ['trademark-infringing-goods', { turnover: 30_000_000 }, false, 0, 150_000_000],
    ['trademark-infringing-goods', { turnover: 5_000_000 }, false, 0, 25_000_000],
    ['trademark-infringing-goods', { turnover: 4_999_999 }, false, 0, 25_000_000],
    ['trademark-infringing-goods', { turnover: 0 }, false, 0, 25_000_000],
    // 食品安全法 art. 122: below 10,000 yuan 50,000–100,000; otherwise 10–20 times.
    ['food-sale-without-licence', { goods: 999_999 }, false, 5_000_000, 10_000_000],
    ['food-sale-without-licence', { goods: 1_000_000 }, false, 10_000_000, 20_000_000],
    // 药品管理法 art. 116: 15–30 times, counted as 100,000 yuan at least.
    ['counterfeit-drug', { goods: 100_000 }, false, 150_000_000, 300_000_000],
    // 广告法 art. 55: 3–5 times the cost, severe 5–10 times; without a cost the fixed ranges.
    ['false-advertising', { 'ad-cost': 1_000_000 }, false, 3_000_000, 5_000_000],
    ['false-advertising', { 'ad-cost': 1_000_000 }, true, 5_000_000, 10_000_000],
    ['false-advertising', {}, false, 20_000_000, 100_000_000],
    ['false-advertising', {}, true, 100_000_000, 200_000_000],
    // 价格违法行为行政处罚规定 art. 7: up to five times the income; none: 50,000–500,000.
    ['false-original-price', { income: 1 }, false, 0, 5],
    ['false-original-price', { income: 0 }, false, 5_000_000, 50_000_000],
    // 产品质量法 art. 50: half to three times the value of the goods.
    ['adulterated-or-fake-goods', { goods: 333 }, false, 167, 999],
    ['adulterated-or-fake-goods', {}, false, 0, null],
  ] as const)('%s %j severe %s', (id, amounts, severe, min, max) => {
    expect(range(id, amounts, severe)).toMatchObject({ min, max });
  });

  it('names the amounts it still needs, and shows each step', () => {
    expect(range('trademark-infringing-goods', {}).needs).toEqual(['turnover']);
    const { steps, needs } = range('counterfeit-drug', { goods: 100_000 });
    expect(needs).toEqual([]);
    expect(steps.join('')).toContain('按 10万元 计算');
    expect(steps.join('')).toContain('150万元以上300万元以下');
  });
});

it('never has a floor above its ceiling, whatever the amounts', () => {
  const ids = [...caseCatalog().violations.keys()];
  const amount = fc.option(fc.integer({ min: 0, max: 10_000_000_000 }), { nil: null });
  fc.assert(
    fc.property(
      fc.constantFrom(...ids),
      amount,
      amount,
      amount,
      fc.boolean(),
      (id, turnover, goods, income, severe) => {
        const found = fineRange(
          fixed(id),
          caseCatalog().fines.get(id) ?? [],
          { turnover, goods, income, 'ad-cost': income },
          severe,
        );
        expect(Number.isInteger(found.min)).toBe(true);
        if (found.max !== null) expect(found.min).toBeLessThanOrEqual(found.max);
        expect(found.steps.length).toBeGreaterThan(0);
      },
    ),
  );
});

describe('several violations', () => {
  const [low, high] = [
    { min: 10, max: 20, steps: [], needs: [] },
    { min: 15, max: 50, steps: [], needs: [] },
  ];
  it('of one act take the higher fine (行政处罚法 art. 29)', () => {
    expect(joinedRange([low, high], true)).toEqual({ min: 15, max: 50 });
  });
  it('of several acts add up', () => {
    expect(joinedRange([low, high], false)).toEqual({ min: 25, max: 70 });
  });
  it('without an amount in the law have none together', () => {
    expect(joinedRange([low, { ...high, max: null }], true).max).toBeNull();
    expect(outsideRange(1, { min: 5, max: null })).toBeNull();
  });
  it('say on which side a fine lies', () => {
    expect([9, 10, 20, 21].map((fine) => outsideRange(fine, low))).toEqual(['below', null, null, 'above']);
  });
});
