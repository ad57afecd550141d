import { toHalfWidth } from '@wangjian/core/half-width.ts';
import { matchesOf } from '@wangjian/core/matches.ts';
import type { PageContent } from '../extract/page-content.ts';
import { HOLDS, linesOf, type TextLines } from '../identify/text-lines.ts';
import { KindsFinder } from './kinds-finder.ts';

/** Kinds of words by which a page shows what it is; each is looked for in headings, links and buttons, not in prose. */
export type SignalKind =
  | 'buy'
  | 'weakBuy'
  | 'shop'
  | 'weakShop'
  | 'platform'
  | 'weakPlatform'
  | 'presentation'
  | 'reading';

const WORDS: Readonly<Record<SignalKind, RegExp>> = {
  buy: /加入购物车|放入购物车|加购物车|加入购物袋|添加到购物车|购物车|购物袋|立即购买|立刻购买|马上购买|现在购买|一键购买|点击购买|立即下单|在线下单|马上下单|去结算|去结账|立即结算|提交订单|确认订单|我的订单|订单查询|查看订单|立即支付|去支付|去付款|在线支付|立即预[订定]|在线预[订定]|马上预[订定]|确认预[订定]|预[订定]房间|在线订房|在线购票|立即购票|在线选座|我要订购|立即订购|在线订购|立即抢购|马上抢|立即抢|立即秒杀|我要购买|我要买|立即拼团|发起拼团|去点餐|在线点餐|开始点餐|立即点餐|立即预约|马上预约|预约下单|选规格|立即租赁|立即充值|在线充值|立即开通|立即续费|报名缴费|立即报名缴费|加入購物車|立即購買|購物車|add to (?:cart|bag)|buy (?:it )?now|checkout|place order/gi,
  weakBuy:
    /购买|订购|下单|预[订定约]|抢购|结算|货到付款|支付方式|配送方式|运费|包邮|库存|销量|已售|月销|现货|会员价|市场价|商城价|秒杀|优惠券|满减|退换货|七天无理由|7天无理由|收货地址|支付宝|微信支付|银联|起订量|套餐|数量/g,
  shop: /店铺评分|店铺动态评分|描述相符|宝贝描述|宝贝与描述|卖家信用|卖家服务|掌柜|收藏店铺|关注店铺|收藏本店|收藏该店|进入店铺|进店逛逛|进店看看|进店|店铺首页|本店搜索|店内搜索|搜本店|搜索本店|搜店铺|开店时[长间]|店铺粉丝|店铺档案|店铺资质|店铺印象|店铺等级|店铺星级|企业店铺|旺旺|诚信通|联系卖家|联系商家|商家评分|商家资质|商家信息|公司档案|卖家承诺|店铺保障|综合体验|物流服务\s*\d|服务态度\s*\d|发货速度\s*\d|逛店铺|店铺主页|入驻\s?\d+\s?年|店铺详情|店铺证照|商家公示/g,
  weakShop:
    /旗舰店|专卖店|专营店|本店|店铺|好评率|粉丝|关注|客服|宝贝|在线客服|全部商品|所有商品|回头率|新品上架|店铺公告|店铺简介|所有宝贝|全部宝贝|店铺活动|店铺分类|店铺热销|店铺优惠|店铺推荐|店铺信息|店铺介绍|本店所有|店铺会员/g,
  platform:
    /商[家户]入驻|卖家入驻|供应商入驻|品牌入驻|企业入驻|店铺入驻|农户入驻|商家免费入驻|我要入驻|申请入驻|入驻申请|立即入驻|入驻流程|入驻指南|入驻协议|入驻须知|招商入驻|免费开店|我要开店|立即开店|申请开店|开店指南|卖家中心|商家中心|商家登录|商户登录|商家后台|商家管理|商家服务|商户中心|卖家服务|平台规则|规则中心|平台公告|平台服务协议|平台交易规则|交易规则|平台协议|争议处理|违规公示|处罚公示|推荐店铺|热门店铺|优质店铺|精选店铺|品牌店铺|好店推荐|发现好店|店铺街|店铺列表|店铺大全|店铺排行|全部店铺|入驻商家|入驻店铺|商家列表|全部商家|推荐商家|附近商家|优质商家|热门商家|商家大全|骑手招募|成为卖家|成为骑手|平台自营|第三方商家|会员店铺|厂家直销馆|企业黄页|供应商大全|找供应商|发布供应|发布求购|平台治理/g,
  weakPlatform: /平台|商家|店铺|入驻|招商|自营|商圈|馆|频道|供求|采购|卖家|买家/g,
  presentation:
    /公司简介|企业简介|公司概况|关于我们|企业文化|公司文化|发展历程|组织架构|公司新闻|新闻中心|新闻动态|企业动态|行业动态|行业新闻|产品展示|产品中心|产品系列|解决方案|工程案例|成功案例|荣誉资质|资质荣誉|企业荣誉|联系我们|在线留言|人才招聘|招贤纳士|加入我们|服务范围|业务范围|生产设备|厂区环境|合作伙伴|投资者关系|下载中心|学校概况|医院概况|科室|专家介绍|学会|协会|關於我們|公司簡介|產品介紹|產品中心|聯絡我們|聯繫我們|最新消息|about us|contact us|our company/gi,
  reading:
    /政务公开|信息公开|办事指南|办事服务|政策法规|政策解读|领导信箱|互动交流|通知公告|政务服务|责任编辑|阅读量|阅读数|浏览次数|点击数|发布时间|发表于|上一篇|下一篇|相关文章|相关阅读|文章分类|文章归档|标签云|最新评论|发表评论|网友评论|博客|日志|归档|论坛|发帖|回帖|楼主|沙发|帖子|版块|版主|积分|头条|时政|社会新闻|国际新闻|国内新闻|财经|体育|娱乐|评论员|本报讯|来源\s?:|posted (?:on|by)|comments?|archives|categories/gi,
};
const PRICE =
  /[¥￥]\s?\d|(?:^|[^\d.])\d{1,6}(?:\.\d{1,2})?\s?元(?![月年素件老旦宝])|RMB\s?\d|(?:单价|售价|价格|现价|会员价|原价)\s*[:]?\s*\d/g;
