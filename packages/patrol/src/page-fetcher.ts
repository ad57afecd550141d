import type { Clock } from '@wangjian/core/clock.ts';
import type { AddressGuard } from './address-guard.ts';
import type { HostPace } from './host-pace.ts';
import { type Exchange, type ExchangeOptions, HttpClient } from './http-exchange.ts';
import { headerOf } from './http-headers.ts';
import { inflateBody } from './inflate.ts';
import type { PatrolLimits } from './limits.ts';
import { ROBOTS_NAME, type RobotsAnswer, RobotsCache, type RobotsRules } from './robots.ts';
import { classifyNetworkError, type SoftError, softError } from './soft-error.ts';

/** Who we are, as sites read it in their logs. */
const USER_AGENT = `Mozilla/5.0 (compatible; ${ROBOTS_NAME}/0.1; online market supervision)`;

/** One exchange and the instant its request went out. */
export interface DatedExchange extends Exchange {
  readonly date: Date;
}

/** What came of opening an address: every hop, and why it ended when it did not end in an answer. */
export interface Fetched {
  readonly hops: readonly DatedExchange[];
  readonly error: SoftError | undefined;
  /** True when a redirect led to an address that the caller did not want. */
  readonly left: boolean;
}

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  /** Asked before each redirect is followed; false ends the chain there. */
  readonly follows?: (target: URL) => boolean;
}

export interface FetcherSettings {
  readonly guard: AddressGuard;
  readonly limits: PatrolLimits;
  readonly pace: HostPace;
  readonly clock: Clock;
  /** Pause after each request to a host, milliseconds; hosts in one's own networks get none. */
  readonly delayMs: number;
  /** Cap of robots.txt's Crawl-delay, milliseconds. */
  readonly maxCrawlDelayMs: number;
  readonly userAgent?: string;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const ROBOTS_BYTES = 512 * 1024; // RFC 9309, 2.5: at least 500 KiB
const PAGE_TYPES =
  /^\s*(?:text\/(?!css|javascript|csv|calendar)|application\/(?:xhtml|xml|vnd\.wap|x-httpd)|$)/i;
const NO_RULES: RobotsRules = { allows: () => true, delayMs: 0 };

/** Opens pages politely: guard, robots.txt, one request at a time per host, redirects hop by hop. */
export class PageFetcher {
  private readonly settings: FetcherSettings;
  private readonly client: HttpClient;
  private readonly robots: RobotsCache;

  constructor(settings: FetcherSettings) {
    this.settings = settings;
    this.client = new HttpClient(settings.guard, settings.limits, settings.userAgent ?? USER_AGENT);
    this.robots = new RobotsCache((url, signal) => this.askRobots(url, signal), settings.maxCrawlDelayMs);
  }

  /** Ends every open connection. */
  close(): Promise<void> {
    return this.client.close();
  }

  /** GETs an address and follows its redirects. Rejects only when `signal` is aborted. */
  async fetch(start: URL, options: FetchOptions = {}): Promise<Fetched> {
    return this.follow(start, options, (url, cookie) => this.politely(url, cookie, options.signal));
  }

