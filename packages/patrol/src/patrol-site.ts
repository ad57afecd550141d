import { hash } from 'node:crypto';
import type { WarcLocation } from '@wangjian/evidence/warc/warc-writer.ts';
import { Frontier, type Visit } from './frontier.ts';
import { keepExchanges, type RecordKeeper } from './keep-exchange.ts';
import type { PatrolLimits } from './limits.ts';
import type { Fetched, PageFetcher } from './page-fetcher.ts';
import type { Seed } from './seed-list.ts';
import { type Answer, answerOf, type ReadRequest, type SitePage } from './site-page.ts';
import type { SoftError, SoftErrorKind } from './soft-error.ts';

/** A soft error and the address it happened at. */
export interface SiteError extends SoftError {
  readonly url: string;
}

/** An address that an earlier, interrupted patrol of the site dealt with; `answer` is what came of it, to be read again. */
export type EarlierVisit =
  | { readonly page: Omit<SitePage, 'onward'>; readonly answer: Answer }
  | { readonly url: string; readonly depth: number; readonly error: SoftError | undefined };

/** Reads an answer, here or in a worker; one page of a site at a time, in order. A rejection ends the patrol. */
export type ReadPages<P extends SitePage> = (request: ReadRequest, answer: Answer) => P | Promise<P>;

export interface PatrolSiteOptions<P extends SitePage> {
  readonly read: ReadPages<P>;
  readonly fetcher: PageFetcher;
  readonly limits: PatrolLimits;
  /** Where every exchange is kept. */
  readonly keeper?: RecordKeeper;
  readonly signal?: AbortSignal;
  /** Which links are followed besides those that leave the site, which never are; all by default. */
  readonly follows?: (url: URL) => boolean;
  /** What was already done, in order; those pages go to `onPage` again with `earlier` true and are not fetched. */
  readonly earlier?: AsyncIterable<EarlierVisit> | Iterable<EarlierVisit>;
}

export interface PatrolSiteHooks<P extends SitePage> {
  /** Every answer of the site, in order, once its records are kept. A rejection ends the patrol of the site. */
  readonly onPage: (page: P, earlier: boolean) => void | Promise<void>;
  /** An address that gave no answer, or one that needs no page of its own (a redirect to a known address). */
  readonly onVisit?: (visit: {
    url: string;
    depth: number;
    error: SoftError | undefined;
  }) => void | Promise<void>;
}

/** What the patrol of one site came to. */
export interface SiteReport {
  /** Key of the seed. */
  readonly site: string;
  /** Host and port that the site answers at, after the front page's redirect. */
  readonly host: string;
  readonly homeUrl: string;
  /** Answers received, and those that could be read as pages. */
  readonly fetched: number;
  readonly read: number;
  /** True when the front page and the pages that it links for licence, about and contact were all read. */
  readonly homeComplete: boolean;
  /** At most 200. */
  readonly errors: readonly SiteError[];
  readonly ended: 'done' | 'page-limit' | 'unreachable';
}

const MAX_ERRORS = 200;
/** Pages whose records are still being written while the next one is fetched. */
const MAX_UNKEPT = 3;
/** With so many failures in a row and no page ever read the host is taken for dead. */
const GIVE_UP_AFTER = 4;
/** So many times the same content may come under different addresses until its links are no longer followed. */
const SAME_CONTENT = 3;
const RETRY_OTHER_SCHEME = new Set<SoftErrorKind>(['refused', 'timeout', 'network', 'tls']);

/**
 * Patrols one site: front page first, then the pages that say who runs it, then the rest by turns, up to the limits.
 * Never rejects because of the site; only when `signal` is aborted or a hook or the keeper fails.
 */
export async function patrolSite<P extends SitePage>(
  seed: Seed,
  options: PatrolSiteOptions<P>,
  hooks: PatrolSiteHooks<P>,
): Promise<SiteReport> {
  return new SitePatrol(seed, options, hooks).run();
}

