const SAFE_PATH =
  /^\/(?!\/)[A-Za-z0-9/_~=&?+,:;@!$%-]*(?:\.[A-Za-z0-9_~=&?+,:;@!$%-][A-Za-z0-9/_~=&?+,:;@!$%-]*)*$/;
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z0-9+.-]*:/i;

/** Resolves addresses of one page; http and https only. */
export class LinkResolver {
  /** Undefined for a stored file of unknown address: only absolute links can be resolved then. */
  private base: string | undefined;
  private origin: string;
  private readonly known = new Map<string, string | undefined>();

  constructor(pageUrl: string) {
    this.base = pageUrl === '' ? undefined : pageUrl;
    this.origin = originOf(pageUrl);
  }

  /** Takes `<base href>` over, if it is an address. */
  rebase(href: string): void {
    const base = URL.parse(href, this.base);
    if (!base?.protocol.startsWith('http')) return;
    this.base = base.href;
    this.origin = base.origin;
    this.known.clear();
  }

  /** Absolute address without fragment; undefined for other schemes, bare fragments and broken addresses. */
  resolve(href: string): string | undefined {
    const cached = this.known.get(href);
    if (cached !== undefined || this.known.has(href)) return cached;
    const url = this.parse(href.trim());
    this.known.set(href, url);
    return url;
  }

  private parse(href: string): string | undefined {
    if (href === '' || href.startsWith('#')) return undefined;
    // The common case costs a twentieth of the URL parser: a plain absolute path has nothing to normalise.
    const hash = href.indexOf('#');
    const path = hash < 0 ? href : href.slice(0, hash);
    if (this.origin !== '' && SAFE_PATH.test(path)) return this.origin + path;
    if (OTHER_SCHEME.test(href)) return undefined;
    const url = URL.parse(href, this.base);
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
    url.hash = '';
    return url.href;
  }
}

function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed?.protocol.startsWith('http') ? parsed.origin : '';
}
