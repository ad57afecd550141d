import type { BusinessForm, SiteKind } from '@wangjian/core/site.ts';

/** Words of each form of business, and how many different ones must stand on the site. */
const FORMS: Readonly<Record<BusinessForm, readonly [need: number, words: RegExp]>> = {
  'wechat-business': [
    1,
    /微商|加微信(?:购买|下单|订购|咨询购买)|微信(?:下单|订购|购买)|添加微信(?:购买|下单)|招(?:收|募)?(?:微信)?代理|代理加盟微信|一件代发|朋友圈(?:代理|素材)/g,
  ],
  social: [
    1,
    /社交电商|社区团购|分享赚|分享返|自购省|分销(?:商城|中心|员)|推广员|邀请好友(?:赚|得|返)|团长|种草/g,
  ],
  'cross-border': [1, /跨境|海淘|保税(?:仓|区|发货)|海外直邮|全球购|海外购|境外直邮|清关|行邮税/g],
  rural: [
    2,
    /农产品|农特产|土特产|特产|助农|农村电商|合作社|农户|产地直[发供销]|原产地|枸杞|红枣|滩羊|杂粮|土鸡蛋|蜂蜜|硒砂瓜|果园|乡村振兴/g,
  ],
  o2o: [
    2,
    /到店(?:自提|消费|使用|核销)|门店自提|同城配送|上门(?:服务|取送|维修|安装)|线下门店|附近门店|门店预约|预约到店|核销/g,
  ],
  'group-buying': [1, /团购|拼团|拼单|代金券|团购券|几人团|人团/g],
  'food-ordering': [1, /外卖|网上订餐|在线点餐|点餐|订餐|起送|配送费|餐盒费|送餐/g],
  'online-travel': [
    2,
    /旅行社|跟团游|自由行|门票|景区|景点|旅游线路|行程|酒店预[订定]|民宿|客房|房型|入住|机票|导游|出发日期|地接/g,
  ],
  information: [
    1,
    /分类信息|供求信息|供应信息|求购信息|发布信息|发布供应|发布求购|二手(?:房|车|交易|市场)|招聘信息|房产信息|黄页/g,
  ],
  livestream: [1, /直播间|直播带货|正在直播|观看直播|直播回放|主播|直播预告/g],
  retail: [1, /加入购物车|购物车|立即购买|商品详情|规格|库存|包邮|加入购物袋|立即下单/g],
  services: [
    2,
    /预约|家政|保洁|维修|上门|课程|培训|报名|美容|理发|摄影|体检|咨询服务|服务项目|租赁|洗车|搬家|月嫂|驾校/g,
  ],
};

/** Forms of business (经营业态) of a site that trades, from its text; a site that does not trade has none. */
export function businessForms(text: string, kind: SiteKind): BusinessForm[] {
  if (kind === 'non-trading' || kind === 'unknown') return [];
  return (Object.entries(FORMS) as [BusinessForm, readonly [number, RegExp]][])
    .filter(([, [need, words]]) => hasDifferent(text, words, need))
    .map(([form]) => form);
}

function hasDifferent(text: string, words: RegExp, need: number): boolean {
  const found = new Set<string>();
  for (const [word] of text.matchAll(words)) if (found.add(word).size >= need) return true;
  return false;
}