class SitePatrol<P extends SitePage> {
  private readonly seed: Seed;
  private readonly options: PatrolSiteOptions<P>;
  private readonly hooks: PatrolSiteHooks<P>;
  private readonly frontier: Frontier;
  private readonly errors: SiteError[] = [];
  private readonly failed = new Set<string>();
  private readonly readUrls = new Set<string>();
  private readonly contents = new Map<string, number>();
  private homeIdentity: string[] = [];
  private home: SitePage | undefined;
  private homeIsShell = false;
  private homeUrl: string;
  /** Addresses that an earlier run dealt with; its links queue them again. */
  private readonly done = new Set<string>();
  private visits = 0;
  private fetched = 0;
  private readPages = 0;
  private unkept: Promise<void>[] = [];
  private tail: Promise<void> = Promise.resolve();
  private keeping: Promise<unknown> = Promise.resolve();
  private broken: { readonly error: unknown } | undefined;

  constructor(seed: Seed, options: PatrolSiteOptions<P>, hooks: PatrolSiteHooks<P>) {
    this.seed = seed;
    this.options = options;
    this.hooks = hooks;
    this.frontier = new Frontier(seed.site, options.limits);
    this.homeUrl = seed.urls[0]!;
  }

  /** What was fetched is kept before this settles, however it ends. */
  async run(): Promise<SiteReport> {
    try {
      return await this.visitAll();
    } finally {
      await Promise.all([this.tail, this.keeping]);
    }
  }

  private async visitAll(): Promise<SiteReport> {
    for (const url of this.seed.urls) this.frontier.addFirst(url);
    await this.goOverEarlier();
    let ended: SiteReport['ended'] = 'done';
    for (;;) {
      this.options.signal?.throwIfAborted();
      this.throwIfBroken();
      if (this.fetched >= this.options.limits.pagesPerSite) {
        ended = 'page-limit';
        break;
      }
      if (this.fetched === 0 && this.failed.size >= GIVE_UP_AFTER) break;
      const visit =
        this.visits < this.options.limits.pagesPerSite * 2 + 20 ? this.frontier.next() : undefined;
      if (!visit) break;
      if (this.done.has(visit.url)) continue;
      this.visits += 1;
      await this.visit(visit);
    }
    await this.tail;
    this.throwIfBroken();
    return this.report(this.fetched === 0 ? 'unreachable' : ended);
  }

  private throwIfBroken(): void {
    if (this.broken) throw this.broken.error;
  }

  private async goOverEarlier(): Promise<void> {
    for await (const visit of this.options.earlier ?? []) {
      if ('page' in visit) {
        for (const url of [visit.page.url, visit.page.finalUrl]) {
          this.frontier.markSeen(url);
          this.done.add(url);
        }
        const read = await this.read(visit.page, visit.answer);
        // What was known then stays so: the journal was written from it.
        const page = { ...read, ...visit.page };
        this.learn(page);
        await this.hooks.onPage(page, true);
      } else {
        this.frontier.markSeen(visit.url);
        this.done.add(visit.url);
        if (visit.error) this.note(visit.url, visit.error);
      }
    }
  }

  private async visit({ url, depth }: Visit): Promise<void> {
    const { fetcher, signal } = this.options;
    const follows = (target: URL) => this.wants(target, url, depth);
    let fetched = await fetcher.fetch(new URL(url), { signal, follows });
    const secure = this.otherScheme(url, fetched);
    if (secure) {
      const second = await fetcher.fetch(secure, { signal, follows });
      if (second.hops.length > 0) fetched = second;
    }
    if (fetched.error) this.note(url, fetched.error);
    const last = fetched.hops.at(-1);
    if (!last || fetched.left || fetched.error) {
      await this.afterKept(this.keep(fetched, undefined), async () => {
        await this.hooks.onVisit?.({ url, depth, error: fetched.error });
      });
      return;
    }
    this.frontier.markSeen(last.url.href);
    const sha256 = hash('sha256', last.body);
    // Kept first: once it is compressed and with its reader nobody holds the body any more.
    const kept = this.keep(fetched, sha256);
    const request = { url, depth, fetchedAt: last.date, sha256 };
    const page = await this.read(request, answerOf(last));
    this.learn(page);
    await this.afterKept(kept, (warc) => this.hooks.onPage({ ...page, warc }, false));
  }

  private async read(request: Omit<ReadRequest, 'wantsLinks'>, answer: Answer): Promise<P> {
    const { url, depth, fetchedAt, sha256 } = request;
    // The same page under ever new addresses is a trap: what it links is known.
    const wantsLinks = (this.contents.get(sha256) ?? 0) < SAME_CONTENT;
    return await this.options.read({ url, depth, fetchedAt, sha256, wantsLinks }, answer);
  }

