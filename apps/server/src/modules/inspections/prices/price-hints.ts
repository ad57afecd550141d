import { addDays, type PlainDate } from '@wangjian/core/plain-date.ts';

/** The prices of one product page on one day, in 分. */
export interface PriceDay {
  readonly day: string;
  readonly lowest: number;
  readonly highest: number;
  /** 原价、划线价 that the page compared with on that day. */
  readonly compared: number | null;
}

/** 令56 art. 16: a compared price without details is not above the lowest price of the seven days before. */
const COMPARED_DAYS = 7;
/** A rise looked at as 变相涨价 is over a month and a third. */
const RISE_DAYS = 30;
const RISE = 1.3;

const yuan = (fen: number) => `${(fen / 100).toFixed(2)}元`;

/** The lowest price on the days before `day`, as far back as `days`; undefined when the page was not read then. */
function lowestBefore(series: readonly PriceDay[], day: string, days: number): number | undefined {
  const from = addDays(day as PlainDate, -days);
  const before = series.filter((one) => one.day < day && one.day >= from).map(({ lowest }) => lowest);
  return before.length === 0 ? undefined : Math.min(...before);
}

/**
 * What an officer should look at in a page's prices. They are prices that the page showed, not prices paid: only a hint,
 * never a finding.
 */
export function priceHints(series: readonly PriceDay[]): string[] {
  const last = series.at(-1);
  if (!last) return [];
  const hints: string[] = [];
  const week = lowestBefore(series, last.day, COMPARED_DAYS);
  if (last.compared !== null && week !== undefined && last.compared > week)
    hints.push(
      `${last.day} 标示的原价（划线价）${yuan(last.compared)} 高于前七日网页最低价 ${yuan(week)}，请核对前七日最低成交价（令56第十六条）`,
    );
  const month = lowestBefore(series, last.day, RISE_DAYS);
  if (month !== undefined && last.lowest >= month * RISE)
    hints.push(
      `${last.day} 价格 ${yuan(last.lowest)}，比前三十日最低价 ${yuan(month)} 上涨 ${Math.round((last.lowest / month - 1) * 100)}%，请核对是否变相涨价`,
    );
  return hints;
}