const ORDER_BY_CONTACT =
  /(?:下单|订购|订货|购买|预[订定约]|报名|要货|团购).{0,12}(?:微信|电话|热线|手机|拨打|致电|联系|私信|客服)|(?:订购|购买|下单|订货|销售|订花|订餐|预[订定约]|报名)(?:电话|热线|微信)|(?:加|扫码?|添加).{0,6}微信.{0,8}(?:购买|下单|订购|咨询)|微信(?:下单|订购|购买)|货到付款/;
const SHOP_ADDRESS =
  /^https?:\/\/(?:shop[\w-]*|[\w-]+)\.(?:taobao|tmall|1688|weidian|youzan|jd|pinduoduo|yangkeduo|dangdang|suning)\.(?:com|hk)|\/(?:shop|store|seller|merchant|dianpu|shops|stores|mall)[/_-]?(?:index|home|view|detail|show|info|page)?[/_-]?(?:\.\w+\?.*)?\w*\d+|[?&](?:shop|store|seller|merchant|mall|sid|shop_?id|store_?id|seller_?id|mall_?id|vendor)_?(?:id)?=\w+/i;
const KINDS = Object.keys(WORDS) as SignalKind[];
const finder = new KindsFinder(KINDS.map((kind) => WORDS[kind]));
const CELL_END = /[\t|]| {2,}/;
const MAX_UI_LINE = 30;
const MAX_PRICE_LINE = 80;
const MAX_PRICES = 200;

/** What the words of one page show: distinct words by kind, and how often each was there. */
export interface PageSignals {
  readonly words: Readonly<Record<SignalKind, ReadonlyMap<string, number>>>;
  readonly prices: number;
  readonly shopAddress: boolean;
  readonly orderForm: boolean;
  /** Orders are taken by telephone or WeChat (下单请加微信, 订购电话), which is selling where prices stand beside it. */
  readonly orderByContact: boolean;
  /** Characters of running text, outside headings, links and buttons. */
  readonly prose: number;
}

