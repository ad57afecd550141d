import { matchesOf } from '@wangjian/core/matches.ts';
/** What a page asks for its goods, and what it says that it asked before. Amounts in 分. */
export interface PagePrices {
  /** Prices now, ascending, unique. */
  readonly now: readonly number[];
  /** 原价、划线价、市场价: prices that the page compares with (令56 art. 16), ascending, unique. */
  readonly compared: readonly number[];
  /** Where the prices now come from: schema.org and meta data first, else the words that a consumer sees. */
  readonly from: 'data' | 'text' | 'none';
}

const MAX_PRICES = 40;
/** Ten million yuan: more is a telephone number or an order number, not a price of goods. */
const MOST = 1_000_000_000;
const AMOUNT = '(\\d{1,3}(?:,\\d{3})+|\\d{1,8})(?:\\.(\\d{1,2}))?(?!\\d)';
/** A sign or unit makes a number a price; `¥ 9.9`, `9.9元`, `人民币 9.9`. */
const PRICE = new RegExp(
  `(?:[¥￥]|RMB|人民币)\\s{0,2}${AMOUNT}|(?<![\\d.])${AMOUNT}\\s{0,2}元(?!素|旦|宝|气|件|器)`,
  'g',
);
const COMPARED =
  /(?:原价|划线价|市场价|参考价|门市价|专柜价|吊牌价|日常价|零售价|指导价|厂商价)[^\d¥￥]{0,6}$/;
/** Amounts that are no price of the goods. */
const OTHER =
  /(?:运费|邮费|包邮|满|减|省|优惠|立减|返|券|红包|押金|定金|订金|补贴|佣金|罚款|注册资本|赔|起送|配送费|月销|销量|积分|充值|奖金|预算|工资|市值|捐)[^\d¥￥]{0,6}$/;
const BEFORE = 12;

/** An amount as printed, in 分; undefined when it is none or no price of goods. */
function fen(whole: string, cents: string | undefined): number | undefined {
  const amount = Number(whole.replaceAll(',', '')) * 100 + Number((cents ?? '').padEnd(2, '0'));
  return amount > 0 && amount <= MOST ? amount : undefined;
}

const sorted = (amounts: Iterable<number>) =>
  [...new Set(amounts)].sort((a, b) => a - b).slice(0, MAX_PRICES);

/** An amount of structured data (`"9.90"`, `9.9`, `"1,299.00"`) in 分; undefined when it is none. */
export function amountOfData(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const parts = /^(?:[¥￥]|CNY|RMB)?\s*(\d{1,3}(?:,\d{3})+|\d{1,8})(?:\.(\d{1,4}))?(?:\s*元)?$/i.exec(text);
  return parts ? fen(parts[1]!, parts[2]?.slice(0, 2)) : undefined;
}

/** The prices of a page: `data` are the amounts of its offers in structured data, `text` what a consumer sees. */
export function pricesOfPage(data: readonly number[], text: string): PagePrices {
  const seen: number[] = [];
  const compared: number[] = [];
  for (const match of matchesOf(text, PRICE)) {
    const amount = fen(match[1] ?? match[3]!, match[2] ?? match[4]);
    if (amount === undefined) continue;
    const before = text.slice(Math.max(0, match.index - BEFORE), match.index);
    if (COMPARED.test(before)) compared.push(amount);
    else if (!OTHER.test(before)) seen.push(amount);
    if (seen.length + compared.length > 500) break;
  }
  if (data.length > 0) return { now: sorted(data), compared: sorted(compared), from: 'data' };
  return { now: sorted(seen), compared: sorted(compared), from: seen.length > 0 ? 'text' : 'none' };
}
