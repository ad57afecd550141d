import type { SiteKind } from '@wangjian/core/site.ts';
import type { PageContent } from '../extract/page-content.ts';
import { type PageSignals, readSignals, type SignalKind } from './page-signals.ts';

/** What a page or site is, how sure that is (0–1), and why, in Chinese sentences for officers. */
export interface Classification {
  readonly siteKind: SiteKind;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Points that decide for a kind; tuned on pages of bench/identify, none of which is a real site. */
const ENOUGH = { shop: 4, platform: 5, independent: 4 } as const;
/** A word of single shops that stands so often belongs to a list of shops. */
const LIST_OF_SHOPS = 4;
const TOO_LITTLE_TEXT = 40;

/** Says what one page shows its site to be: 平台, 独立交易网站, 平台内店铺, 非交易网站 or 待确认. */
export function classifyPage(page: PageContent): Classification {
  const signals = readSignals(page);
  const { words, prices } = signals;
  const listed = Math.max(
    0,
    ...['进店', '进店逛逛', '进入店铺', '掌柜', '关注店铺', '进店看看', '联系商家', '联系卖家'].map(
      (w) => words.shop.get(w) ?? 0,
    ),
  );
  const isList = listed >= LIST_OF_SHOPS;
  const sells = Math.min(prices, 2) + Math.min(words.buy.size, 2) + Math.min(words.weakBuy.size, 3) / 3;
  const points = {
    shop: isList
      ? 0
      : words.shop.size * 2 +
        Math.min(words.weakShop.size, 3) / 2 +
        (signals.shopAddress ? 3 : 0) +
        Math.min(words.platform.size, 1),
    platform: words.platform.size * 2 + Math.min(words.weakPlatform.size, 4) / 2 + (isList ? 3 : 0),
    independent: independentPoints(signals),
  };
  const inShop =
    words.shop.size > 1 ||
    (words.shop.size > 0 && points.shop >= ENOUGH.shop + 1) ||
    (signals.shopAddress && words.weakShop.size > 0);
  if (inShop && points.shop >= ENOUGH.shop && points.shop >= points.platform / 2) {
    return verdict('shop', points.shop / ENOUGH.shop, [
      wordReason('页面是某一店铺的页面', words, 'shop', 'weakShop'),
      signals.shopAddress ? '网址是平台内店铺的形式' : '',
    ]);
  }
  if (
    words.platform.size >= (isList ? 1 : 2) &&
    points.platform >= ENOUGH.platform &&
    (sells >= 0.6 || words.platform.size >= 3)
  ) {
    return verdict('platform', points.platform / ENOUGH.platform, [
      wordReason('有供多家商家入驻或适用于多家商家的栏目', words, 'platform'),
      isList ? '列出多家店铺' : '',
    ]);
  }
  if (points.independent >= ENOUGH.independent) {
    return verdict('independent', points.independent / ENOUGH.independent, [
      prices > 0 ? `标有价格 ${prices} 处` : '',
      wordReason('有购买、下单、支付或者预订的入口', words, 'buy', 'weakBuy'),
      signals.orderForm ? '有订购表单' : '',
      signals.orderByContact ? '留有下单或者订购用的电话、微信' : '',
    ]);
  }
  return notTrading(signals, page.text.length);
}

function independentPoints({ words, prices, orderForm, orderByContact }: PageSignals): number {
  const buys = words.buy.size;
  const weak = words.weakBuy.size;
  if (prices >= 2 && orderByContact) return 4 + Math.min(buys + weak, 4) * 0.5;
  if (buys === 0 && !orderForm && (prices < 2 || weak < 2)) return 0;
  return (
    (buys > 0 && prices > 0 ? 1.5 : 0) +
    Math.min(buys, 3) * 2 +
    (orderForm ? 2.5 : 0) +
    Math.min(prices, 4) * 0.75 +
    Math.min(weak, 4) * 0.5
  );
}

function notTrading({ words, prose }: PageSignals, textLength: number): Classification {
  const presentation = words.presentation.size;
  const reading = words.reading.size;
  if (textLength < TOO_LITTLE_TEXT || (presentation + reading === 0 && textLength < 100)) {
    return { siteKind: 'unknown', confidence: 0.3, reasons: ['可读的文字太少，不足以判断'] };
  }
  return verdict('non-trading', 0.6 + (presentation + reading) / 4 + Math.min(prose, 800) / 1600, [
    wordReason('只有介绍、资讯一类的栏目', words, 'presentation', 'reading'),
    '没有发现价格连同购买、下单、支付或者预订的入口',
  ]);
}

function verdict(siteKind: SiteKind, strength: number, reasons: readonly string[]): Classification {
  const confidence = Math.min(0.97, 0.5 + 0.2 * Math.min(strength, 2.4));
  return {
    siteKind,
    confidence: Math.round(confidence * 100) / 100,
    reasons: reasons.filter((reason) => reason !== ''),
  };
}

function wordReason(lead: string, words: PageSignals['words'], ...kinds: SignalKind[]): string {
  const shown = kinds.flatMap((kind) => [...words[kind].keys()]).slice(0, 5);
  return shown.length === 0 ? '' : `${lead}：${shown.join('、')}`;
}