/** Reads the signals of one page. */
export function readSignals(page: PageContent): PageSignals {
  const lines = linesOf(toHalfWidth(page.text));
  // Goods lists repeat their buttons a hundred times: each wording is searched once and counted by how often it stood.
  const ui = new Map<string, number>();
  const shown = (words: string) => ui.set(words, (ui.get(words) ?? 0) + 1);
  let prose = 0;
  let prices = 0;
  let orderByContact = false;
  for (let i = 0; i < lines.count; i++) {
    const length = lines.lengthOf(i);
    const line = lines.line(i);
    // A price in a sentence of the news sells nothing.
    if (length <= MAX_PRICE_LINE && !(length > MAX_UI_LINE && lines.holds(i, HOLDS.fullStop))) {
      if (prices < MAX_PRICES && lines.holds(i, HOLDS.digit) && lines.holds(i, HOLDS.priceSign))
        prices += line.match(PRICE)?.length ?? 0;
      orderByContact ||= mayOrderByContact(lines, i) && ORDER_BY_CONTACT.test(line);
    }
    if (length <= MAX_UI_LINE && !lines.holds(i, HOLDS.tab)) {
      shown(line);
      continue;
    }
    const cells = lines.holds(i, HOLDS.tab) || CELL_END.test(line) ? line.split(CELL_END) : [line];
    for (const cell of cells) {
      if (cell.length <= MAX_UI_LINE || isMenu(cell)) shown(cell);
      else prose += cell.length;
    }
  }
  for (const link of page.links) if (link.text.length <= MAX_UI_LINE && !ui.has(link.text)) shown(link.text);
  for (const words of [page.title, ...page.buttons]) shown(words);
  for (const image of page.images) if (image.text.length <= 12 && !ui.has(image.text)) shown(image.text);
  const joined = [...ui.keys()].join('\n');
  const there = finder.kindsIn(joined);
  const words = Object.fromEntries(
    KINDS.map((kind, i) => [kind, there.has(i) ? count(joined, WORDS[kind], ui) : new Map<string, number>()]),
  ) as unknown as PageSignals['words'];
  return {
    words,
    prices: prices + (page.offersMarkedUp ? 1 : 0),
    shopAddress: SHOP_ADDRESS.test(page.url) || SHOP_ADDRESS.test(page.canonical ?? ''),
    orderByContact,
    orderForm: page.forms.some(isOrderForm),
    prose,
  };
}

/** Both an order and a way to get in touch, or cash on delivery, as ORDER_BY_CONTACT asks. */
function mayOrderByContact(lines: TextLines, line: number): boolean {
  return (
    (lines.holds(line, HOLDS.order) && lines.holds(line, HOLDS.contact)) || lines.holds(line, HOLDS.payment)
  );
}

/** Many short words with blanks between are a menu or a row of links, however long the line. */
function isMenu(cell: string): boolean {
  if (!cell.includes(' ')) return false;
  const parts = cell.split(' ');
  return parts.length >= 4 && cell.length / parts.length <= 9;
}

function count(text: string, pattern: RegExp, ui: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [word] of matchesOf(text, pattern)) {
    const key = word.replace(/[\s\d]+$/, '').toLowerCase();
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  for (const [key, times] of found) found.set(key, times + Math.max(0, (ui.get(key) ?? 0) - 1));
  return found;
}

function isOrderForm(form: PageContent['forms'][number]): boolean {
  if (/cart|order|checkout|buy|pay|booking|flow\.php/i.test(form.action)) return true;
  const fields = form.fields.join(' ');
  const goods = /product|goods|sku|qty|quantity|num(?:ber)?\b|amount|shuliang|check_?in|room/i.test(fields);
  return goods && /address|addr|phone|mobile|tel|consignee|receiver|name/i.test(fields);
}
