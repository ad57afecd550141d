import { looksBinary } from '@wangjian/core/looks-binary.ts';
import type { WarcLocation } from '@wangjian/evidence/warc/warc-writer.ts';
import { looksBlocked } from './blocked-page.ts';
import { type CharsetSource, decodeBody } from './decode-body.ts';
import type { PageContent } from './extract/page-content.ts';
import { readPage } from './extract/read-page.ts';
import type { Exchange } from './http-exchange.ts';
import { headerOf } from './http-headers.ts';
import { inflateBody } from './inflate.ts';
import type { PatrolLimits } from './limits.ts';
import { type SoftError, softError } from './soft-error.ts';

/** Where a page leads, as far as its words are read: all that finding one's way through a site needs of it. */
export interface Onward {
  /** Links of the site's pages that may be followed. */
  readonly links: readonly { readonly url: string; readonly text: string }[];
  readonly refresh: PageContent['refresh'];
  /** Count of characters that a consumer sees. */
  readonly textLength: number;
}

/** One answer of a site, read. */
export interface SitePage {
  /** The address that was asked for, and the one that answered after redirects. */
  readonly url: string;
  readonly finalUrl: string;
  readonly status: number;
  readonly fetchedAt: Date;
  readonly charset: string;
  readonly charsetFrom: CharsetSource;
  readonly title: string;
  /** Bytes of the body as received and kept (before inflating); `sha256` in hex is of the same bytes. */
  readonly bytes: number;
  readonly sha256: string;
  readonly truncated: boolean;
  /** Clicks from where the patrol began. */
  readonly depth: number;
  /** Undefined when the page must not be taken for the site's own words (error, challenge, binary). */
  readonly onward: Onward | undefined;
  /** Everything that was wrong with this page; a page may be read in spite of it (`too-large`). */
  readonly error: SoftError | undefined;
  /** Where the response record lies; undefined when the caller keeps no WARC. */
  readonly warc: WarcLocation | undefined;
}

/** A page with its words; `content` is there when `onward` is. */
export interface ReadPage extends SitePage {
  readonly content: PageContent | undefined;
}

export interface ReadRequest {
  readonly url: string;
  readonly depth: number;
  readonly fetchedAt: Date;
  /** Of the body as received, lower-case hex. */
  readonly sha256: string;
  /** False when the links of the page are not to be followed, whatever it says. */
  readonly wantsLinks: boolean;
}

/** What the reading needs of an answer; plain data, so that a worker can read it. */
export interface Answer {
  readonly finalUrl: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly body: Uint8Array;
  readonly truncated: Exchange['truncated'];
  readonly bodySkipped: boolean;
}

export function answerOf(exchange: Exchange): Answer {
  return {
    finalUrl: exchange.url.href,
    status: exchange.status,
    contentType: headerOf(exchange.responseHeaders, 'content-type'),
    contentEncoding: headerOf(exchange.responseHeaders, 'content-encoding'),
    body: exchange.body,
    truncated: exchange.truncated,
    bodySkipped: exchange.bodySkipped,
  };
}

/** Facts of an answer before anything of it is read; with `error` also of one that could not be. */
export function unreadPage(request: ReadRequest, answer: Answer, error: SoftError | undefined): ReadPage {
  return {
    url: request.url,
    finalUrl: answer.finalUrl,
    status: answer.status,
    fetchedAt: request.fetchedAt,
    charset: 'utf-8',
    charsetFrom: 'detected',
    title: '',
    bytes: answer.body.length,
    sha256: request.sha256,
    truncated: answer.truncated !== undefined,
    depth: request.depth,
    onward: undefined,
    content: undefined,
    error,
    warc: undefined,
  };
}

/** Reads an answer: inflate, decode, tell a page from an error, a challenge or a binary, extract. */
export function readAnswer(request: ReadRequest, answer: Answer, limits: PatrolLimits): ReadPage {
  const { status, contentType, contentEncoding, body } = answer;
  const empty = unreadPage(request, answer, undefined);
  if (answer.bodySkipped)
    return { ...empty, error: statusError(status) ?? softError('not-html', contentType?.slice(0, 60)) };
  const inflated = contentEncoding
    ? inflateBody(body, contentEncoding, limits.inflatedBytes)
    : { bytes: body };
  if ('error' in inflated) return { ...empty, error: inflated.error };
  if (looksBinary(inflated.bytes))
    return { ...empty, error: statusError(status) ?? softError('not-html', contentType?.slice(0, 60)) };
  const {
    text: html,
    charset,
    charsetFrom,
  } = decodeBody(inflated.bytes, { contentType, truncated: empty.truncated });
  const content = read(html, answer.finalUrl);
  if (!content) return { ...empty, charset, charsetFrom, error: softError('internal', '提取文字') };
  const page = { ...empty, charset, charsetFrom, title: content.title };
  if (looksBlocked(status, content.title, content.text, html))
    return { ...page, error: softError('blocked-page', `HTTP ${status}`) };
  const failed = statusError(status);
  if (failed) return { ...page, error: failed };
  return {
    ...page,
    content,
    onward: onwardFrom(content, request.wantsLinks),
    error: truncation(answer.truncated),
  };
}

function onwardFrom({ links, refresh, robots, text }: PageContent, wantsLinks: boolean): Onward {
  const followable = wantsLinks && !robots.includes('nofollow') && !robots.includes('none');
  return { links: followable ? links : [], refresh, textLength: text.length };
}

/** One page that the extraction cannot stand must not end the patrol of its site. */
function read(html: string, url: string): PageContent | undefined {
  try {
    return readPage(html, url);
  } catch {
    return undefined; // becomes the soft error `internal`
  }
}

function statusError(status: number): SoftError | undefined {
  return status >= 400 || status < 200 ? softError('http-status', `HTTP ${status}`) : undefined;
}

function truncation(truncated: Exchange['truncated']): SoftError | undefined {
  if (truncated === 'length') return softError('too-large');
  if (truncated === 'time') return softError('timeout', '只收到一部分');
  return truncated ? softError('network', '只收到一部分') : undefined;
}
