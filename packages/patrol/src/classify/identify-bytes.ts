import type { Identity, SiteKind } from '@wangjian/core/site.ts';
import { decodeBody } from '../decode-body.ts';
import { readPage } from '../extract/read-page.ts';
import { identifyPage } from '../identify/identify-page.ts';
import { classifyPage } from './classify-page.ts';

/** What one stored page says of itself, with no site around it. */
export interface IdentifiedFile extends Identity {
  readonly title: string;
  readonly charset: string;
  readonly siteKind: SiteKind;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Identifies a page from its bytes; `url` is where it was saved from, or empty when that is not known. */
export function identifyBytes(bytes: Uint8Array, url: string): IdentifiedFile {
  const { text, charset } = decodeBody(bytes);
  const page = readPage(text, url);
  const address = url !== '' ? url : (page.canonical ?? '');
  const located = address === url ? page : readPage(text, address);
  const classification = classifyPage(located);
  return {
    title: located.title,
    charset,
    ...classification,
    ...identifyPage(located, classification.siteKind),
  };
}
