import { PENALTY_ORDER_NAMES } from '@wangjian/core/case.ts';
import type { Penalty } from '@wangjian/core/case-input.ts';
import { yuanInWords } from './money-words.ts';

/** 较大数额 and 较大价值 (分); the law leaves them to the departments and provinces, so they are settings. */
export interface HearingThresholds {
  readonly personFine: number;
  readonly unitFine: number;
  readonly personForfeit: number;
  readonly unitForfeit: number;
}

/** 1万元 for a natural person, 10万元 for others: from memory, not read in a source; shown as 未核对 until confirmed. */
export const DEFAULT_THRESHOLDS: HearingThresholds = {
  personFine: 1_000_000,
  unitFine: 10_000_000,
  personForfeit: 1_000_000,
  unitForfeit: 10_000_000,
};

const GRAVE = new Set([
  'lower-grade',
  'revoke-licence',
  'stop-business',
  'close-down',
  'restrict-employment',
]);

/** Why the party may ask for a hearing (行政处罚法 art. 63 para. 1); empty when the penalty is outside its scope. */
export function hearingReasons(
  penalty: Penalty,
  party: 'person' | 'unit',
  thresholds: HearingThresholds,
): string[] {
  const [fine, forfeit] =
    party === 'person'
      ? [thresholds.personFine, thresholds.personForfeit]
      : [thresholds.unitFine, thresholds.unitForfeit];
  const who = party === 'person' ? '对自然人' : '对法人、其他组织';
  const forfeited = penalty.forfeitIncome + penalty.forfeitGoodsValue;
  return [
    ...(penalty.fine >= fine ? [`${who}罚款${yuanInWords(fine)}以上（较大数额罚款）`] : []),
    ...(forfeited >= forfeit
      ? [`${who}没收${yuanInWords(forfeit)}以上（较大数额违法所得、较大价值非法财物）`]
      : []),
    ...penalty.orders.filter((order) => GRAVE.has(order)).map((order) => PENALTY_ORDER_NAMES[order]),
  ];
}
