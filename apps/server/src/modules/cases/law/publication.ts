import type { Penalty } from '@wangjian/core/case-input.ts';

/** Whether a decision is published, and why (市场监督管理行政处罚信息公示规定 art. 2). */
export function publicationOf(
  penalty: Penalty,
  procedure: 'ordinary' | 'simple',
): { readonly publish: boolean; readonly why: string } {
  if (procedure === 'simple')
    return { publish: false, why: '适用简易程序的处罚不在公示范围（公示规定第二条）' };
  const only =
    penalty.warning &&
    penalty.fine === 0 &&
    penalty.forfeitIncome === 0 &&
    penalty.forfeitGoods === null &&
    penalty.forfeitGoodsValue === 0 &&
    penalty.orders.length === 0 &&
    !penalty.criticism;
  return only
    ? { publish: false, why: '仅受到警告处罚的不予公示（公示规定第二条）' }
    : { publish: true, why: '适用普通程序作出的处罚应当公示（公示规定第二条）' };
}
