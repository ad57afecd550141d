import { yuanInWords } from './money-words.ts';

/** Amounts that a fine may depend on. */
export type FineBase = 'turnover' | 'goods' | 'income' | 'ad-cost';
export const FINE_BASE_NAMES: Record<FineBase, string> = {
  turnover: '违法经营额',
  goods: '货值金额',
  income: '违法所得',
  'ad-cost': '广告费用',
};

/** One tier of a provision as `catalog/fines` writes it; amounts in 元. */
export interface FineTier {
  readonly base: FineBase;
  readonly from?: number | undefined;
  readonly below?: number | undefined;
  readonly severe?: boolean | undefined;
  readonly times?: readonly [number, number] | undefined;
  readonly range?: readonly [number, number] | undefined;
  readonly at_least?: number | undefined;
  readonly says: string;
}

/** The fixed range of a violation type as `catalog/violations` writes it; amounts in 元. */
export interface FixedFine {
  readonly min: number | null;
  readonly max: number | null;
  readonly severe_min: number | null;
  readonly severe_max: number | null;
}

/** What the law allows as a fine, in 分, and how it was found. `max` null: the law gives no amount that can be computed. */
export interface FineRange {
  readonly min: number;
  readonly max: number | null;
  /** The steps of the computation in words. */
  readonly steps: readonly string[];
  /** Amounts not filled in on which the range depends. */
  readonly needs: readonly FineBase[];
}

const fen = (yuan: number) => Math.round(yuan * 100);

function applies(tier: FineTier, amount: number, severe: boolean): boolean {
  return (
    (tier.severe === undefined || tier.severe === severe) &&
    (tier.from === undefined || amount >= fen(tier.from)) &&
    (tier.below === undefined || amount < fen(tier.below))
  );
}

/**
 * The range of the fine for one violation: the first tier that applies to the amounts (分; null is not yet known),
 * otherwise the fixed range, its severe half for 情节严重.
 */
export function fineRange(
  fixed: FixedFine,
  tiers: readonly FineTier[],
  amounts: Readonly<Record<FineBase, number | null>>,
  severe: boolean,
): FineRange {
  const needs: FineBase[] = [];
  for (const tier of tiers) {
    const amount = amounts[tier.base];
    if (amount === null) {
      if (tier.severe === undefined || tier.severe === severe)
        if (!needs.includes(tier.base)) needs.push(tier.base);
      continue;
    }
    if (applies(tier, amount, severe)) return { ...byTier(tier, amount), needs: [] };
  }
  return { ...byFixed(fixed, severe), needs };
}

function byTier(tier: FineTier, amount: number): Omit<FineRange, 'needs'> {
  const name = FINE_BASE_NAMES[tier.base];
  const steps = [`${tier.says}。`];
  if (tier.range) {
    const [min, max] = [fen(tier.range[0]), fen(tier.range[1])];
    steps.push(`${name} ${yuanInWords(amount)}，幅度为 ${rangeInWords(min, max)}。`);
    return { min, max, steps };
  }
  const floor = fen(tier.at_least ?? 0);
  const counted = Math.max(amount, floor);
  const [low, high] = tier.times ?? [0, 0];
  const [min, max] = [Math.ceil(counted * low), Math.floor(counted * high)];
  if (counted > amount) steps.push(`${name} ${yuanInWords(amount)}，按 ${yuanInWords(counted)} 计算。`);
  steps.push(
    `${name} ${yuanInWords(counted)} × ${low === 0 ? '' : `${low}～`}${high} 倍 ＝ ${low === 0 ? '' : `${yuanInWords(min)}以上`}${yuanInWords(max)}以下。`,
  );
  return { min, max, steps };
}

/** A range as the law words it; a fixed sum (商标法 art. 53: 十万元) is no range. Amounts in 分. */
export function rangeInWords(min: number, max: number): string {
  if (min === max) return yuanInWords(max);
  return min > 0 ? `${yuanInWords(min)}以上${yuanInWords(max)}以下` : `${yuanInWords(max)}以下`;
}

function byFixed(fixed: FixedFine, severe: boolean): Omit<FineRange, 'needs'> {
  const useSevere = severe && fixed.severe_max !== null;
  const [low, high] = useSevere ? [fixed.severe_min, fixed.severe_max] : [fixed.min, fixed.max];
  if (high === null)
    return { min: 0, max: null, steps: ['法条没有规定固定的罚款数额，请按法条确定并写明理由。'] };
  const [min, max] = [fen(low ?? 0), fen(high)];
  return {
    min,
    max,
    steps: [
      `${useSevere ? '情节严重的，' : ''}罚款${rangeInWords(min, max)}。`,
      ...(severe && !useSevere ? ['该条没有另行规定情节严重的幅度。'] : []),
    ],
  };
}

/**
 * Several violations: one act under several provisions takes the one with the highest fine (行政处罚法 art. 29); several
 * acts are fined each, so the ceilings add up.
 */
export function joinedRange(
  ranges: readonly FineRange[],
  sameAct: boolean,
): { min: number; max: number | null } {
  if (ranges.length === 0 || ranges.some(({ max }) => max === null)) return { min: 0, max: null };
  if (sameAct) {
    const highest = ranges.reduce((one, other) => (other.max! > one.max! ? other : one));
    return { min: highest.min, max: highest.max };
  }
  return {
    min: ranges.reduce((sum, { min }) => sum + min, 0),
    max: ranges.reduce((sum, { max }) => sum + max!, 0),
  };
}

/** Whether a fine (分) lies outside the range, as the word for it; null when it lies inside or the law gives none. */
export function outsideRange(
  fine: number,
  range: { readonly min: number; readonly max: number | null },
): 'below' | 'above' | null {
  if (range.max === null) return null;
  return fine > range.max ? 'above' : fine < range.min ? 'below' : null;
}