  private keep(fetched: Fetched, sha256: string | undefined): Promise<WarcLocation | undefined> {
    const { keeper } = this.options;
    if (!keeper || fetched.hops.length === 0) return Promise.resolve(undefined);
    const kept = keepExchanges(keeper, fetched.hops, sha256);
    // A failure is waited for when the page is read, or after the last page, and not lost before.
    this.keeping = Promise.allSettled([this.keeping, kept]);
    return kept;
  }

  /** Records are written while the next page is being fetched; hooks are called one after the other, in order. */
  private async afterKept(
    kept: Promise<WarcLocation | undefined>,
    then: (warc: WarcLocation | undefined) => void | Promise<void>,
  ): Promise<void> {
    this.tail = Promise.all([kept, this.tail])
      .then(([warc]) => (this.broken ? undefined : then(warc)))
      .catch((error: unknown) => {
        this.broken ??= { error };
      });
    this.unkept.push(this.tail);
    if (this.unkept.length > MAX_UNKEPT) await this.unkept.shift();
  }

  /** A redirect is followed unless it leaves the site or ends at a page that is known; the front page may move away. */
  private wants(target: URL, from: string, depth: number): boolean {
    if (depth === 0 && this.seed.urls.some((url) => URL.parse(url)?.href === from || url === from)) {
      this.frontier.adopt(target);
      return true;
    }
    if (!this.frontier.isSameSite(target)) return false;
    return target.href === from || sameButScheme(target.href, from) || this.frontier.markSeen(target.href);
  }

  /** A seed without a scheme that does not answer at http is tried at https. */
  private otherScheme(url: string, fetched: Fetched): URL | undefined {
    const isSeed = this.seed.schemeGuessed && this.fetched === 0 && this.seed.urls.includes(url);
    if (!isSeed || fetched.hops.length > 0 || !fetched.error || !RETRY_OTHER_SCHEME.has(fetched.error.kind))
      return undefined;
    const secure = new URL(url);
    secure.protocol = 'https:';
    return secure;
  }

  private learn(page: SitePage): void {
    this.fetched += 1;
    if (page.error) this.note(page.url, page.error);
    if (!page.onward) return;
    this.readPages += 1;
    this.readUrls.add(page.url).add(page.finalUrl);
    const { refresh, links, textLength } = page.onward;
    const target = refresh && refresh.seconds <= 30 ? URL.parse(refresh.url) : null;
    const isHome = page.depth === 0 && (this.home === undefined || this.homeIsShell);
    if (isHome) {
      this.home = page;
      this.homeUrl = page.finalUrl;
      // A front page that only sends its visitors on is not the front page that they see.
      this.homeIsShell = target !== null && textLength < 200;
    }
    if (target) {
      if (this.homeIsShell && isHome) this.frontier.adopt(target);
      if (this.frontier.isSameSite(target))
        this.frontier.addFirst(target.href, page.depth + (isHome ? 0 : 1));
    }
    this.contents.set(page.sha256, (this.contents.get(page.sha256) ?? 0) + 1);
    const { follows } = this.options;
    const wanted = follows
      ? links.filter(({ url }) => {
          const parsed = URL.parse(url);
          return parsed !== null && follows(parsed);
        })
      : links;
    const identity = this.frontier.addLinks(wanted, page.depth + 1);
    if (isHome) this.homeIdentity = identity;
  }

  private note(url: string, error: SoftError): void {
    this.failed.add(url);
    if (this.errors.length < MAX_ERRORS) this.errors.push({ url, ...error });
  }

  private report(ended: SiteReport['ended']): SiteReport {
    const home: SitePage | undefined = this.home;
    const homeRead = home !== undefined && home.error === undefined;
    return {
      site: this.seed.site,
      host: new URL(this.homeUrl).host,
      homeUrl: this.homeUrl,
      fetched: this.fetched,
      read: this.readPages,
      homeComplete: homeRead && this.homeIdentity.every((url) => this.readUrls.has(url)),
      errors: this.errors,
      ended,
    };
  }
}

function sameButScheme(a: string, b: string): boolean {
  return a.replace(/^https?:/, '') === b.replace(/^https?:/, '');
}
