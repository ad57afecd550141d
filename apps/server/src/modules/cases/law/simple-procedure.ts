import type { Penalty } from '@wangjian/core/case-input.ts';
import { yuanInWords } from './money-words.ts';

/** 程序规定 art. 66 (行政处罚法 art. 51), in 分; 个体工商户 is a natural person in business. */
const LIMITS = { person: 20_000, unit: 300_000 } as const;

/** Why a penalty may not be decided on the spot; empty when the simple procedure holds. */
export function simpleProcedureProblems(penalty: Penalty, party: 'person' | 'unit'): string[] {
  const limit = LIMITS[party];
  return [
    ...(penalty.fine > limit
      ? [
          `简易程序对${party === 'person' ? '自然人' : '法人、其他组织'}的罚款不得超过 ${yuanInWords(limit)}（程序规定第六十六条）`,
        ]
      : []),
    ...(penalty.forfeitIncome > 0 ||
    penalty.forfeitGoods !== null ||
    penalty.forfeitGoodsValue > 0 ||
    penalty.orders.length > 0 ||
    penalty.criticism
      ? ['简易程序只能当场作出罚款或者警告，其他处罚请走普通程序（程序规定第六十六条）']
      : []),
    ...(penalty.fine === 0 && !penalty.warning ? ['请填写警告或者罚款'] : []),
  ];
}
