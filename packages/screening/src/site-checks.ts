import type { CitedArticle, Finding, FindingLevel } from '@wangjian/core/finding.ts';
import type { SiteFacts } from '@wangjian/core/site.ts';
import type { PageCheckName, RuleDocument, SiteCheckName } from './catalog-schema.ts';
import { foldChars, foldLongText } from './normalise/normalise.ts';
import { PAGE_CHECKS } from './page-checks.ts';

/** What a check of a site says; undefined when all is well or cannot be judged. */
interface SiteVerdict {
  readonly level: FindingLevel;
  readonly detail: string;
}

type Topics = Readonly<Record<string, RegExp>>;

/** Runs the site check of one rule: one finding, or one for each page that it is about, with offsets 0, 0. */
export function checkSiteRule(
  rule: RuleDocument,
  facts: SiteFacts,
  articles: readonly CitedArticle[],
  topics: Topics,
): Finding[] {
  const { site } = rule;
  if (!site?.kinds.includes(facts.siteKind) || facts.pages === 0) return [];
  if (isPageCheck(site.check)) {
    return PAGE_CHECKS[site.check](facts).map((verdict) => ({
      ...findingOf(rule, verdict, articles),
      quote: verdict.quote,
      url: verdict.url,
    }));
  }
  const verdict = CHECKS[site.check](facts, topics);
  return verdict ? [findingOf(rule, verdict, articles)] : [];
}

function isPageCheck(name: SiteCheckName | PageCheckName): name is PageCheckName {
  return name in PAGE_CHECKS;
}

function findingOf(rule: RuleDocument, verdict: SiteVerdict, articles: readonly CitedArticle[]): Finding {
  const level: FindingLevel = rule.level === 'suspect' ? 'suspect' : verdict.level;
  return {
    rule: rule.id,
    version: rule.version,
    violation: rule.violation,
    level,
    start: 0,
    end: 0,
    term: '',
    quote: '',
    articles,
    why: `${verdict.detail}：${rule.why}${level === 'suspect' ? '，需执法人员核实' : ''}。`,
  };
}

/** The four declarations of 网络交易监督管理办法 art. 12(4), and words that announce one. */
const DECLARATION = /依法不需要办理(?:市场主体|工商)登记/;
const CLAIMS_EXEMPTION =
  /(?:不需要|无需|不用|免于?)办理?(?:市场主体|工商|营业)(?:登记|执照)|免登记|个人(?:店铺|卖家|网店|经营者)/;
/** A link or heading under which the licence is shown. */
const LICENCE_LINK =
  /(?:查看|展示|公示|亮照|电子)[^。\n]{0,6}营业执照|营业执照(?:公示|信息|展示|查看|信息公示)|经营者?资质|证照(?:信息|公示)|工商(?:亮照|电子标识|网监)|亮照|资质(?:证照|公示)/;

/** Texts of a site in plain form. */
interface PlainWords {
  readonly home: string;
  readonly all: string;
}

const plainWordsOf = new WeakMap<SiteFacts, PlainWords>();

/** Every check reads the same texts, up to 400,000 characters: they are folded once for all of them. */
function plainWords(facts: SiteFacts): PlainWords {
  let words = plainWordsOf.get(facts);
  if (!words) {
    words = { home: foldLongText(facts.homeText), all: foldLongText(facts.allText) };
    plainWordsOf.set(facts, words);
  }
  return words;
}

const CHECKS: Readonly<Record<SiteCheckName, (facts: SiteFacts, topics: Topics) => SiteVerdict | undefined>> =
  {
    'licence-display': (facts) => {
      const home = plainWords(facts).home;
      const all = plainWords(facts).all;
      if (facts.uscc.length > 0 || facts.marks.length > 0) return undefined;
      if (LICENCE_LINK.test(home) || DECLARATION.test(all)) return undefined;
      // A code with a wrong check digit is another rule's matter.
      if (/(?:信用代码|注册号)[^0-9a-z]{0,6}[0-9a-z]{15,18}/i.test(all)) return undefined;
      if (CLAIMS_EXEMPTION.test(all)) return undefined;
      if (facts.homeText === '') return undefined;
      return {
        level: facts.homeComplete && facts.confidence >= 0.6 ? 'violation' : 'suspect',
        detail: '已读取的首页及执照、关于、联系页面没有统一社会信用代码、营业执照信息或者其链接标识',
      };
    },
    'icp-number': (facts) => {
      if (facts.icp.length > 0 || facts.homeText === '') return undefined;
      if (/icp[^0-9\n]{0,4}\d{5,}|[a-z]\d-\d{8}/i.test(plainWords(facts).all)) return undefined;
      return {
        level: facts.homeComplete && facts.siteKind !== 'non-trading' ? 'violation' : 'suspect',
        detail: '网站主页没有标明经营许可证编号或者ICP备案编号',
      };
    },
    'police-number': (facts) => {
      if (facts.police.length > 0 || facts.homeText === '' || !facts.homeComplete) return undefined;
      if (/公网安备|公安备案/.test(plainWords(facts).all)) return undefined;
      return { level: 'suspect', detail: '网站主页没有标明公安机关备案编号' };
    },
    'permit-display': (facts, topics) => {
      const all = plainWords(facts).all;
      if (facts.homeText === '' || !SELLS.test(all)) return undefined;
      for (const { topic, name, permit } of PERMITS) {
        const pattern = topics[topic];
        if (!pattern || mentions(pattern, all) < 3) continue;
        if (permit.test(all) || facts.licences.some((licence) => permit.test(foldChars(licence)))) continue;
        return { level: 'suspect', detail: `网站销售${name}，但所读页面没有相应的许可证或者备案编号` };
      }
      return undefined;
    },
    'exemption-declaration': (facts) => {
      const all = plainWords(facts).all;
      if (facts.uscc.length > 0 || facts.marks.length > 0 || !CLAIMS_EXEMPTION.test(all)) return undefined;
      if (DECLARATION.test(all)) return undefined;
      return {
        level: facts.homeComplete ? 'violation' : 'suspect',
        detail: '店铺自称无需登记，但没有公示法定的自我声明及实际经营地址、联系方式',
      };
    },
  };

/** Signs of selling, not of merely writing about goods. */
const SELLS = /加入购物车|立即购买|购物车|下单|现货|包邮|¥\s?\d|￥\s?\d|在线订购|团购价|抢购/;

const PERMITS: readonly { readonly topic: string; readonly name: string; readonly permit: RegExp }[] = [
  {
    topic: 'drug',
    name: '药品',
    permit: /药品(?:经营|网络销售|互联网)[^。\n]{0,8}(?:许可|备案|服务)|国药准字|[a-z]{2}\d{9}/i,
  },
  {
    topic: 'device',
    name: '医疗器械',
    permit: /械(?:注[准进许]|备|经营)|医疗器械(?:经营|网络销售)[^。\n]{0,8}(?:许可|备案)/,
  },
  // 食用农产品 need no licence (食品安全法 art. 35), so only processed food counts; one who sells nothing but
  // prepackaged food files instead (备案).
  {
    topic: 'processed-food',
    name: '加工食品、预包装食品',
    permit:
      /食品(?:经营|生产|销售|流通)?[^。\n]{0,8}(?:许可|备案)|\b(?:jy|sc|yb)\d{14}|小作坊(?:登记|备案|证)|小经营店|三小|食品摊贩/i,
  },
];

function mentions(pattern: RegExp, text: string): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count >= 3) break;
  return count;
}