  private async follow(
    start: URL,
    options: FetchOptions,
    open: (url: URL, cookie: string) => Promise<DatedExchange | SoftError>,
  ): Promise<Fetched> {
    const hops: DatedExchange[] = [];
    const cookies = new Map<string, string>();
    const visited = new Set<string>();
    let url = start;
    for (;;) {
      const cookie =
        url.host === start.host ? [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') : '';
      // A page that sets a cookie and sends the visitor to itself is no loop the first time.
      const step = `${url.href} ${cookie}`;
      if (visited.has(step)) return { hops, error: softError('redirect-loop', url.href), left: false };
      visited.add(step);
      const answer = await open(url, cookie);
      if ('kind' in answer) return { hops, error: answer, left: false };
      hops.push(answer);
      const target = redirectTarget(answer);
      if (target === undefined) return { hops, error: undefined, left: false };
      if (target === null) return { hops, error: softError('bad-url', 'Location'), left: false };
      if (hops.length > this.settings.limits.redirects) {
        return {
          hops,
          error: softError('redirect-loop', `超过 ${this.settings.limits.redirects} 次`),
          left: false,
        };
      }
      if (url.host === start.host) keepCookies(answer, cookies);
      if (options.follows && !options.follows(target)) return { hops, error: undefined, left: true };
      url = target;
    }
  }

  private async politely(url: URL, cookie: string, signal?: AbortSignal): Promise<DatedExchange | SoftError> {
    const { guard, pace } = this.settings;
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return softError('bad-url', url.protocol);
    if (!guard.permitsHost(url.hostname)) return softError('blocked-address', url.hostname);
    const rules = await this.robots.rulesFor(url, signal);
    if (!rules.allows(url)) return softError('robots', rules.closedBecause);
    const delay = () => this.pauseAfter(url, rules);
    return pace.run(url.host, delay, signal, () => this.exchange(url, { signal, cookie, wantsBody }));
  }

  /** A connection that breaks is tried once more: a server may close a kept-alive one just as it is used again. */
  private async exchange(
    url: URL,
    options: ExchangeOptions,
    isRetry = false,
  ): Promise<DatedExchange | SoftError> {
    const date = this.settings.clock.now();
    try {
      return Object.assign(await this.client.get(url, options), { date });
    } catch (error) {
      options.signal?.throwIfAborted();
      const failure = classifyNetworkError(error);
      return failure.kind === 'network' && !isRetry ? this.exchange(url, options, true) : failure;
    }
  }

  /** One's own test machines need no rest; everybody else gets the pause, or the longer one that they ask for. */
  private pauseAfter(url: URL, rules: RobotsRules): number {
    const address = this.client.addressOf(url.host);
    const own = address !== undefined && this.settings.guard.isOwn(address);
    return Math.max(own ? 0 : this.settings.delayMs, rules.delayMs);
  }

  private async askRobots(url: URL, signal?: AbortSignal): Promise<RobotsAnswer> {
    const { guard, limits, pace } = this.settings;
    const fetched = await this.follow(url, { signal }, async (hop) => {
      if (!guard.permitsHost(hop.hostname)) return softError('blocked-address', hop.hostname);
      const options = { signal, maxBytes: ROBOTS_BYTES };
      return pace.run(
        hop.host,
        () => this.pauseAfter(hop, NO_RULES),
        signal,
        () => this.exchange(hop, options),
      );
    });
    const last = fetched.hops.at(-1);
    if (fetched.error || !last) return { error: fetched.error ?? softError('network') };
    const coding = headerOf(last.responseHeaders, 'content-encoding') ?? '';
    const inflated = inflateBody(last.body, coding, Math.min(limits.inflatedBytes, ROBOTS_BYTES * 4));
    if ('error' in inflated) return inflated;
    return {
      status: last.status,
      text: Buffer.from(inflated.bytes.subarray(0, ROBOTS_BYTES)).toString('utf8'),
    };
  }
}

/** False when the headers alone say that this is no page: pictures, archives, programs, videos. */
function wantsBody(_status: number, contentType: string): boolean {
  return PAGE_TYPES.test(contentType);
}

/** The target of a redirect, null when it has none that can be read, undefined when this is no redirect. */
function redirectTarget(exchange: Exchange): URL | null | undefined {
  if (!REDIRECTS.has(exchange.status)) return undefined;
  const location = headerOf(exchange.responseHeaders, 'location');
  if (location === undefined) return undefined;
  // Headers come as Latin-1; sites write Chinese paths into them as UTF-8.
  const target = URL.parse(Buffer.from(location, 'latin1').toString('utf8'), exchange.url);
  if (!target) return null;
  target.hash = '';
  return target;
}

function keepCookies(exchange: Exchange, cookies: Map<string, string>): void {
  for (const [name, value] of exchange.responseHeaders) {
    if (name.toLowerCase() !== 'set-cookie' || cookies.size >= 20) continue;
    const match = /^\s*([^=;\s]{1,100})=([^;]{0,1000})/.exec(value);
    if (match) cookies.set(match[1]!, match[2]!.trim());
  }
}
