import { siteKey } from './page-url.ts';

/** A site to patrol: the addresses to begin with, all of one host. */
export interface Seed {
  /** Key of the site (`siteKey`). */
  readonly site: string;
  /** Absolute addresses, first the main one. */
  readonly urls: readonly string[];
  /** True when the scheme was guessed: http is tried first, then https. */
  readonly schemeGuessed: boolean;
}

/** A line that is no address; `line` counts from 1. */
export interface SeedProblem {
  readonly line: number;
  readonly text: string;
  readonly messageZh: string;
}

const FULL_WIDTH = /[\uff01-\uff5e]/g;
const LABEL =
  /^(?:网址|网站|网站地址|网站网址|店铺(?:地址|网址|链接)?|链接|地址|域名|首页|官网|url|link|site)\s*[:：]\s*(?=\S)/i;
const LIST_MARK = /^(?:[-*•·]\s+|[（(]?\d{1,4}[)）、]\s*|\d{1,4}[.．]\s+)/;
const WRAPPERS = /^[<《〈【「“"'‘[(]+|[>》〉】」”"'’\]),;。；，、]+$/g;
const COMMENT = /^\s*(?:#|\/\/|;|--)/;
const OTHER_SCHEME = /^(?!https?:)[a-z][a-z\d+.-]*:\/\//i;
const FILE_ENDING = /^(?:html?|php|aspx?|jsp|jpe?g|png|gif|pdf|docx?|xlsx?|csv|txt|zip|rar|md)$/;
const INVISIBLE = /[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]/g;
const ADDRESS =
  /(?:https?:\/\/)[^\s，。；、“”"'<>《》【】]+|[\p{L}\p{N}[][^\s，。；、“”"'<>《》【】/?#]*\.[\p{L}\p{N}-]{1,63}\]?(?::\d{1,5})?(?:[/?#][^\s，。；、“”"'<>《》【】]*)?|\[[0-9a-f:.]+\](?::\d{1,5})?\S*|localhost(?::\d{1,5})?\S*/iu;

/**
 * Reads addresses the way people write them down: one a line or several with commas, comments (#, //), numbering,
 * `网址：` before them, full-width signs, no scheme, a name of the shop beside. Addresses of one host become one seed.
 */
export function parseSeedList(text: string): { seeds: Seed[]; problems: SeedProblem[] } {
  const sites = new Map<string, { urls: string[]; guessed: boolean }>();
  const problems: SeedProblem[] = [];
  for (const [index, line] of text.split(/\r\n|[\r\n]/).entries()) {
    if (COMMENT.test(line) || !line.trim()) continue;
    const found = addressesOf(line);
    if (found.length === 0) {
      problems.push({
        line: index + 1,
        text: line.trim().slice(0, 120),
        messageZh: '这一行没有可以识别的网址',
      });
    }
    for (const { url, guessed } of found) {
      const key = siteKey(url);
      const site = sites.get(key) ?? { urls: [], guessed };
      if (!site.urls.includes(url.href)) site.urls.push(url.href);
      site.guessed &&= guessed;
      sites.set(key, site);
    }
  }
  const seeds = [...sites].map(([site, { urls, guessed }]) => ({ site, urls, schemeGuessed: guessed }));
  return { seeds, problems };
}

/** One address as given on a command line or in a form field; undefined when it is none. */
export function parseSeed(text: string): Seed | undefined {
  return parseSeedList(text).seeds[0];
}

function addressesOf(line: string): { url: URL; guessed: boolean }[] {
  const plain = line
    .replace(INVISIBLE, '')
    .replace(/[，；、]/g, ' ')
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000|\t/g, ' ')
    .replace(/\\/g, '/')
    .replace(/([\w-])。(?=[\w-])/g, '$1.')
    .replace(/\s+#\s.*$/, '');
  const found: { url: URL; guessed: boolean }[] = [];
  for (const piece of plain.split(/[\s|]+|[,;](?=https?:|www\.|$)/i)) {
    const bare = piece.replace(LIST_MARK, '').replace(LABEL, '').replace(WRAPPERS, '');
    const match = OTHER_SCHEME.test(bare) ? null : ADDRESS.exec(bare);
    const seed = match && toUrl(match[0].replace(WRAPPERS, ''));
    if (seed) found.push(seed);
  }
  return found;
}

function toUrl(text: string): { url: URL; guessed: boolean } | undefined {
  const repaired = text.replace(/^(https?)[:：]?[/\\]{1,3}/i, '$1://').replace(/^\/\//, '');
  const guessed = !/^https?:\/\//i.test(repaired);
  if (guessed && /^[a-z][a-z\d+.-]*:(?!\d)/i.test(repaired)) return undefined;
  const url = URL.parse(guessed ? `http://${repaired}` : repaired);
  if (!url || url.username || url.password || !looksLikeHost(url.hostname)) return undefined;
  if (guessed && url.port === '443') {
    url.protocol = 'https:';
    url.port = '';
  }
  url.hash = '';
  return { url, guessed };
}

/** A name with a dot and a top level that is no number and no file ending, an IP address, or localhost. */
function looksLikeHost(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.startsWith('[') || /^\d+(?:\.\d+){3}$/.test(hostname)) return true;
  const labels = hostname.split('.');
  if (FILE_ENDING.test(labels.at(-1)!)) return false;
  return (
    labels.length > 1 &&
    labels.every((label) => label !== '') &&
    /^(?:[a-z]{2,24}|xn--[a-z0-9-]+)$/.test(labels.at(-1)!)
  );
}
