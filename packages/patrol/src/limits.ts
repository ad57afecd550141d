/** Caps of one patrol; every one of them ends a page or a site softly, never the run. */
export interface PatrolLimits {
  /** Bytes of one body as received; what is beyond is cut off and the page marked as truncated. */
  readonly bodyBytes: number;
  /** Bytes of one body after inflating. */
  readonly inflatedBytes: number;
  /** Milliseconds to connect, to the first header, between two pieces of the body, and for one exchange in all. */
  readonly connectMs: number;
  readonly headersMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  readonly redirects: number;
  readonly linksPerPage: number;
  readonly urlLength: number;
  /** Addresses waiting for one site. */
  readonly queue: number;
  /** Pages fetched of one site. */
  readonly pagesPerSite: number;
  /** Clicks from the front page. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: PatrolLimits = {
  bodyBytes: 8 * 1024 * 1024,
  inflatedBytes: 24 * 1024 * 1024,
  connectMs: 10_000,
  headersMs: 20_000,
  idleMs: 15_000,
  totalMs: 60_000,
  redirects: 8,
  linksPerPage: 2_000,
  urlLength: 2_048,
  queue: 10_000,
  pagesPerSite: 200,
  depth: 12,
};
