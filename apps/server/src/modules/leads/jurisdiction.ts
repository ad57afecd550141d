import type { SiteKind } from '@wangjian/core/site.ts';

/** Sources by which somebody reports (举报), to which 令121 applies. */
export const REPORTED_SOURCES: readonly string[] = ['complaint', 'citizen', 'rights-holder'];

/** What is known of a lead, for the question of who has jurisdiction. Regions are GB/T 2260 codes. */
export interface Matter {
  readonly siteKind: SiteKind;
  /** All suspected violations are of internet advertisements. */
  readonly advertisement: boolean;
  /** It came by a report of somebody (举报), not by the authority's own finding. */
  readonly reported: boolean;
  /** Where the operator (of the site, shop or platform) is, by its address; null when no address says so. */
  readonly operatorRegion: string | null;
  /** Where the register has the site. */
  readonly siteRegion: string | null;
  /** Where the shop's platform has its domicile. */
  readonly platformRegion: string | null;
  /** Where the lead was found or received. */
  readonly leadRegion: string;
}

/** Who has jurisdiction, and why. */
export interface Jurisdiction {
  readonly region: string;
  readonly reason: string;
  /** The articles, as cited. */
  readonly article: string;
  /** Another place that may act as well. */
  readonly alternative: string | null;
}

const RULES = '《市场监督管理行政处罚程序规定》';
const REPORTS = '《市场监督管理投诉举报处理办法》';
const cited = (reported: boolean, procedure: string, report: string): string =>
  reported ? `${REPORTS}${report}、${RULES}${procedure}` : `${RULES}${procedure}`;

/**
 * Jurisdiction over conduct on the network (处罚程序规定 arts 10–12, 令121 arts 29, 31, 32): platforms and own sites at
 * their domicile; operators on a platform at their actual place of business, with the platform's domicile where it
 * found or received it first; an advertisement at its publisher's, and one that the advertiser publishes itself at the
 * advertiser's.
 */
export function jurisdictionOf(matter: Matter): Jurisdiction {
  const { siteKind, reported, operatorRegion, siteRegion, platformRegion, leadRegion } = matter;
  const own = operatorRegion ?? siteRegion;
  const bySite = operatorRegion === null ? '主体库登记的所在地' : '登记的地址';
  if (matter.advertisement && own !== null && siteKind !== 'unknown' && siteKind !== 'non-trading')
    return {
      region: own,
      reason: `互联网广告：广告主在自有网站、网店自行发布的，由广告主所在地管辖（按${bySite}）`,
      article: cited(reported, '第十一条', '第三十二条'),
      alternative: null,
    };
  if ((siteKind === 'platform' || siteKind === 'independent') && own !== null)
    return {
      region: own,
      reason: `${siteKind === 'platform' ? '平台经营者' : '自建网站经营者'}，由其住所地管辖（按${bySite}）`,
      article: cited(reported, '第十条', '第三十一条'),
      alternative: null,
    };
  if (siteKind === 'shop') {
    if (operatorRegion !== null)
      return {
        region: operatorRegion,
        reason: '平台内经营者，由其实际经营地管辖（按登记的地址）',
        article: cited(reported, '第十条', '第三十一条'),
        alternative:
          platformRegion === null
            ? null
            : `平台住所地先行发现或者收到${reported ? '举报' : '线索'}的，也可以处理`,
      };
    if (platformRegion !== null)
      return {
        region: platformRegion,
        reason: '平台内经营者的实际经营地不明，由先行发现的平台住所地管辖',
        article: cited(reported, '第十条', '第三十一条'),
        alternative: '查明实际经营地后，可以移交实际经营地',
      };
  }
  // Both an own site and an operator on a platform lead to the operator's place, so it stands before the kind is known.
  if (operatorRegion !== null)
    return {
      region: operatorRegion,
      reason: '主体分类未确认，先由经营者所在地管辖（按登记的地址）',
      article: cited(reported, '第十条', '第三十一条'),
      alternative: '确认为平台内经营者、自建网站或广告后再核对',
    };
  return {
    region: siteRegion ?? leadRegion,
    reason:
      siteRegion === null
        ? '经营者所在地不明，暂按线索登记的辖区（违法行为发生地）'
        : '经营者地址不明，按主体库登记的所在地',
    article: reported ? `${REPORTS}第二十九条` : '《行政处罚法》第二十二条',
    alternative: '核实经营者的住所地、实际经营地后，可以移交',
  };
}
