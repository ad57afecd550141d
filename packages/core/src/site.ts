/** First axis: who trades (主体分类): 平台 / 独立交易网站 / 平台内店铺 / 非交易网站 / 待确认. */
export const SITE_KINDS = ['platform', 'independent', 'shop', 'non-trading', 'unknown'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** 主体分类 in the field's words. */
export const SITE_KIND_NAMES: Readonly<Record<SiteKind, string>> = {
  platform: '交易平台',
  independent: '独立交易网站',
  shop: '平台内店铺',
  'non-trading': '非交易网站',
  unknown: '待确认',
};

/** Second axis: forms of business (经营业态), by which patrols and statistics select. */
export const BUSINESS_FORMS = [
  'wechat-business',
  'social',
  'cross-border',
  'rural',
  'o2o',
  'group-buying',
  'food-ordering',
  'online-travel',
  'information',
  'livestream',
  'retail',
  'services',
] as const;
export type BusinessForm = (typeof BUSINESS_FORMS)[number];

/** 经营业态 in the field's words. */
export const BUSINESS_FORM_NAMES: Readonly<Record<BusinessForm, string>> = {
  'wechat-business': '微商',
  social: '社交电商',
  'cross-border': '跨境电商',
  rural: '农村电商',
  o2o: 'O2O',
  'group-buying': '团购',
  'food-ordering': '网络订餐',
  'online-travel': '在线旅游',
  information: '信息发布',
  livestream: '直播电商',
  retail: '网络零售',
  services: '网络服务',
};

/** A name on a page and what it is there: the one who trades, the one who built the site, or merely mentioned. */
export interface NamedParty {
  readonly name: string;
  readonly role: 'operator' | 'site-maker' | 'mentioned';
}

/** Who runs a page or site, read from its words. Arrays are unique, in order of appearance. */
export interface Identity {
  readonly operators: readonly NamedParty[];
  /** 统一社会信用代码, 18 characters, check digit right. */
  readonly uscc: readonly string[];
  /** ICP filing or licence numbers as printed, normalised (宁ICP备12345678号-1). */
  readonly icp: readonly string[];
  /** 公安备案号 (宁公网安备64050002000123号). */
  readonly police: readonly string[];
  readonly phones: readonly string[];
  /** Permit numbers printed (JY…, SC…, 国药准字…, 械注准…). */
  readonly licences: readonly string[];
  /** Addresses of licence-display links or marks (亮照 / 电子营业执照 / 工商电子标识). */
  readonly marks: readonly string[];
}

/** A box on a page that is ticked before the consumer does anything, with its words. */
export interface TickedBox {
  readonly url: string;
  readonly label: string;
}

/** A price beside a link to goods that is lower than every price on the page of these goods; amounts in 分. */
export interface LowerListing {
  /** The page that lists the goods. */
  readonly url: string;
  readonly goodsUrl: string;
  readonly name: string;
  readonly listed: number;
  readonly own: number;
}

/** A code shown as 统一社会信用代码 that cannot be one, with the first page that shows it. */
export interface WrongCode {
  readonly url: string;
  readonly code: string;
}

/** What a patrol learned of one site; the input of rules about a whole site (licence display, filing numbers). */
export interface SiteFacts extends Identity {
  readonly host: string;
  readonly siteKind: SiteKind;
  /** 0–1. */
  readonly confidence: number;
  readonly forms: readonly BusinessForm[];
  /** Pages read successfully. */
  readonly pages: number;
  /** Text of the home page (or the shop's own front page), empty when it was not read. */
  readonly homeText: string;
  readonly homeUrl: string;
  /** Text of all pages read, joined; capped. Lets a rule ask “does the site sell food / drugs / devices?”. */
  readonly allText: string;
  /** True when the home page and the pages that it links for licence/about/contact could all be read. */
  readonly homeComplete: boolean;
  readonly tickedBoxes: readonly TickedBox[];
  readonly lowerListings: readonly LowerListing[];
  readonly wrongCodes: readonly WrongCode[];
}
