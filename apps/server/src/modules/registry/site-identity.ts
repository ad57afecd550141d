import { parseSeed } from '@wangjian/patrol/seed-list.ts';

/** What an address stands for in the register. */
export interface SiteIdentity {
  /** The address, absolute, as it is opened. */
  readonly url: string;
  readonly host: string;
  /** One key for one site: the host (with a port of its own), and the path when the address is not a front page. */
  readonly siteKey: string;
}

/** Characters: an index row of PostgreSQL holds no key of more than 2,704 bytes. */
const MAX_URL = 2000;

/** Reads an address as an officer writes it (no scheme, full-width signs); undefined when it is none. */
export function siteIdentity(address: string): SiteIdentity | undefined {
  const seed = parseSeed(address);
  const url = seed?.urls[0];
  if (!seed || url === undefined || url.length > MAX_URL) return undefined;
  const parsed = new URL(url);
  const path = frontPath(parsed);
  return { url, host: parsed.host, siteKey: path === '' ? seed.site : `${seed.site}${path}` };
}

/** Keys of the sites that a page may belong to, the narrowest first: a shop on a platform, then the platform itself. */
export function candidateKeys(pageUrl: string): string[] {
  const whole = siteIdentity(pageUrl);
  if (!whole) return [];
  const keys = [whole.siteKey];
  for (let key = whole.siteKey; key.includes('/'); ) {
    key = key.slice(0, key.lastIndexOf('/'));
    keys.push(key);
  }
  return keys;
}

function frontPath(url: URL): string {
  const path = url.pathname
    .replace(/\/+$/, '')
    .replace(/\/(?:index|default|home|main)\.(?:html?|php|aspx?|jsp|shtml)$/i, '');
  return `${path}${path === '' ? '' : url.search}`;
}
