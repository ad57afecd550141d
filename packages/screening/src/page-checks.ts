import type { FindingLevel } from '@wangjian/core/finding.ts';
import type { LowerListing, SiteFacts } from '@wangjian/core/site.ts';
import type { PageCheckName } from './catalog-schema.ts';
import { foldChars } from './normalise/normalise.ts';

/** What a check of a site says of one of its pages; `quote` is what the page shows. */
export interface PageVerdict {
  readonly url: string;
  readonly level: FindingLevel;
  readonly quote: string;
  readonly detail: string;
}

/** Things sold beside the goods (搭售): insurance, memberships, extended warranties, gifts to charity. */
const EXTRA =
  /保险|意外险|退票险|航延险|延误险|碎屏险|取消险|医疗险|财产险|延保|保障(?:服务|计划|包)|无忧(?:服务|包|退)|安心(?:包|服务)|会员|月卡|季卡|年卡|权益[包卡]|券包|礼包|加速包|贵宾厅|休息室|接送[机站]|打车券|保养|清洗服务|安装服务|贺卡|包装费|礼盒|捐款?|爱心|课程|增值服务|服务包|套餐|搭配|加购|加价购|一起买|组合购/;
/** Insurance of the buyer and memberships are never part of the goods; the others need a price beside them. */
const SURE_EXTRA =
  /意外险|退票险|航延险|延误险|碎屏险|取消险|保险|延保|会员[卡包]|(?:月|季|年)卡|贵宾厅|券包/;
const FREE =
  /赠|免费|(?<![\d.])0(?:\.0+)?\s?元|[¥￥]\s?0(?:\.0+)?(?!\d|\.)|不(?:需要|购买|选|要|参加|使用)|无需|商家承担|已含|包含在/;
const AMOUNT = /[¥￥]\s?\d|\d\s?元|\d\s?块/;
/** Agreement to terms or to the use of personal data. */
const CONSENT =
  /(?:同意|阅读|授权|接受|知悉).{0,24}(?:协议|政策|条款|声明|规则|授权书|个人信息)|授权.{0,12}(?:手机号|位置|通讯录|信息)/;
const MARKETING =
  /(?:接收|订阅|收到|推送|同意).{0,16}(?:促销|营销|推广|优惠信息|活动信息|广告|商业信息|短信|推荐信息)/;
const RENEWAL = /自动(?:续费|续订|续期|扣费|扣款)|到期(?:后)?自动|连续包[月季年]/;

const MOST_PAGES = 20;
const MOST_NAMED = 3;

/** Checks that need the structure of pages; at most one verdict for each page. */
export const PAGE_CHECKS: Readonly<Record<PageCheckName, (facts: SiteFacts) => PageVerdict[]>> = {
  'ticked-extra': (facts) =>
    ticked(facts, (label) => {
      if (CONSENT.test(label) || RENEWAL.test(label) || !EXTRA.test(label) || FREE.test(label))
        return undefined;
      const level = SURE_EXTRA.test(label) && AMOUNT.test(label) ? 'violation' : 'suspect';
      if (level === 'suspect' && !AMOUNT.test(label) && !SURE_EXTRA.test(label)) return undefined;
      return { level, detail: '页面打开时已经替消费者勾选了另外收费的商品或者服务' };
    }),
  'ticked-renewal': (facts) =>
    ticked(facts, (label) =>
      RENEWAL.test(label) && !/不|关闭/.test(label)
        ? { level: 'suspect', detail: '页面打开时已经替消费者勾选了自动续费' }
        : undefined,
    ),
  'ticked-consent': (facts) =>
    ticked(facts, (label) =>
      CONSENT.test(label) || MARKETING.test(label)
        ? { level: 'suspect', detail: '页面打开时已经替消费者勾选了同意' }
        : undefined,
    ),
  'listed-price-lower': ({ lowerListings }) =>
    [...Map.groupBy(lowerListings, ({ url }) => url)].slice(0, MOST_PAGES).map(([url, listings]) => ({
      url,
      level: 'suspect',
      quote: listings.slice(0, MOST_NAMED).map(namePrices).join('；'),
      detail: `首页或者列表页有${listings.length}件商品的标价低于其商品页的标价（如${listings[0]!.goodsUrl}）`,
    })),
  'licence-code-invalid': ({ wrongCodes }) =>
    [...Map.groupBy(wrongCodes, ({ url }) => url)].slice(0, MOST_PAGES).map(([url, [first]]) => ({
      url,
      level: 'suspect',
      quote: first!.code,
      detail: `公示的统一社会信用代码“${first!.code}”${first!.code.length === 18 ? '校验位不符' : '不是18位'}`,
    })),
};

function ticked(
  facts: SiteFacts,
  judge: (label: string) => Pick<PageVerdict, 'level' | 'detail'> | undefined,
): PageVerdict[] {
  const found = new Map<string, PageVerdict>();
  const told = new Map<string, number>();
  for (const { url, label } of facts.tickedBoxes) {
    const verdict = found.has(url) ? undefined : judge(foldChars(label));
    if (!verdict) continue;
    // Every page of a shop may carry the same form: the first pages stand for the others.
    const times = told.get(label) ?? 0;
    told.set(label, times + 1);
    if (times >= MOST_PAGES) continue;
    found.set(url, { url, quote: label, level: verdict.level, detail: `${verdict.detail}“${label}”` });
  }
  return [...found.values()];
}

function namePrices({ name, listed, own }: LowerListing): string {
  return `${name} 标价${yuan(listed)}元，商品页${yuan(own)}元`;
}

function yuan(amount: number): string {
  return (amount / 100).toFixed(2);
}
