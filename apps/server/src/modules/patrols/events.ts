import type { PagePrices } from '@wangjian/patrol/extract/prices.ts';
import { defineEvent } from '../../platform/event-type.ts';

/** A page that was read, with what the rules said of it and where its response stands. */
export interface PageRead {
  readonly url: string;
  readonly finalUrl: string;
  readonly title: string;
  readonly status: number;
  /** Why it must not be taken for the site's own words (error, challenge, binary); null when it was read. */
  readonly problem: string | null;
  readonly fetchedAt: Date;
  readonly charset: string;
  readonly warc: { readonly blob: string; readonly offset: number; readonly length: number };
  /** What it asks for its goods; null for a page that was not read. */
  readonly prices: PagePrices | null;
  /** Violation types found on it. */
  readonly violations: readonly string[];
}

/** A portion of pages of a site was read and written. */
export const pagesRead = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly patrolId: string;
  /** The site that the patrol went to; a page of a shop on it may belong to the shop. */
  readonly siteId: string;
  readonly pages: readonly PageRead[];
}>('patrol.pages-read');

/** A site of a patrol has been read to its end, or could not be. */
export const siteRead = defineEvent<{
  readonly bureau: string;
  readonly region: string;
  readonly patrolId: string;
  readonly siteId: string;
  readonly onlyPage: boolean;
  /** The address that was asked for: of several pages of one site each is read by itself. */
  readonly seed: string;
  readonly status: 'done' | 'failed';
  readonly problem: string | null;
  /** Whether the home page and its licence pages could all be read: only then does a missing finding say anything. */
  readonly complete: boolean;
  /** Violation types of the checks of the whole site (licence display, filing numbers). */
  readonly violations: readonly string[];
  readonly front: PageRead | null;
}>('patrol.site-read');
