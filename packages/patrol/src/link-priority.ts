/** Classes of links, the most telling first: who runs the site, what it sells, the rest. */
export type LinkClass = 'identity' | 'goods' | 'other';

const IDENTITY_WORDS =
  /关于|联系|营业执照|亮照|证照|资质|许可|备案|公示|经营者|公司简介|企业简介|服务协议|用户协议|交易规则|条款|隐私|声明|售后|退换|退货|about|contact|licen[cs]e|zhizhao|yyzz|terms|agreement|privacy|policy|rule/i;
const IDENTITY_PATH =
  /(?:^|[/_.?=&-])(?:about(?:-?us)?|contact(?:-?us)?|licen[cs]e|certificat\w*|qualification|zhizhao|yyzz|zizhi|gywm|guanyu|lxwm|lianxi|terms|tos|agreement|xieyi|privacy|yinsi|policy|legal|rules?|guize|shouhou|company|gsjj|intro)(?=$|[/_.?=&-])/i;
const GOODS_PATH =
  /(?:^|[/_.?=&-])(?:goods|product|item|detail|shop|store|category|cat|list|chanpin|shangpin|sale|mall|pro)(?:s|_?id)?(?=$|[/_.?=&\d-])/i;

const NOT_A_PAGE =
  /\.(?:jpe?g|png|gif|webp|avif|bmp|ico|svg|css|js|mjs|json|xml|rss|atom|woff2?|ttf|eot|mp[34]|m4[av]|avi|mov|wmv|flv|webm|wav|zip|rar|7z|gz|tgz|tar|exe|msi|apk|ipa|dmg|iso|pdf|docx?|xlsx?|pptx?|wps|csv|swf)$/i;
/** Addresses that do something: a patrol reads, it never acts. */
const ACTION =
  /(?:^|[/_.?=&-])(?:logout|log-?off|sign-?out|tuichu|delete|remove|add-?to-?cart|addcart|cart|checkout|unsubscribe|vote|like|favou?rite|wp-admin|wp-login|xmlrpc|login|signin|register|signup|reply|print)(?=$|[/_.?=&-])/i;

/** Class of a link by its address and the words on it. */
export function linkClass(url: URL, words: string): LinkClass {
  const path = url.pathname + url.search;
  if (IDENTITY_PATH.test(path) || (words.length <= 20 && IDENTITY_WORDS.test(words))) return 'identity';
  return GOODS_PATH.test(path) ? 'goods' : 'other';
}

/** Why a link of the same site is not worth a visit; undefined when it is. */
export function skipReason(url: URL): 'file' | 'action' | 'trap' | undefined {
  if (NOT_A_PAGE.test(url.pathname)) return 'file';
  if (ACTION.test(url.pathname + url.search)) return 'action';
  return isTrap(url) ? 'trap' : undefined;
}

/** Pages that make pages without end: paths that repeat themselves, calendars, filters stacked on filters. */
function isTrap(url: URL): boolean {
  const segments = url.pathname.split('/').filter(Boolean);
  if (segments.length > 14 || repeats(segments)) return true;
  if (!url.search) return false;
  const pairs = url.search.slice(1).split('&');
  if (pairs.length > 8) return true;
  const names = pairs.map((pair) => pair.split('=', 1)[0]!);
  if (names.length - new Set(names).size >= 2) return true;
  return pairs.some((pair) =>
    /^(?:date|day|month|year|cal\w*|start|end|from|to)=\d{4}(?:-?\d{2}){0,2}$/i.test(pair),
  );
}

/** `/a/b/a/b/a/b` and `/a/a/a`: relative links that climb into themselves. */
function repeats(segments: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  for (const [segment, count] of counts) if (count >= 3 && !/^\d+$/.test(segment)) return true;
  return false;
}

/** What stays of an address when its numbers and values go: pages of one template have one shape. */
export function urlShape(url: URL): string {
  const path = url.pathname.replace(/\d+/g, '#').replace(/#(?:[^/]{0,3}#)+/g, '#');
  if (!url.search) return path;
  const names = url.search
    .slice(1)
    .split('&')
    .map((pair) => pair.split('=', 1)[0]!);
  return `${path}?${names.join('&')}`;
}
