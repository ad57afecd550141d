import robotsParser from 'robots-parser';
import type { SoftError } from './soft-error.ts';

/** The name by which robots.txt can address the patrol. */
export const ROBOTS_NAME = 'WangjianPatrol';

/** What came of asking for a robots.txt: its status and text, or why there is none. */
export type RobotsAnswer = { readonly status: number; readonly text: string } | { readonly error: SoftError };

/** The rules of one origin. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Crawl-delay in milliseconds, 0 when there is none. */
  readonly delayMs: number;
  /** Why nothing is allowed although no rule says so, in Chinese. */
  readonly closedBecause?: string;
}

const OPEN: RobotsRules = { allows: () => true, delayMs: 0 };
const CACHE_SIZE = 5_000;

/** Asks each origin once for its robots.txt and keeps the rules (RFC 9309). */
export class RobotsCache {
  private readonly ask: (url: URL, signal?: AbortSignal) => Promise<RobotsAnswer>;
  private readonly maxDelayMs: number;
  private readonly rules = new Map<string, Promise<RobotsRules>>();

  /** `maxDelayMs` caps Crawl-delay: a site must not switch supervision off by asking for a day between two pages. */
  constructor(ask: (url: URL, signal?: AbortSignal) => Promise<RobotsAnswer>, maxDelayMs: number) {
    this.ask = ask;
    this.maxDelayMs = maxDelayMs;
  }

  rulesFor(url: URL, signal?: AbortSignal): Promise<RobotsRules> {
    const known = this.rules.get(url.origin);
    if (known) return known;
    const asked = this.load(new URL('/robots.txt', url), signal);
    // An aborted question is no answer: the next one asks again.
    asked.catch(() => this.rules.delete(url.origin));
    this.rules.set(url.origin, asked);
    if (this.rules.size > CACHE_SIZE) this.rules.delete(this.rules.keys().next().value!);
    return asked;
  }

  private async load(url: URL, signal?: AbortSignal): Promise<RobotsRules> {
    const answer = await this.ask(url, signal);
    // Unreachable host: its pages will say so themselves, with the reason.
    if ('error' in answer) return OPEN;
    // RFC 9309, 2.3.1: "unavailable" (4xx) allows everything, "unreachable" (5xx) nothing.
    if (answer.status >= 500) {
      const closedBecause = `对方服务器出错，读不到 robots.txt：HTTP ${answer.status}，按通行规则暂不访问`;
      return { allows: () => false, delayMs: 0, closedBecause };
    }
    if (answer.status >= 300 || !/^\s*(?:user-agent|allow|disallow|crawl-delay)\s*:/im.test(answer.text))
      return OPEN;
    const robots = robotsParser(url.href, answer.text);
    const seconds = Number(robots.getCrawlDelay(ROBOTS_NAME) ?? 0);
    return {
      allows: (page) => robots.isAllowed(page.href, ROBOTS_NAME) !== false,
      delayMs: Number.isFinite(seconds) ? Math.min(this.maxDelayMs, Math.max(0, seconds * 1000)) : 0,
    };
  }
}
