import { PENALTY_ORDER_NAMES } from '@wangjian/core/case.ts';
import type { Penalty } from '@wangjian/core/case-input.ts';
import { yuanInWords } from './money-words.ts';

export const NO_PENALTY: Penalty = {
  warning: false,
  criticism: false,
  fine: 0,
  forfeitIncome: 0,
  forfeitGoodsValue: 0,
  forfeitGoods: null,
  orders: [],
};

/** True when nothing is imposed at all. */
export function isEmptyPenalty(penalty: Penalty): boolean {
  return (
    !penalty.warning &&
    !penalty.criticism &&
    penalty.fine === 0 &&
    penalty.forfeitIncome === 0 &&
    penalty.forfeitGoods === null &&
    penalty.forfeitGoodsValue === 0 &&
    penalty.orders.length === 0
  );
}

/** The penalty in the words of a decision: 警告；罚款2万元；没收违法所得300元. */
export function penaltyInWords(penalty: Penalty): string {
  const words = [
    ...(penalty.warning ? ['警告'] : []),
    ...(penalty.criticism ? ['通报批评'] : []),
    ...(penalty.forfeitGoods || penalty.forfeitGoodsValue > 0
      ? [
          `没收${penalty.forfeitGoods ?? '非法财物'}${penalty.forfeitGoodsValue > 0 ? `（价值${yuanInWords(penalty.forfeitGoodsValue)}）` : ''}`,
        ]
      : []),
    ...(penalty.forfeitIncome > 0 ? [`没收违法所得${yuanInWords(penalty.forfeitIncome)}`] : []),
    ...(penalty.fine > 0 ? [`罚款${yuanInWords(penalty.fine)}`] : []),
    ...penalty.orders.map((order) => PENALTY_ORDER_NAMES[order]),
  ];
  return words.join('；') || '不予处罚';
}
