import type { PageContent } from '../extract/page-content.ts';

/** Hosts of the licence display of the state and of provinces, old ones included. */
const HOSTS =
  /^(?:zzlz|[a-z]+\.zzlz)\.|(?:^|\.)gsxt\.gov\.cn$|(?:^|\.)(?:wljg|wljy|wlaic|wlgs|netadreg|idinfo|szcert|wsjg|ebiz|dzbs|lz)\.[a-z.]*(?:gov\.cn|org\.cn|net\.cn)$|szcert\.ebs\.org\.cn$|hd315\.gov\.cn$|egs\.samr\.gov\.cn$/i;
const REGULATOR =
  /(?:^|\.)(?:[a-z]*(?:scjg|scjgj|amr|aic|gsj|gs|samr|gzaic|sgs|mr)[a-z]*\.)(?:[a-z-]+\.)*(?:gov\.cn|cn)$/i;
const LICENCE_PATH =
  /\/lz\b|liangzhao|businesscheck|verif|entweb|licen[cs]e|bscx|beian|netmark|certinfo|yyzz|webmark|elec/i;
const WORDS =
  /亮照|亮标|亮证|电子营业执照|营业执照|工商(?:电子)?标识|电子标识|工商网监|红盾|经营主体信息|主体信息公示|证照(?:信息|公示|中心)|执照信息|工商执照|经营证照|证照展示|(?:经营|资质)(?:证照|资质|资格)?公示|资质证照|经营资质|网络工商|市场监管电子链接|电子链接标识|经营性网站备案|business licen[cs]e/i;
/** News and services about licences, and other badges that stand beside the mark. */
const NOT_A_MARK =
  /办理|申请|申领|注册流程|下载|代办|注销|挂失|年检|模板|样本|遗失|公告|通知|新闻|如何|怎么|什么|政策|解读|吗|网警|网络警察|公安|12377|12318|举报|可信网站|诚信网站|ICP|公网安备/i;
const MAX_WORDS = 24;
const IMAGE_NAME =
  /(?:yingye|ying-ye|yyzz|zhizhao|licen[cs]e|liangzhao|gslogo|gongshang)[^/]*\.(?:jpe?g|png|gif|webp|bmp)(?:$|\?)/i;

/** Addresses of licence-display links, marks and licence pictures of a page, in order, unique. */
export function findMarks(page: PageContent): string[] {
  const marks = new Set<string>();
  for (const link of page.links) {
    if (isMarkAddress(link.url) || isMarkWording(link.text) || isMarkWording(link.alt)) marks.add(link.url);
  }
  for (const image of page.images) {
    // A picture inside a link is told by that link.
    const shows = isMarkWording(image.text)
      ? !page.links.some((link) => link.alt.includes(image.text))
      : IMAGE_NAME.test(image.src);
    const url = shows ? URL.parse(image.src, page.url === '' ? undefined : page.url) : null;
    if (url?.protocol.startsWith('http') && !marks.has(url.href)) marks.add(url.href);
  }
  return [...marks];
}

function isMarkAddress(address: string): boolean {
  const slash = address.indexOf('/', 8);
  const kind = hostKind(address.slice(address.indexOf('//') + 2, slash < 0 ? undefined : slash));
  if (kind === 'other') return false;
  // The home page of the publicity system is a search, not the mark of anyone.
  const path = slash < 0 ? '' : address.slice(slash);
  if (kind === 'display') return path.length > 1 && !/^\/index\.html?$/i.test(path);
  return LICENCE_PATH.test(path);
}

/** The answer for the host seen last: most links of a page lead to the same one. */
let known: { readonly host: string; readonly kind: 'display' | 'regulator' | 'other' } | undefined;

function hostKind(host: string): 'display' | 'regulator' | 'other' {
  if (known?.host !== host) {
    const name = host.replace(/:\d+$/, '');
    known = { host, kind: HOSTS.test(name) ? 'display' : REGULATOR.test(name) ? 'regulator' : 'other' };
  }
  return known.kind;
}

function isMarkWording(words: string): boolean {
  return words !== '' && words.length <= MAX_WORDS && WORDS.test(words) && !NOT_A_MARK.test(words);
}
