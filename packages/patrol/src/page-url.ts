/** Parameters that name a visit or an advert, never a page. */
const NOISE_PARAMETERS =
  /^(?:utm_\w+|spm|scm|pvid|gclid|fbclid|msclkid|bd_vid|hmsr|hmpl|hmcu|hmkw|hmci|share_?(?:token|from|id|source)|from_?source|_t|_ts|timestamp|nonce|phpsessid|jsessionid|sessionid|session_id|sid|aspsessionid\w*|asp\.net_sessionid|cftoken|cfid|zenid|osclid)$/i;
const SESSION_IN_PATH = /;(?:jsessionid|phpsessid|sid)=[^/?#;]*/gi;
const ASP_SESSION_SEGMENT = /\/\((?:S|A|F)\([^()/]{6,}\)\)/gi;

/**
 * One spelling for one page: no fragment, no session or tracking parameters, parameters in order, no default port,
 * no empty query. Undefined for anything but http(s), or when it is longer than `maxLength` or carries a password.
 */
export function normaliseUrl(address: string, base?: string, maxLength = 2048): string | undefined {
  if (address.length > maxLength) return undefined;
  const url = URL.parse(address, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname) return undefined;
  if (url.username || url.password) return undefined;
  url.hash = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  if (/[;(]/.test(url.pathname)) {
    url.pathname = url.pathname.replace(SESSION_IN_PATH, '').replace(ASP_SESSION_SEGMENT, '');
  }
  if (url.pathname.includes('//')) url.pathname = url.pathname.replace(/\/{2,}/g, '/');
  if (url.search) {
    const query = tidyQuery(url.search.slice(1));
    // The setter takes one question mark away, which a query that begins with one needs.
    url.search = query && `?${query}`;
  } else if (url.href.endsWith('?')) url.search = '';
  return url.href.length > maxLength ? undefined : url.href;
}

/** Pairs are kept as they are written: a GBK site's %B9%FA must not be read as UTF-8. */
function tidyQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair && !NOISE_PARAMETERS.test(pair.split('=', 1)[0]!));
  return pairs.length > 1 ? [...new Set(pairs)].sort().join('&') : pairs.join('');
}

/** What counts as one site: the host without `www.`, and the port when it is not the scheme's own. */
export function siteKey(url: URL): string {
  const host = url.hostname.startsWith('www.') ? url.hostname.slice(4) : url.hostname;
  return url.port ? `${host}:${url.port}` : host;
}
